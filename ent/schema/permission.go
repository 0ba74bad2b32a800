package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Permission is an entry of the catalogue, or a key that one tenant imported.
type Permission struct{ ent.Schema }

// Mixin of the entity.
func (Permission) Mixin() []ent.Mixin {
	return []ent.Mixin{Row{}, Walled{Above: true, Common: true}, Searchable{From: []string{"key", "capability"}}}
}

// Fields of the entity.
func (Permission) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("tenant_id", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("Null for the catalogue's entries, which every tenant reads."),
		field.String("key").Immutable(),
		field.String("capability"),
		field.String("description").Optional().Nillable(),
		field.String("area"),
		field.Bool("elevated").Default(false),
		field.Bool("vendor").Default(false).Comment("Counts in the vendor's own tenant only."),
		field.String("search_key").StructTag(personal),
		field.UUID("flag_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("retired_at").Optional().Nillable().Comment("Since when the catalogue lacks it: gives nothing."),
	}
}

// Edges of the entity.
func (Permission) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("tenant", Tenant.Type).Field("tenant_id").Unique().Immutable(),
		edge.To("flag", Flag.Type).Field("flag_id").Unique(),
	}
}

// Indexes of the entity.
func (Permission) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("key").Unique().Annotations(entsql.IndexWhere("tenant_id IS NULL")).StorageKey("permission_catalogue_key"),
		index.Fields("tenant_id", "key").Unique(),
		index.Fields("area", "key", "id"),
	}
}
