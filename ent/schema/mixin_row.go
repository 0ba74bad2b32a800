package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"
	"github.com/google/uuid"

	"doorward/internal/id"
)

// Row gives an entity its UUIDv7 and the moment it was made.
type Row struct{ mixin.Schema }

// Fields of the mixin.
func (Row) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Default(id.New).Immutable(),
		field.Time("created_at").Immutable(),
	}
}

// personal keeps a field out of the journal's before and after: those rows are
// never changed, and names and addresses must stay erasable.
const personal = `json:"-"`
