package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Flag is a gate of the catalogue in front of a feature.
type Flag struct{ ent.Schema }

// Mixin of the entity.
func (Flag) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Unowned{}} }

// Fields of the entity.
func (Flag) Fields() []ent.Field {
	return []ent.Field{
		field.String("key").Unique().Immutable(),
		field.String("feature"),
		field.String("description").Optional().Nillable(),
		field.Bool("enabled_by_default").Default(false),
		field.Bool("beta").Default(false),
		field.String("minimum_plan").Optional().Nillable(),
		field.Bool("account_required").Default(true),
		field.Time("retired_at").Optional().Nillable().Comment("Since when the catalogue lacks it."),
	}
}

// FlagState is how one tenant has set a flag; without a row, the flag's default holds.
type FlagState struct{ ent.Schema }

// Mixin of the entity.
func (FlagState) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Owned{}} }

// Fields of the entity.
func (FlagState) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("flag_id", uuid.UUID{}).Immutable(),
		field.Bool("enabled"),
		field.Time("updated_at"),
		field.UUID("updated_by", uuid.UUID{}).Optional().Nillable(),
	}
}

// Edges of the entity.
func (FlagState) Edges() []ent.Edge {
	return []ent.Edge{edge.To("flag", Flag.Type).Field("flag_id").Required().Unique().Immutable()}
}

// Indexes of the entity.
func (FlagState) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "flag_id").Unique()}
}

// Plan is a tier of the catalogue.
type Plan struct{ ent.Schema }

// Mixin of the entity.
func (Plan) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Unowned{}} }

// Fields of the entity.
func (Plan) Fields() []ent.Field {
	return []ent.Field{
		field.String("key").Unique().Immutable(),
		field.String("name"),
		field.Int("rank"),
		field.Int("seat_limit").Optional().Nillable(),
	}
}
