package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// OnceKey is a key under which somebody had something done, once: committed with the
// change itself, so that a repetition finds it whatever became of the answer. Key and
// request are hashes, and the answer is sealed.
type OnceKey struct{ ent.Schema }

// Mixin of the entity.
func (OnceKey) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Owned{}} }

// Fields of the entity.
func (OnceKey) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("sender", uuid.UUID{}).Immutable().Comment("The person, or a user who is no person."),
		field.Bytes("key_hash").Immutable().Sensitive(),
		field.Bytes("request_hash").Immutable().Sensitive(),
		field.Time("finished_at").Optional().Nillable().Comment("Null while it is worked on, and where that ended without a word."),
		field.String("answer").Optional().Nillable().Sensitive(),
	}
}

// Indexes of the entity: a key is its sender's once, in whichever tenant.
func (OnceKey) Indexes() []ent.Index {
	return []ent.Index{index.Fields("sender", "key_hash").Unique(), index.Fields("created_at")}
}
