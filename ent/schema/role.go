package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Role is a named set of permissions.
type Role struct{ ent.Schema }

// Mixin of the entity.
func (Role) Mixin() []ent.Mixin {
	return []ent.Mixin{Row{}, Owned{Above: true}, Folded{Key: "name_key", From: "name"}}
}

// Fields of the entity.
func (Role) Fields() []ent.Field {
	return []ent.Field{
		field.String("name"),
		field.String("name_key").StructTag(personal),
		field.String("description").Optional().Nillable(),
		field.Bool("system").Default(false).Immutable(),
		field.Bool("owner").Default(false).Immutable().Comment("Gives everything in the tenant."),
		field.Time("updated_at").Optional().Nillable().Comment("Null until somebody modifies the role (A4)."),
		field.UUID("updated_by", uuid.UUID{}).Optional().Nillable(),
	}
}

// Indexes of the entity.
func (Role) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "name_key").Unique(), index.Fields("tenant_id", "updated_at", "id")}
}

// RolePermission is a permission that a role gives.
type RolePermission struct{ ent.Schema }

// Mixin of the entity.
func (RolePermission) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Owned{Above: true}} }

// Fields of the entity.
func (RolePermission) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("role_id", uuid.UUID{}).Immutable(),
		field.UUID("permission_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of the entity.
func (RolePermission) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("role", Role.Type).Field("role_id").Required().Unique().Immutable(),
		edge.To("permission", Permission.Type).Field("permission_id").Required().Unique().Immutable(),
	}
}

// Indexes of the entity.
func (RolePermission) Indexes() []ent.Index {
	return []ent.Index{index.Fields("role_id", "permission_id").Unique(), index.Fields("permission_id"), index.Fields("tenant_id")}
}
