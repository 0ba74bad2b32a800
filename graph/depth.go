package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
)

// deepest is how many fields an operation may nest: each list within a list
// multiplies the answer.
const deepest = 12

// depthLimit refuses what is nested deeper, before any of it runs.
type depthLimit struct{}

// ExtensionName is for gqlgen.
func (depthLimit) ExtensionName() string { return "DepthLimit" }

// Validate is for gqlgen.
func (depthLimit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext is for gqlgen.
func (depthLimit) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if depth(op.Operation.SelectionSet, map[*ast.FragmentDefinition]int{}) <= deepest {
		return nil
	}
	return gqlerror.WrapPath(nil, &fault.Fault{Kind: fault.Request, Code: fault.Invalid,
		Message: "The request asks for lists within lists too deeply.", Next: "Nest at most 12 fields, and ask for the rest in another request."})
}

// depth counts the fields within fields of a selection. known holds that of
// fragments: each is looked into once. Introspection may go as deep as it likes.
func depth(set ast.SelectionSet, known map[*ast.FragmentDefinition]int) int {
	most := 0
	for _, one := range set {
		d := 0
		switch one := one.(type) {
		case *ast.Field:
			if !ofSchema(one) {
				d = 1 + depth(one.SelectionSet, known)
			}
		case *ast.InlineFragment:
			d = depth(one.SelectionSet, known)
		case *ast.FragmentSpread:
			var ok bool
			if d, ok = known[one.Definition]; !ok {
				d = depth(one.Definition.SelectionSet, known)
				known[one.Definition] = d
			}
		}
		most = max(most, d)
	}
	return most
}
