package schema

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"
	"github.com/google/uuid"

	"doorward/ent/intercept"
	"doorward/ent/rule"
	"doorward/internal/viewer"
)

// Owned marks what belongs to one tenant: behind the wall. Above lets reads see
// the tenants above as well, for what can be given further down.
type Owned struct {
	mixin.Schema
	Above bool
}

// Fields of the mixin.
func (Owned) Fields() []ent.Field {
	return []ent.Field{field.UUID("tenant_id", uuid.UUID{}).Immutable()}
}

// Edges of the mixin.
func (Owned) Edges() []ent.Edge {
	return []ent.Edge{edge.To("tenant", Tenant.Type).Field("tenant_id").Required().Unique().Immutable()}
}

// Interceptors of the mixin.
func (o Owned) Interceptors() []ent.Interceptor { return Walled{Above: o.Above}.Interceptors() }

// Hooks of the mixin.
func (o Owned) Hooks() []ent.Hook { return Walled{Above: o.Above}.Hooks() }

// Walled puts the wall before an entity whose tenant_id is its own to declare.
type Walled struct {
	mixin.Schema
	Above, Common bool
}

// Interceptors of the mixin.
func (w Walled) Interceptors() []ent.Interceptor {
	wall := rule.Wall{Above: w.Above, Common: w.Common}
	return []ent.Interceptor{intercept.TraverseFunc(func(ctx context.Context, q intercept.Query) error {
		return wall.Reads(ctx, q.WhereP)
	})}
}

// Hooks of the mixin.
func (w Walled) Hooks() []ent.Hook { return []ent.Hook{rule.Wall{}.Writes} }

// Unowned marks what belongs to no tenant: a viewer is asked for, any.
type Unowned struct{ mixin.Schema }

// Interceptors of the mixin.
func (Unowned) Interceptors() []ent.Interceptor {
	return []ent.Interceptor{intercept.TraverseFunc(func(ctx context.Context, _ intercept.Query) error {
		return asked(ctx)
	})}
}

// Hooks of the mixin.
func (Unowned) Hooks() []ent.Hook {
	return []ent.Hook{func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			if err := asked(ctx); err != nil {
				return nil, err
			}
			return next.Mutate(ctx, m)
		})
	}}
}

func asked(ctx context.Context) error {
	if viewer.From(ctx) == nil {
		return rule.ErrNoViewer
	}
	return nil
}
