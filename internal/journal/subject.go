package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/flag"
	"doorward/ent/flagstate"
	"doorward/ent/grant"
	"doorward/ent/group"
	"doorward/ent/invite"
	"doorward/ent/invitegroup"
	"doorward/ent/inviterole"
	"doorward/ent/membership"
	"doorward/ent/permission"
	"doorward/ent/person"
	"doorward/ent/plan"
	"doorward/ent/role"
	"doorward/ent/rolepermission"
	"doorward/ent/session"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/id"
)

// Subject is what something happened to.
type Subject struct {
	Kind id.Kind
	ID   uuid.UUID
}

// Change is what a Write's function returns when the change has several
// subjects, or one that is gone afterwards.
type Change interface{ Subjects() []Subject }

// Chain is a change that brought about others, which stand under verbs of their
// own in the same commit: an invite that takes an older one's place, or that
// makes a user when it is accepted.
type Chain interface {
	Change
	Then() []Link
}

// Link is what happened to these subjects.
type Link struct {
	Verb     Verb
	Subjects []Subject
	Before   bool // it stands before the change itself: the tenant that an import made
}

// links of a change whose own verb is v, in the order in which they stand.
func links(v Verb, t any) ([]Link, error) {
	own := Link{Verb: v, Subjects: subjects(t)}
	if len(own.Subjects) == 0 {
		return nil, fmt.Errorf("%s: a change without a subject", v.Name)
	}
	var before []Link
	after := []Link{own}
	if c, ok := t.(Chain); ok {
		for _, l := range c.Then() {
			if l.Before {
				before = append(before, l)
			} else {
				after = append(after, l)
			}
		}
	}
	return append(before, after...), nil
}

// Several is a change of several things.
type Several []Subject

// Subjects of the change.
func (s Several) Subjects() []Subject { return s }

// Of names one thing, or a list of things of one kind, as subjects.
func Of(things ...any) Several {
	var all Several
	for _, t := range things {
		all = append(all, subjects(t)...)
	}
	return all
}

func subjects(t any) []Subject {
	switch t := t.(type) {
	case Change:
		return t.Subjects()
	case Subject:
		return []Subject{t}
	case *ent.Tenant:
		return []Subject{{id.Tenant, t.ID}}
	case *ent.Person:
		return []Subject{{id.Person, t.ID}}
	case *ent.User:
		return []Subject{{id.User, t.ID}}
	case *ent.Group:
		return []Subject{{id.Group, t.ID}}
	case *ent.Role:
		return []Subject{{id.Role, t.ID}}
	case *ent.Permission:
		return []Subject{{id.Permission, t.ID}}
	case *ent.Grant:
		return []Subject{{id.Grant, t.ID}}
	case *ent.FlagState:
		return []Subject{{id.FlagState, t.ID}}
	case *ent.Flag:
		return []Subject{{id.Flag, t.ID}}
	case *ent.Plan:
		return []Subject{{id.Plan, t.ID}}
	case *ent.Invite:
		return []Subject{{id.Invite, t.ID}}
	case *ent.Session:
		return []Subject{{id.Session, t.ID}}
	case []*ent.User:
		return each(t, id.User, func(u *ent.User) uuid.UUID { return u.ID })
	case []*ent.Group:
		return each(t, id.Group, func(g *ent.Group) uuid.UUID { return g.ID })
	case []*ent.Role:
		return each(t, id.Role, func(r *ent.Role) uuid.UUID { return r.ID })
	case []*ent.Permission:
		return each(t, id.Permission, func(p *ent.Permission) uuid.UUID { return p.ID })
	case []*ent.Grant:
		return each(t, id.Grant, func(g *ent.Grant) uuid.UUID { return g.ID })
	case []*ent.Invite:
		return each(t, id.Invite, func(i *ent.Invite) uuid.UUID { return i.ID })
	}
	return nil
}

func each[E any](rows []E, k id.Kind, of func(E) uuid.UUID) []Subject {
	all := make([]Subject, len(rows))
	for i, r := range rows {
		all[i] = Subject{k, of(r)}
	}
	return all
}

// facts is how a subject stands: where, under which name, and its fields
// without names and addresses.
type facts struct {
	tenant *uuid.UUID
	label  string
	state  json.RawMessage
}

