// Package schema says what is true: the entities, their fields and edges, and the mixins that put the wall before
// them. The client in package ent and the migrations are made from it.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Tenant is one customer environment with its own user list; without a parent,
// an organization.
type Tenant struct{ ent.Schema }

// Mixin of the entity.
func (Tenant) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Unowned{}} }

// Fields of the entity.
func (Tenant) Fields() []ent.Field {
	return []ent.Field{
		field.String("slug").Unique().Immutable(),
		field.String("name"),
		field.UUID("parent_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("plan"),
		field.Bool("requires_two_factor").Default(false),
		field.Int("session_idle_minutes").Default(60),
		field.Int("session_max_hours").Default(12),
		field.Bool("vendor").Default(false).Immutable().
			Comment("The vendor's own tenant: the one place where the vendor's permissions count."),
		field.Time("suspended_at").Optional().Nillable(),
	}
}

// Edges of the entity.
func (Tenant) Edges() []ent.Edge {
	return []ent.Edge{edge.To("children", Tenant.Type).From("parent").Field("parent_id").Unique().Immutable()}
}

// Indexes of the entity.
func (Tenant) Indexes() []ent.Index { return []ent.Index{index.Fields("parent_id")} }
