package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// User is a person (or a service) in one tenant: a row of its user list.
type User struct{ ent.Schema }

// Mixin of the entity.
func (User) Mixin() []ent.Mixin {
	return []ent.Mixin{Row{}, Owned{},
		Folded{Key: "email_key", From: "email"}, Folded{Key: "sort_key", From: "name"},
		Searchable{From: []string{"name", "email", "unique_id"}}}
}

// Fields of the entity. E-mail and company never change (A18, A19).
func (User) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Enum("type").Values("MEMBER", "GUEST", "SERVICE"),
		field.Enum("status").Values("ACTIVE", "INACTIVE").Default("ACTIVE"),
		field.String("name").StructTag(personal),
		field.String("sort_key").StructTag(personal),
		field.String("search_key").StructTag(personal),
		field.String("email").Optional().Nillable().Immutable().StructTag(personal),
		field.String("email_key").Optional().Nillable().Immutable().StructTag(personal),
		field.String("unique_id").Optional().Nillable().Immutable(),
		field.String("company").Optional().Nillable().Immutable().StructTag(personal),
		field.Bool("beta_access").Default(false),
		field.Time("beta_until").Optional().Nillable(),
		field.Time("last_login_at").Optional().Nillable(),
		field.Time("deactivated_at").Optional().Nillable(),
		field.UUID("deactivated_by", uuid.UUID{}).Optional().Nillable(),
		field.String("deactivated_reason").Optional().Nillable().StructTag(personal),
	}
}

// Edges of the entity.
func (User) Edges() []ent.Edge {
	return []ent.Edge{edge.To("person", Person.Type).Field("person_id").Unique().Immutable()}
}

// Indexes of the entity: one for each order of the list, each beginning with the tenant.
func (User) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "person_id").Unique(),
		index.Fields("tenant_id", "email_key").Unique(),
		index.Fields("tenant_id", "unique_id").Unique(),
		index.Fields("person_id"),
		index.Fields("tenant_id", "sort_key", "id"),
		index.Fields("tenant_id", "last_login_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "status", "sort_key", "id"),
		index.Fields("tenant_id", "status", "email_key", "id"),
		index.Fields("tenant_id", "status", "last_login_at", "id"),
		index.Fields("tenant_id", "status", "created_at", "id"),
	}
}
