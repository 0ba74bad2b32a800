package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
)

// Person is somebody who can sign in, across tenants.
type Person struct{ ent.Schema }

// Mixin of the entity.
func (Person) Mixin() []ent.Mixin {
	return []ent.Mixin{Row{}, Unowned{}, Folded{Key: "email_key", From: "email"}}
}

// Fields of the entity. E-mail and company never change (A18, A19).
func (Person) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").StructTag(personal),
		field.String("email").Immutable().StructTag(personal),
		field.String("email_key").Unique().Immutable().StructTag(personal),
		field.String("company").Optional().Nillable().Immutable().StructTag(personal),
		field.String("password_hash").Optional().Nillable().Sensitive(),
		field.Time("password_set_at").Optional().Nillable(),
		field.Bool("two_factor_enabled").Default(false),
		field.Time("last_login_at").Optional().Nillable(),
	}
}
