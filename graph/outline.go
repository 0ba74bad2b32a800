package graph

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// outline is what a valid operation comes to, as far as its variables do not say.
type outline struct {
	readings    []reading
	introspects bool
	refused     *gqlerror.Error
}

func newOutline(doc *ast.QueryDocument, op *ast.OperationDefinition) *outline {
	fragments := make(map[string]*ast.FragmentDefinition, len(doc.Fragments))
	for _, f := range doc.Fragments {
		fragments[f.Name] = f
	}
	o := &outline{readings: readings(op.SelectionSet), introspects: introspects(op.SelectionSet, fragments, map[string]bool{})}
	roots := rootFields(op.SelectionSet)
	if o.refused = guarded(roots); o.refused == nil {
		o.refused = alone(op, roots)
	}
	return o
}

func rootFields(set ast.SelectionSet) (all []*ast.Field) {
	for _, one := range set {
		switch one := one.(type) {
		case *ast.Field:
			all = append(all, one)
		case *ast.InlineFragment:
			all = append(all, rootFields(one.SelectionSet)...)
		case *ast.FragmentSpread:
			all = append(all, rootFields(one.Definition.SelectionSet)...)
		}
	}
	return all
}

// alone holds that a mutation which anybody may send, such as a sign-in, is the only
// field of its operation: one guess a request (T-18).
func alone(op *ast.OperationDefinition, roots []*ast.Field) *gqlerror.Error {
	anybodys := func(f *ast.Field) bool { return f.Definition.Directives.ForName("public") != nil }
	if op.Operation != ast.Mutation || !slices.ContainsFunc(roots, anybodys) {
		return nil
	}
	if only, is := op.SelectionSet[0].(*ast.Field); is && len(op.SelectionSet) == 1 && only.Alias == only.Name {
		return nil
	}
	return senseless("Such a field stands alone in its operation, under its own name.",
		"Send it as the only field, without an alias, a fragment or anything beside it.", op.Position)
}
