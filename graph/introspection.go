package graph

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"doorward/internal/viewer"
)

// introspection opens the schema to whoever may read it, or to everybody.
type introspection struct{ *Resolver }

func (i introspection) allowed(ctx context.Context) error {
	if i.OpenSchema {
		return nil
	}
	return i.here(ctx, viewer.SchemaRead)
}

func (i introspection) open(ctx context.Context) bool { return i.allowed(ctx) == nil }

// introspects looks into each fragment once, by its name: a document that was only
// parsed may spread what it does not define, or lead round in a circle.
func introspects(set ast.SelectionSet, fragments map[string]*ast.FragmentDefinition, seen map[string]bool) bool {
	for _, one := range set {
		var inner ast.SelectionSet
		switch one := one.(type) {
		case *ast.Field:
			if ofSchema(one) {
				return true
			}
		case *ast.InlineFragment:
			inner = one.SelectionSet
		case *ast.FragmentSpread:
			f := fragments[one.Name]
			if f == nil || seen[one.Name] {
				continue
			}
			seen[one.Name] = true
			inner = f.SelectionSet
		}
		if introspects(inner, fragments, seen) {
			return true
		}
	}
	return false
}

func ofSchema(f *ast.Field) bool { return f.Name == "__schema" || f.Name == "__type" }
