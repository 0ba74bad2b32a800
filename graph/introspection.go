package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/viewer"
)

// introspection opens the schema to whoever may read it, or to everybody.
type introspection struct{ *Resolver }

// ExtensionName is for gqlgen.
func (introspection) ExtensionName() string { return "Introspection" }

// Validate is for gqlgen.
func (introspection) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses a document that introspects before any of it runs.
func (i introspection) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if !introspects(op.Operation.SelectionSet, map[*ast.FragmentDefinition]bool{}) {
		return nil
	}
	op.DisableIntrospection = false
	if err := i.allowed(ctx); err != nil {
		return gqlerror.WrapPath(nil, err)
	}
	return nil
}

func (i introspection) allowed(ctx context.Context) error {
	if i.OpenSchema {
		return nil
	}
	return i.here(ctx, viewer.SchemaRead)
}

func (i introspection) open(ctx context.Context) bool { return i.allowed(ctx) == nil }

// introspects looks into each fragment once: spread twice in one another, sixty of
// them are spread 2⁶⁰ times.
func introspects(set ast.SelectionSet, seen map[*ast.FragmentDefinition]bool) bool {
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
			if seen[one.Definition] {
				continue
			}
			seen[one.Definition] = true
			inner = one.Definition.SelectionSet
		}
		if introspects(inner, seen) {
			return true
		}
	}
	return false
}

func ofSchema(f *ast.Field) bool { return f.Name == "__schema" || f.Name == "__type" }
