package access

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/journalentry"
	"doorward/ent/user"
	"doorward/internal/viewer"
)

// loadSnapshot reads one tenant's part of the world, as of the client's moment.
func loadSnapshot(ctx context.Context, c *ent.Client, tenant uuid.UUID) (*Snapshot, error) {
	s := &Snapshot{}
	if err := s.loadTenant(ctx, c, tenant); err != nil {
		return nil, err
	}
	err := s.refresh(ctx, c, &touch{flags: true, permissions: true, roles: true, grants: true})
	if err != nil {
		return nil, err
	}
	if s.Entry, err = lastEntry(ctx, c); err != nil {
		return nil, err
	}
	users, err := loadUsers(ctx, c, tenant)
	if err != nil {
		return nil, err
	}
	s.fill(users)
	return s, nil
}

func (s *Snapshot) fill(users map[uuid.UUID]*User) {
	e := editor{Snapshot: s}
	for id, u := range users {
		e.set(id, u)
	}
}

// lastEntry is where the journal stands at the client's moment.
func lastEntry(ctx context.Context, c *ent.Client) (int64, error) {
	last, err := c.JournalEntry.Query().Order(ent.Desc(journalentry.FieldID)).Limit(1).Select(journalentry.FieldID).All(ctx)
	if err != nil {
		return 0, fmt.Errorf("reading where the journal stands: %w", err)
	}
	if len(last) == 0 {
		return 0, nil
	}
	return last[0].ID, nil
}

// LoadFor reads a scope with only these users in it, and with their persons' rows
// in all of the tenants (the first is the scope's own, the others are above it,
// nearest first), inside a transaction that is about to give something: what is
// held then is what may be given. Seats are counted where the plan limits them: of
// a plan without a limit it would be a long count for nobody.
func LoadFor(ctx context.Context, tx *ent.Client, tenants []uuid.UUID, users []uuid.UUID) (*Scope, error) {
	ctx = viewer.AsSystem(ctx)
	cat, err := loadCatalogue(ctx, tx)
	if err != nil {
		return nil, err
	}
	few, err := withPersons(ctx, tx, users)
	if err != nil {
		return nil, err
	}
	parts := make([]*Snapshot, len(tenants))
	for i, t := range tenants {
		if parts[i], err = loadFew(ctx, tx, t, few); err != nil {
			return nil, err
		}
	}
	scope := newScope(cat, parts[0], parts[1:])
	if _, limit := scope.Seats(); limit != nil {
		scope.Own.seated, err = tx.User.Query().Where(user.TenantID(tenants[0]), user.StatusEQ(user.StatusACTIVE), user.PersonIDNotNil()).Count(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("counting seats: %w", err)
	}
	return scope, nil
}

// withPersons is these users and every other row of their persons.
func withPersons(ctx context.Context, c *ent.Client, users []uuid.UUID) ([]uuid.UUID, error) {
	if len(users) == 0 {
		return nil, nil
	}
	rows, err := c.User.Query().Where(user.IDIn(users...), user.PersonIDNotNil()).Select(user.FieldID, user.FieldPersonID).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading persons: %w", err)
	}
	persons := make([]uuid.UUID, len(rows))
	for i, u := range rows {
		persons[i] = *u.PersonID
	}
	all, err := c.User.Query().Where(user.PersonIDIn(persons...)).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading rows of persons: %w", err)
	}
	return append(all, users...), nil
}

// loadFew reads a tenant with only these users, and only the groups that they are in.
func loadFew(ctx context.Context, c *ent.Client, tenant uuid.UUID, few []uuid.UUID) (*Snapshot, error) {
	s := &Snapshot{}
	if err := s.loadTenant(ctx, c, tenant); err != nil {
		return nil, err
	}
	err := s.refresh(ctx, c, &touch{flags: true, permissions: true, roles: true})
	if err != nil || len(few) == 0 {
		return s, err
	}
	users, err := loadUsers(ctx, c, tenant, few...)
	if err != nil {
		return nil, err
	}
	s.fill(users)
	in := map[uuid.UUID]bool{}
	for _, u := range users {
		for _, m := range u.groups {
			in[m.Group] = true
		}
	}
	if len(in) == 0 {
		return s, nil
	}
	return s, s.loadGroups(ctx, c, grant.GroupIDIn(slices.Collect(maps.Keys(in))...))
}
