package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
)

// extent is what a selection comes to with its fragments spread.
type extent struct {
	depth  int // fields within fields
	fields int
}

// most is what an operation may come to: each list within a list multiplies the answer.
var most = extent{depth: 12, fields: 1000}

// extentLimit refuses what is larger, before any of it runs.
type extentLimit struct{}

// ExtensionName is for gqlgen.
func (extentLimit) ExtensionName() string { return "ExtentLimit" }

// Validate is for gqlgen.
func (extentLimit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext is for gqlgen.
func (extentLimit) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	all := measure(op.Operation.SelectionSet, map[*ast.FragmentDefinition]extent{})
	if all.depth <= most.depth && all.fields <= most.fields {
		return nil
	}
	return gqlerror.WrapPath(nil, &fault.Fault{Kind: fault.Request, Code: fault.Invalid, Message: "The request asks for too much at once.",
		Next: "Ask for at most 1000 fields, nested at most 12 deep, and for the rest in another request."})
}

// measure looks into each fragment once. Introspection may be as large as it likes.
func measure(set ast.SelectionSet, known map[*ast.FragmentDefinition]extent) (all extent) {
	for _, one := range set {
		var e extent
		switch one := one.(type) {
		case *ast.Field:
			if !ofSchema(one) {
				e = measure(one.SelectionSet, known)
				e.depth, e.fields = e.depth+1, e.fields+1
			}
		case *ast.InlineFragment:
			e = measure(one.SelectionSet, known)
		case *ast.FragmentSpread:
			var ok bool
			if e, ok = known[one.Definition]; !ok {
				e = measure(one.Definition.SelectionSet, known)
				known[one.Definition] = e
			}
		}
		all.depth = max(all.depth, e.depth)
		all.fields = min(all.fields+e.fields, most.fields+1) // sixty fragments can come to 2⁶⁰ fields
	}
	return all
}
