package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Session is a person who is signed in. Its token is stored as SHA-256 only.
type Session struct{ ent.Schema }

// Mixin of the entity.
func (Session) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Unowned{}} }

// Fields of the entity.
func (Session) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.Bytes("token_hash").Unique().Immutable().Sensitive(),
		field.String("user_agent").Optional().Nillable().Immutable().StructTag(personal),
		field.String("ip").Optional().Nillable().Immutable().StructTag(personal),
		field.Time("last_seen_at"),
		field.Time("expires_at").Immutable(),
		field.Time("ended_at").Optional().Nillable(),
		field.String("ended_because").Optional().Nillable(),
	}
}

// Edges of the entity.
func (Session) Edges() []ent.Edge {
	return []ent.Edge{edge.To("person", Person.Type).Field("person_id").Required().Unique().Immutable()}
}

// Indexes of the entity.
func (Session) Indexes() []ent.Index { return []ent.Index{index.Fields("person_id", "ended_at")} }

// Entry is the first use of a tenant within a session. What the tenant decides
// ends it, and an ended entry is never revived: the person signs in anew.
type Entry struct{ ent.Schema }

// Mixin of the entity.
func (Entry) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Owned{}} }

// Fields of the entity.
func (Entry) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("session_id", uuid.UUID{}).Immutable(),
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.Time("ended_at").Optional().Nillable(),
		field.String("ended_because").Optional().Nillable(),
	}
}

// Edges of the entity.
func (Entry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("session", Session.Type).Field("session_id").Required().Unique().Immutable(),
		edge.To("user", User.Type).Field("user_id").Required().Unique().Immutable(),
	}
}

// Indexes of the entity.
func (Entry) Indexes() []ent.Index {
	return []ent.Index{index.Fields("session_id", "tenant_id").Unique(), index.Fields("tenant_id", "user_id", "ended_at")}
}
