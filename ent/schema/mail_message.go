package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// MailMessage is a mail to be sent or sent: the template and what it is about.
// Text and links are made when it is sent, so that no secret is stored.
type MailMessage struct{ ent.Schema }

// Mixin of the entity.
func (MailMessage) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Unowned{}} }

// Fields of the entity.
func (MailMessage) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("tenant_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Int64("entry_id").Immutable().Comment("The journal entry that asked for it."),
		field.String("template").Immutable(),
		field.String("to").Immutable().StructTag(personal),
		field.UUID("subject_id", uuid.UUID{}).Immutable(),
		field.Int("generation").Default(0).Immutable(),
		field.Time("link_expires_at").Optional().Nillable().Immutable(),
		field.Enum("state").Values("QUEUED", "SENT", "FAILED").Default("QUEUED"),
		field.Int("attempts").Default(0),
		field.Time("next_attempt_at"),
		field.Time("sent_at").Optional().Nillable(),
		field.String("last_error").Optional().Nillable().StructTag(personal),
	}
}

// Indexes of the entity.
func (MailMessage) Indexes() []ent.Index {
	return []ent.Index{index.Fields("entry_id", "template").Unique(), index.Fields("state", "next_attempt_at")}
}
