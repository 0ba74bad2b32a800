package directory

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/user"
	"doorward/internal/id"
	"doorward/internal/journal"
)

// GrantSpec is a role to be given.
type GrantSpec struct {
	Role          uuid.UUID
	ExpiresAt     *time.Time // nil: for good
	Justification *string
}

// UserSpec is a user to be made.
type UserSpec struct {
	Tenant   uuid.UUID
	Person   *ent.Person // nil for a service user
	Type     user.Type
	Name     string // empty: the person's own
	Company  *string
	UniqueID *string // of a service user
	Grants   []GrantSpec
	Groups   []uuid.UUID
	By       *uuid.UUID // the user who gives the roles
	Down     bool       // the roles count in every tenant below as well
}

// Made is users, and the roles that they were given directly.
type Made struct {
	Users  []*ent.User
	Grants []*ent.Grant
}

// Subjects of the change: the users. A user's groups are part of the user.
func (m *Made) Subjects() []journal.Subject { return journal.Of(m.Users) }

// Then are the roles given.
func (m *Made) Then() []journal.Link {
	return []journal.Link{{Verb: journal.GrantCreated, Subjects: journal.Of(m.Grants)}}
}

// MakeUsers makes users with their roles and groups, inside a transaction of a
// viewer who acts in their tenants. Seats and rights are the caller's to check
// before (Seats, Actor). A user who is there already is an error of the database.
func MakeUsers(ctx context.Context, tx *ent.Client, at time.Time, all []UserSpec) (*Made, error) {
	made := &Made{}
	for len(all) > 0 {
		part := all[:min(chunk, len(all))]
		all = all[len(part):]
		rows := make([]*ent.UserCreate, len(part))
		for i, s := range part {
			rows[i] = newUser(tx, at, s)
		}
		users, err := tx.User.CreateBulk(rows...).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("making users: %w", err)
		}
		made.Users = append(made.Users, users...)
		var in []membershipSpec
		var given []grantSpec
		for i, s := range part {
			for _, g := range s.Groups {
				in = append(in, membershipSpec{s.Tenant, g, users[i].ID, nil})
			}
			for _, g := range s.Grants {
				given = append(given, grantSpec{GrantSpec: g, tenant: s.Tenant, user: &users[i].ID, down: s.Down, by: s.By})
			}
		}
		if err := makeMemberships(ctx, tx, at, in); err != nil {
			return nil, err
		}
		grants, err := makeGrants(ctx, tx, at, given)
		if err != nil {
			return nil, err
		}
		made.Grants = append(made.Grants, grants...)
	}
	return made, nil
}

func newUser(tx *ent.Client, at time.Time, s UserSpec) *ent.UserCreate {
	c := tx.User.Create().SetID(id.New()).SetCreatedAt(at).SetTenantID(s.Tenant).SetType(s.Type).
		SetName(s.Name).SetNillableCompany(s.Company).SetNillableUniqueID(s.UniqueID)
	if s.Person != nil {
		c.SetPersonID(s.Person.ID).SetEmail(s.Person.Email)
		if s.Name == "" {
			c.SetName(s.Person.Name)
		}
	}
	return c
}

type membershipSpec struct {
	tenant, group, user uuid.UUID
	until               *time.Time
}

func makeMemberships(ctx context.Context, tx *ent.Client, at time.Time, all []membershipSpec) error {
	for len(all) > 0 {
		part := all[:min(chunk, len(all))]
		all = all[len(part):]
		rows := make([]*ent.MembershipCreate, len(part))
		for i, m := range part {
			rows[i] = tx.Membership.Create().SetCreatedAt(at).SetTenantID(m.tenant).SetGroupID(m.group).SetUserID(m.user).SetNillableExpiresAt(m.until)
		}
		if err := tx.Membership.CreateBulk(rows...).Exec(ctx); err != nil {
			return fmt.Errorf("adding users to groups: %w", err)
		}
	}
	return nil
}

type grantSpec struct {
	GrantSpec
	tenant      uuid.UUID
	user, group *uuid.UUID
	down        bool
	by          *uuid.UUID
}

func makeGrants(ctx context.Context, tx *ent.Client, at time.Time, all []grantSpec) ([]*ent.Grant, error) {
	var made []*ent.Grant
	for len(all) > 0 {
		part := all[:min(chunk, len(all))]
		all = all[len(part):]
		rows := make([]*ent.GrantCreate, len(part))
		for i, g := range part {
			rows[i] = tx.Grant.Create().SetCreatedAt(at).SetTenantID(g.tenant).SetRoleID(g.Role).SetNillableUserID(g.user).
				SetNillableGroupID(g.group).SetNillableExpiresAt(g.ExpiresAt).SetNillableJustification(reason(g.Justification)).SetNillableGrantedBy(g.by).SetReach(reach(g.down))
		}
		grants, err := tx.Grant.CreateBulk(rows...).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("giving roles: %w", err)
		}
		made = append(made, grants...)
	}
	return made, nil
}

// reason is a justification without the white space around it; nil for none.
func reason(text *string) *string {
	if text == nil {
		return nil
	}
	return filled(strings.TrimSpace(*text))
}
