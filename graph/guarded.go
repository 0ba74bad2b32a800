package graph

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
)

// guards say who may ask for a field.
var guards = []string{"public", "signedIn", "can"}

// unguarded is a field of the operation itself that does not say who may ask for it.
// The build fails for one; should it be served all the same, it is nobody's.
type unguarded struct{ field string }

func (u *unguarded) Error() string { return u.field + " has no guard" }

// Unwrap is what the person is told.
func (u *unguarded) Unwrap() error {
	return &fault.Fault{Kind: fault.Authorization, Code: fault.PermissionDenied, Message: "You may not do this.",
		Next: "Ask whoever runs the server."}
}

// guarded refuses an operation with a root field that anybody could ask for by oversight.
func guarded(roots []*ast.Field) *gqlerror.Error {
	for _, f := range roots {
		says := func(guard string) bool { return f.Definition.Directives.ForName(guard) != nil }
		if !strings.HasPrefix(f.Name, "__") && !slices.ContainsFunc(guards, says) {
			return refuse(&unguarded{f.ObjectDefinition.Name + "." + f.Name}, f.Position)
		}
	}
	return nil
}
