package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// JournalEntry is one thing that happened to one subject: never changed, never
// deleted (triggers on both databases). Its id is the order of the whole database.
type JournalEntry struct{ ent.Schema }

// Mixin of the entity.
func (JournalEntry) Mixin() []ent.Mixin { return []ent.Mixin{Walled{}} }

// Fields of the entity. Persons are named by id; their labels stand beside, erasable.
func (JournalEntry) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.UUID("tenant_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Time("at").Immutable(),
		field.String("verb").Immutable(),
		field.Enum("actor_kind").Values("PERSON", "SERVICE", "SYSTEM", "COMMAND", "NOBODY").Immutable(),
		field.UUID("actor_user_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("actor_person_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("subject_kind").Immutable(),
		field.UUID("subject_id", uuid.UUID{}).Immutable(),
		field.JSON("before", json.RawMessage{}).Optional().Immutable(),
		field.JSON("after", json.RawMessage{}).Optional().Immutable(),
		field.String("request_id").Optional().Nillable().Immutable(),
		field.UUID("session_id", uuid.UUID{}).Optional().Nillable().Immutable(),
	}
}

// Indexes of the entity.
func (JournalEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "id"), index.Fields("tenant_id", "verb", "id"),
		index.Fields("tenant_id", "subject_id", "id"), index.Fields("tenant_id", "actor_user_id", "id"),
	}
}

// Label is the name under which something stands in the journal: beside it, so
// that it can be erased without changing what happened.
type Label struct{ ent.Schema }

// Mixin of the entity.
func (Label) Mixin() []ent.Mixin { return []ent.Mixin{Unowned{}} }

// Fields of the entity: the id is the subject's own.
func (Label) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.String("text").StructTag(personal),
	}
}

// Cursor is how far a durable follower of the journal has come.
type Cursor struct{ ent.Schema }

// Mixin of the entity.
func (Cursor) Mixin() []ent.Mixin { return []ent.Mixin{Unowned{}} }

// Fields of the entity: the id is the follower's name.
func (Cursor) Fields() []ent.Field {
	return []ent.Field{field.String("id").Immutable(), field.Int64("entry_id")}
}
