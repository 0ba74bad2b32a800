package graph

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// outline is what a valid operation comes to, as far as its variables do not say.
type outline struct {
	readings    []reading
	lists       map[string][]reading // of a subscription: in which its rows come
	introspects bool
	ofSomebody  bool // none of its fields answers whoever is not signed in
	refused     *gqlerror.Error
}

func newOutline(doc *ast.QueryDocument, op *ast.OperationDefinition) *outline {
	fragments := make(map[string]*ast.FragmentDefinition, len(doc.Fragments))
	for _, f := range doc.Fragments {
		fragments[f.Name] = f
	}
	roots := rootFields(op.SelectionSet)
	o := &outline{introspects: introspects(op.SelectionSet, fragments, map[string]bool{})}
	o.ofSomebody = !slices.ContainsFunc(roots, func(f *ast.Field) bool { return f.Name == "__typename" || anybodys(f) })
	if o.refused = guarded(roots); o.refused == nil {
		o.refused = alone(op, roots)
	}
	if op.Operation != ast.Subscription {
		o.readings = readings(op.SelectionSet)
		return o
	}
	if o.refused == nil {
		o.refused = single(op, roots)
	}
	o.readings, o.lists = newsOf(roots)
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

// anybodys tells whether a field answers whoever asks.
func anybodys(f *ast.Field) bool { return f.Definition.Directives.ForName("public") != nil }

// alone holds that a mutation which anybody may send, such as a sign-in, is the only
// field of its operation: one guess a request (T-18).
func alone(op *ast.OperationDefinition, roots []*ast.Field) *gqlerror.Error {
	if op.Operation != ast.Mutation || !slices.ContainsFunc(roots, anybodys) {
		return nil
	}
	if only, is := op.SelectionSet[0].(*ast.Field); is && len(op.SelectionSet) == 1 && only.Alias == only.Name {
		return nil
	}
	return senseless("Such a field stands alone in its operation, under its own name.",
		"Send it as the only field, without an alias, a fragment or anything beside it.", op.Position)
}

// single holds that a subscription is one field and always the same: neither two of them
// nor one that may be left out (GraphQL, "Single Root Field").
func single(op *ast.OperationDefinition, roots []*ast.Field) *gqlerror.Error {
	other := func(f *ast.Field) bool { return f.Alias != roots[0].Alias }
	if !slices.ContainsFunc(roots, other) && !conditional(op.SelectionSet) {
		return nil
	}
	return senseless("A subscription is one field, without @skip and @include.",
		"Send it as the only field, and each further one as a subscription of its own.", op.Position)
}

// conditional tells whether something of a selection, with its fragments, may be left out.
func conditional(set ast.SelectionSet) bool {
	return slices.ContainsFunc(set, func(one ast.Selection) bool {
		var on ast.DirectiveList
		var below ast.SelectionSet
		switch one := one.(type) {
		case *ast.Field:
			on = one.Directives
		case *ast.InlineFragment:
			on, below = one.Directives, one.SelectionSet
		case *ast.FragmentSpread:
			on, below = one.Directives, one.Definition.SelectionSet
		}
		return on.ForName("skip") != nil || on.ForName("include") != nil || conditional(below)
	})
}
