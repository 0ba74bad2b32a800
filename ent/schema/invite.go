package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Invite is an invitation into a tenant, bound to an address. Its links are
// HMACs over id, generation and expiry; nothing of them is stored.
type Invite struct{ ent.Schema }

// Mixin of the entity.
func (Invite) Mixin() []ent.Mixin {
	return []ent.Mixin{Row{}, Owned{}, Folded{Key: "email_key", From: "email"}, Searchable{From: []string{"email", "name"}}}
}

// Fields of the entity.
func (Invite) Fields() []ent.Field {
	return []ent.Field{
		field.String("email").Immutable().StructTag(personal),
		field.String("email_key").Immutable().StructTag(personal),
		field.String("name").Optional().Nillable().StructTag(personal),
		field.String("company").Optional().Nillable().Immutable().StructTag(personal),
		field.String("search_key").StructTag(personal),
		field.Enum("type").Values("MEMBER", "GUEST").Default("MEMBER").Immutable(),
		field.Enum("status").Values("PENDING", "EXPIRED", "ACCEPTED", "CANCELLED", "SUPERSEDED").Default("PENDING"),
		field.Enum("delivery").Values("QUEUED", "SENT", "DELIVERED", "BOUNCED", "FAILED").Default("QUEUED"),
		field.Int("generation").Default(1),
		field.Int("sent_count").Default(1),
		field.UUID("invited_by", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Time("expires_at"),
		field.Time("sent_at").Optional().Nillable(),
		field.Time("opened_at").Optional().Nillable(),
		field.Time("accepted_at").Optional().Nillable(),
		field.Time("cancelled_at").Optional().Nillable(),
		field.UUID("superseded_by", uuid.UUID{}).Optional().Nillable(),
	}
}

// Indexes of the entity: at most one open invite for an address in a tenant.
func (Invite) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "email_key").Unique().Annotations(entsql.IndexWhere("status IN ('PENDING', 'EXPIRED')")).StorageKey("invite_one_open"),
		index.Fields("tenant_id", "status", "created_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("status", "expires_at"),
	}
}

// InviteRole is a role that acceptance gives.
type InviteRole struct{ ent.Schema }

// Mixin of the entity.
func (InviteRole) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Owned{}} }

// Fields of the entity.
func (InviteRole) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("invite_id", uuid.UUID{}).Immutable(),
		field.UUID("role_id", uuid.UUID{}).Immutable(),
		field.Time("expires_at").Optional().Nillable().Immutable(),
		field.String("justification").Optional().Nillable().Immutable().StructTag(personal),
	}
}

// Edges of the entity.
func (InviteRole) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("invite", Invite.Type).Field("invite_id").Required().Unique().Immutable(),
		edge.To("role", Role.Type).Field("role_id").Required().Unique().Immutable(),
	}
}

// Indexes of the entity.
func (InviteRole) Indexes() []ent.Index {
	return []ent.Index{index.Fields("invite_id", "role_id").Unique()}
}

// InviteGroup is a group that acceptance joins.
type InviteGroup struct{ ent.Schema }

// Mixin of the entity.
func (InviteGroup) Mixin() []ent.Mixin { return []ent.Mixin{Row{}, Owned{}} }

// Fields of the entity.
func (InviteGroup) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("invite_id", uuid.UUID{}).Immutable(),
		field.UUID("group_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of the entity.
func (InviteGroup) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("invite", Invite.Type).Field("invite_id").Required().Unique().Immutable(),
		edge.To("group", Group.Type).Field("group_id").Required().Unique().Immutable(),
	}
}

// Indexes of the entity.
func (InviteGroup) Indexes() []ent.Index {
	return []ent.Index{index.Fields("invite_id", "group_id").Unique()}
}
