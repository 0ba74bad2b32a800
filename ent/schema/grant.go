package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Grant is a role given to a user or a group, for a reason, perhaps until a moment.
type Grant struct{ ent.Schema }

// Mixin of the entity.
func (Grant) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Owned{}} }

// Fields of the entity.
func (Grant) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("role_id", uuid.UUID{}).Immutable(),
		field.UUID("user_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("group_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Enum("reach").Values("TENANT", "SUBTREE").Default("TENANT").Immutable(),
		field.Time("expires_at").Optional().Nillable(),
		field.String("justification").Optional().Nillable().StructTag(personal),
		field.UUID("granted_by", uuid.UUID{}).Optional().Nillable().Immutable(),
	}
}

// Edges of the entity.
func (Grant) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("role", Role.Type).Field("role_id").Required().Unique().Immutable(),
		edge.To("user", User.Type).Field("user_id").Unique().Immutable(),
		edge.To("group", Group.Type).Field("group_id").Unique().Immutable(),
	}
}

// Indexes of the entity.
func (Grant) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "user_id"), index.Fields("tenant_id", "group_id"), index.Fields("tenant_id", "role_id"),
		index.Fields("role_id", "user_id", "reach").Unique(), index.Fields("role_id", "group_id", "reach").Unique(),
	}
}
