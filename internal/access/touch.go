package access

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/id"
	"doorward/internal/journal"
)

// Up to so many users and groups of members are read by themselves; of more, the
// tenant is read anew.
const (
	fewUsers  = 1000
	fewGroups = 10
)

// touch is what entries moved in one tenant.
type touch struct {
	last                       int64 // the newest of the entries
	whole                      bool
	tenant, permissions, roles bool
	flags                      bool
	grants                     bool // to groups
	users                      []uuid.UUID
	members                    []uuid.UUID // groups
}

func (t *touch) add(e *journal.Entry) {
	t.last = e.ID
	if v, known := journal.VerbOf(e.Verb); !known || v == journal.DirectoryImported {
		t.whole = true
		return
	}
	switch id.Kind(e.SubjectKind) {
	case id.Tenant:
		t.tenant = true
	case id.Permission:
		t.permissions, t.roles = true, true
	case id.Role:
		t.roles = true
	case id.FlagState:
		t.flags = true
	case id.Group:
		t.grants, t.members = true, append(t.members, e.SubjectID)
	case id.Grant:
		t.addGrant(e)
	case id.User:
		t.users = append(t.users, e.SubjectID)
	case id.Invite: // the user that comes of it is a subject beside it
	default:
		t.whole = true
	}
}

func (t *touch) addGrant(e *journal.Entry) {
	var g struct {
		User uuid.UUID `json:"user_id"`
	}
	state := e.After
	if len(state) == 0 {
		state = e.Before
	}
	switch {
	case json.Unmarshal(state, &g) != nil:
		t.whole = true
	case g.User != uuid.Nil:
		t.users = append(t.users, g.User)
	default:
		t.grants = true
	}
}

func (t *touch) merge(o *touch) {
	t.last = max(t.last, o.last)
	t.whole = t.whole || o.whole
	t.tenant, t.permissions, t.roles = t.tenant || o.tenant, t.permissions || o.permissions, t.roles || o.roles
	t.flags, t.grants = t.flags || o.flags, t.grants || o.grants
	t.users, t.members = append(t.users, o.users...), append(t.members, o.members...)
}

// much tells whether the tenant is better read anew.
func (t *touch) much() bool {
	return t.whole || len(t.users) > fewUsers || len(t.members) > fewGroups
}

// after is the snapshot with what was touched as it stands at the client's moment.
func (s *Snapshot) after(ctx context.Context, c *ent.Client, what *touch) (*Snapshot, error) {
	if what.much() {
		return loadSnapshot(ctx, c, s.Tenant.ID)
	}
	next := *s
	var err error
	if next.Entry, err = lastEntry(ctx, c); err != nil {
		return nil, err
	}
	if err := next.refresh(ctx, c, what); err != nil {
		return nil, err
	}
	return &next, nil
}

// refresh reads the touched parts into a snapshot that nobody else sees yet.
func (s *Snapshot) refresh(ctx context.Context, c *ent.Client, what *touch) error {
	for _, part := range []struct {
		touched bool
		load    func(context.Context, *ent.Client) error
	}{
		{what.tenant, func(ctx context.Context, c *ent.Client) error { return s.loadTenant(ctx, c, s.Tenant.ID) }},
		{what.permissions, s.loadPermissions}, {what.roles, s.loadRoles}, {what.flags, s.loadFlags},
		{what.grants, func(ctx context.Context, c *ent.Client) error { return s.loadGroups(ctx, c) }},
	} {
		if !part.touched {
			continue
		}
		if err := part.load(ctx, c); err != nil {
			return err
		}
	}
	e := editor{Snapshot: s}
	if len(what.users) > 0 {
		now, err := loadUsers(ctx, c, s.Tenant.ID, what.users...)
		if err != nil {
			return err
		}
		for _, u := range what.users {
			e.set(u, now[u])
		}
	}
	for _, g := range what.members {
		if err := e.loadMembers(ctx, c, g); err != nil {
			return err
		}
	}
	return nil
}
