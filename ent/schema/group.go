package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Group is users who get the same roles.
type Group struct{ ent.Schema }

// Mixin of the entity.
func (Group) Mixin() []ent.Mixin {
	return []ent.Mixin{Row{}, Owned{}, Folded{Key: "name_key", From: "name"}}
}

// Fields of the entity.
func (Group) Fields() []ent.Field {
	return []ent.Field{
		field.String("name"),
		field.String("name_key").StructTag(personal),
		field.String("description").Optional().Nillable(),
	}
}

// Indexes of the entity.
func (Group) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "name_key").Unique()}
}

// Membership is a user in a group, perhaps until a moment.
type Membership struct{ ent.Schema }

// Mixin of the entity.
func (Membership) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Owned{}} }

// Fields of the entity.
func (Membership) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("group_id", uuid.UUID{}).Immutable(),
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.Time("expires_at").Optional().Nillable(),
	}
}

// Edges of the entity.
func (Membership) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("group", Group.Type).Field("group_id").Required().Unique().Immutable(),
		edge.To("user", User.Type).Field("user_id").Required().Unique().Immutable(),
	}
}

// Indexes of the entity.
func (Membership) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "group_id", "user_id").Unique(), index.Fields("tenant_id", "user_id")}
}
