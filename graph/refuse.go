package graph

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
)

// The codes with which an operation is refused before it runs are of gqlgen's kind
// "protocol": a transport of gqlgen's then tells the presented error, and no data.
func init() {
	for _, code := range []fault.Code{
		fault.LimitExceeded, fault.Invalid, fault.RateLimited, fault.SignInRequired, fault.PermissionDenied,
		fault.PlanRequired, fault.FlagOff, fault.BetaOnly, fault.TenantRequired, fault.NotFound, fault.Busy, internal,
	} {
		errcode.RegisterErrorType(string(code), errcode.KindProtocol)
	}
}

// refuse is an operation's end before it began.
func refuse(err error, at *ast.Position) *gqlerror.Error {
	out := gqlerror.WrapPath(nil, err)
	code := fault.Code(internal)
	if f := fault.Of(err); f != nil {
		code = f.Code
	}
	errcode.Set(out, string(code))
	if at != nil {
		out.Locations = []gqlerror.Location{{Line: at.Line, Column: at.Column}}
	}
	return out
}

// tooMuch says which limit was passed, and how much is taken.
func tooMuch(most int, what, next string, at *ast.Position) *gqlerror.Error {
	return refuse(&fault.Fault{Kind: fault.Request, Code: fault.LimitExceeded, Message: fmt.Sprintf(what, most), Next: next,
		Figures: map[string]int{"most": most}}, at)
}

// senseless says why a document cannot be meant.
func senseless(what, next string, at *ast.Position) *gqlerror.Error {
	return refuse(&fault.Fault{Kind: fault.Request, Code: fault.Invalid, Message: what, Next: next}, at)
}