// at most so many ids in one statement: SQLite takes 32,766 parameters.
const chunk = 10_000

func load(ctx context.Context, c *ent.Client, all []Subject) (map[Subject]facts, error) {
	byKind := map[id.Kind][]uuid.UUID{}
	for _, s := range all {
		byKind[s.Kind] = append(byKind[s.Kind], s.ID)
	}
	found := make(map[Subject]facts, len(all))
	for k, ids := range byKind {
		for len(ids) > 0 {
			part := ids[:min(chunk, len(ids))]
			ids = ids[len(part):]
			if err := loadKind(ctx, c, k, part, found); err != nil {
				return nil, fmt.Errorf("reading how %s stands: %w", k, err)
			}
		}
	}
	return found, nil
}

func loadKind(ctx context.Context, c *ent.Client, k id.Kind, ids []uuid.UUID, found map[Subject]facts) error {
	switch k {
	case id.Tenant:
		rows, err := c.Tenant.Query().Where(tenant.IDIn(ids...)).All(ctx)
		return keep(found, k, rows, err, func(t *ent.Tenant) (uuid.UUID, *uuid.UUID, string) { return t.ID, &t.ID, t.Name })
	case id.Person:
		rows, err := c.Person.Query().Where(person.IDIn(ids...)).All(ctx)
		return keep(found, k, rows, err, func(p *ent.Person) (uuid.UUID, *uuid.UUID, string) { return p.ID, nil, p.Name })
	case id.User:
		return loadUsers(ctx, c, ids, found)
	case id.Group:
		rows, err := c.Group.Query().Where(group.IDIn(ids...)).All(ctx)
		return keep(found, k, rows, err, func(g *ent.Group) (uuid.UUID, *uuid.UUID, string) { return g.ID, &g.TenantID, g.Name })
	case id.Role:
		return loadRoles(ctx, c, ids, found)
	case id.Permission:
		rows, err := c.Permission.Query().Where(permission.IDIn(ids...)).All(ctx)
		return keep(found, k, rows, err, func(p *ent.Permission) (uuid.UUID, *uuid.UUID, string) { return p.ID, p.TenantID, p.Key })
	case id.Grant:
		return loadGrants(ctx, c, ids, found)
	case id.Flag:
		rows, err := c.Flag.Query().Where(flag.IDIn(ids...)).All(ctx)
		return keep(found, k, rows, err, func(f *ent.Flag) (uuid.UUID, *uuid.UUID, string) { return f.ID, nil, f.Feature })
	case id.FlagState:
		rows, err := c.FlagState.Query().Where(flagstate.IDIn(ids...)).WithFlag().All(ctx)
		return keep(found, k, rows, err, func(f *ent.FlagState) (uuid.UUID, *uuid.UUID, string) {
			name := f.Edges.Flag.Feature
			f.Edges = ent.FlagStateEdges{}
			return f.ID, &f.TenantID, name
		})
	case id.Plan:
		rows, err := c.Plan.Query().Where(plan.IDIn(ids...)).All(ctx)
		return keep(found, k, rows, err, func(p *ent.Plan) (uuid.UUID, *uuid.UUID, string) { return p.ID, nil, p.Name })
	case id.Invite:
		return loadInvites(ctx, c, ids, found)
	case id.Session:
		rows, err := c.Session.Query().Where(session.IDIn(ids...)).All(ctx)
		return keep(found, k, rows, err, func(s *ent.Session) (uuid.UUID, *uuid.UUID, string) { return s.ID, nil, "" })
	}
	return fmt.Errorf("no subject is of kind %q", k)
}

func keep[E any](found map[Subject]facts, k id.Kind, rows []E, err error, of func(E) (uuid.UUID, *uuid.UUID, string)) error {
	if err != nil {
		return err
	}
	for _, r := range rows {
		u, in, label := of(r)
		state, err := json.Marshal(r)
		if err != nil {
			return err
		}
		found[Subject{k, u}] = facts{in, label, state}
	}
	return nil
}

