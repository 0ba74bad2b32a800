package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// wants tells whether the operation selects this field of what is being resolved.
func wants(ctx context.Context, name string) bool {
	at := graphql.GetFieldContext(ctx)
	if at == nil || at.Field.Definition == nil || !graphql.HasOperationContext(ctx) {
		return false
	}
	for _, f := range graphql.CollectFieldsCtx(ctx, []string{at.Field.Definition.Type.Name()}) {
		if f.Name == name {
			return true
		}
	}
	return false
}
