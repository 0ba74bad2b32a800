package server

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
)

type refusalKey struct{}

// refused is the context in which every operation is answered with err.
func refused(ctx context.Context, err error) context.Context {
	return context.WithValue(ctx, refusalKey{}, err)
}

// admission refuses an operation before any of its fields runs: what the edge has
// found out about the request, a subscription that asks for one answer (which would hang
// until its first event), anything but a subscription on a socket (which no cookie, key
// or limit of a request would see), and a subscription that is one too many there.
type admission struct{}

// ExtensionName is for gqlgen.
func (admission) ExtensionName() string { return "Admission" }

// Validate is for gqlgen: it fits every schema.
func (admission) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses by its error.
func (admission) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if err, ok := ctx.Value(refusalKey{}).(error); ok && !(fault.Is(err, fault.NotFound) && comesOrGoes(op)) {
		return early(err)
	}
	subscribes := op.Operation.Operation == ast.Subscription
	switch onSocket := socketOf(ctx) != nil; {
	case subscribes && !onSocket && wanted(op.Headers) != kindEvents:
		return early(badRequest("A subscription has more than one answer.",
			"Open a websocket at the same address with the sub-protocol graphql-transport-ws, or send the header Accept: text/event-stream."))
	case !subscribes && onSocket:
		return early(badRequest("A websocket takes subscriptions only.", "Send queries and mutations by POST."))
	}
	if err := excess(ctx); err != nil {
		return early(err)
	}
	return nil
}

// comesOrGoes tells whether an operation only signs in or out (invites are accepted by
// signing in): that is done in no tenant, whichever one the request names.
func comesOrGoes(op *graphql.OperationContext) bool {
	for _, s := range op.Operation.SelectionSet {
		f, plain := s.(*ast.Field)
		if !plain || f.Definition.Directives.ForName("public") == nil {
			return false
		}
	}
	return op.Operation.Operation == ast.Mutation
}

// early is a fault in gqlgen's form; the presenter gives it its extensions.
func early(err error) *gqlerror.Error {
	return &gqlerror.Error{Err: err, Message: err.Error()}
}

func badRequest(message, next string) *fault.Fault {
	return &fault.Fault{Kind: fault.Request, Code: fault.Invalid, Message: message, Next: next}
}