func loadUsers(ctx context.Context, c *ent.Client, ids []uuid.UUID, found map[Subject]facts) error {
	rows, err := c.User.Query().Where(user.IDIn(ids...)).All(ctx)
	if err != nil {
		return err
	}
	// The tenants are named for the index, which begins with them.
	tenants := map[uuid.UUID]bool{}
	for _, u := range rows {
		tenants[u.TenantID] = true
	}
	in, err := c.Membership.Query().Where(membership.TenantIDIn(slices.Collect(maps.Keys(tenants))...), membership.UserIDIn(ids...)).All(ctx)
	if err != nil {
		return err
	}
	type inGroup struct {
		Group uuid.UUID `json:"group_id"`
		Until any       `json:"expires_at,omitempty"`
	}
	groups := map[uuid.UUID][]inGroup{}
	for _, m := range in {
		g := inGroup{Group: m.GroupID}
		if m.ExpiresAt != nil {
			g.Until = m.ExpiresAt
		}
		groups[m.UserID] = append(groups[m.UserID], g)
	}
	type whole struct {
		*ent.User
		Groups []inGroup `json:"groups"`
	}
	wholes := make([]whole, len(rows))
	for i, u := range rows {
		wholes[i] = whole{u, groups[u.ID]}
	}
	return keep(found, id.User, wholes, nil, func(u whole) (uuid.UUID, *uuid.UUID, string) { return u.ID, &u.TenantID, u.Name })
}

func loadRoles(ctx context.Context, c *ent.Client, ids []uuid.UUID, found map[Subject]facts) error {
	rows, err := c.Role.Query().Where(role.IDIn(ids...)).All(ctx)
	if err != nil {
		return err
	}
	gives, err := c.RolePermission.Query().Where(rolepermission.RoleIDIn(ids...)).All(ctx)
	if err != nil {
		return err
	}
	permissions := map[uuid.UUID][]uuid.UUID{}
	for _, g := range gives {
		permissions[g.RoleID] = append(permissions[g.RoleID], g.PermissionID)
	}
	type whole struct {
		*ent.Role
		Permissions []uuid.UUID `json:"permissions"`
	}
	wholes := make([]whole, len(rows))
	for i, r := range rows {
		wholes[i] = whole{r, permissions[r.ID]}
	}
	return keep(found, id.Role, wholes, nil, func(r whole) (uuid.UUID, *uuid.UUID, string) { return r.ID, &r.TenantID, r.Name })
}

func loadGrants(ctx context.Context, c *ent.Client, ids []uuid.UUID, found map[Subject]facts) error {
	rows, err := c.Grant.Query().Where(grant.IDIn(ids...)).WithRole().All(ctx)
	return keep(found, id.Grant, rows, err, func(g *ent.Grant) (uuid.UUID, *uuid.UUID, string) {
		name := g.Edges.Role.Name
		g.Edges = ent.GrantEdges{}
		return g.ID, &g.TenantID, name
	})
}

func loadInvites(ctx context.Context, c *ent.Client, ids []uuid.UUID, found map[Subject]facts) error {
	rows, err := c.Invite.Query().Where(invite.IDIn(ids...)).All(ctx)
	if err != nil {
		return err
	}
	roles, err := c.InviteRole.Query().Where(inviterole.InviteIDIn(ids...)).All(ctx)
	if err != nil {
		return err
	}
	groups, err := c.InviteGroup.Query().Where(invitegroup.InviteIDIn(ids...)).All(ctx)
	if err != nil {
		return err
	}
	type whole struct {
		*ent.Invite
		Roles  []uuid.UUID `json:"roles"`
		Groups []uuid.UUID `json:"groups"`
	}
	wholes := make([]whole, len(rows))
	at := make(map[uuid.UUID]*whole, len(rows))
	for i, r := range rows {
		wholes[i] = whole{Invite: r}
		at[r.ID] = &wholes[i]
	}
	for _, r := range roles {
		at[r.InviteID].Roles = append(at[r.InviteID].Roles, r.RoleID)
	}
	for _, g := range groups {
		at[g.InviteID].Groups = append(at[g.InviteID].Groups, g.GroupID)
	}
	return keep(found, id.Invite, wholes, nil, func(i whole) (uuid.UUID, *uuid.UUID, string) { return i.ID, &i.TenantID, i.Email })
}
