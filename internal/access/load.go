package access

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/flag"
	"doorward/ent/flagstate"
	"doorward/ent/grant"
	"doorward/ent/membership"
	"doorward/ent/permission"
	"doorward/ent/predicate"
	"doorward/ent/role"
	"doorward/ent/rolepermission"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/viewer"
)

func loadCatalogue(ctx context.Context, c *ent.Client) (*Catalogue, error) {
	cat := &Catalogue{Permissions: map[string]*Permission{}, Flags: map[uuid.UUID]*Flag{}, Plans: map[string]*Plan{}}
	plans, err := c.Plan.Query().All(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range plans {
		cat.Plans[p.Key] = &Plan{Key: p.Key, Name: p.Name, Rank: p.Rank, Seats: p.SeatLimit}
	}
	flags, err := c.Flag.Query().Where(flag.RetiredAtIsNil()).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, f := range flags {
		cat.Flags[f.ID] = &Flag{ID: f.ID, Key: f.Key, Feature: f.Feature, Default: f.EnabledByDefault, Beta: f.Beta,
			MinimumPlan: value(f.MinimumPlan), AccountRequired: f.AccountRequired}
	}
	cat.Permissions, err = loadPermissions(ctx, c, permission.TenantIDIsNil())
	return cat, err
}

func loadPermissions(ctx context.Context, c *ent.Client, which ...predicate.Permission) (map[string]*Permission, error) {
	q := c.Permission.Query().Where(permission.RetiredAtIsNil())
	for _, w := range which {
		q.Where(w)
	}
	rows, err := q.All(ctx)
	if err != nil {
		return nil, err
	}
	all := make(map[string]*Permission, len(rows))
	for _, p := range rows {
		all[p.Key] = &Permission{ID: p.ID, Key: p.Key, Capability: p.Capability, Area: p.Area, Elevated: p.Elevated,
			Vendor: p.Vendor, Flag: value(p.FlagID), bit: number(p.Key)}
	}
	return all, nil
}

// loadSnapshot reads one tenant's part of the world; with ids, only these users of it.
func loadSnapshot(ctx context.Context, c *ent.Client, id uuid.UUID, entry int64, only ...uuid.UUID) (*Snapshot, error) {
	t, err := c.Tenant.Query().Where(tenant.ID(id)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading a tenant: %w", err)
	}
	s := &Snapshot{Entry: entry, Tenant: tenantOf(t), Flags: map[uuid.UUID]bool{},
		roles: map[uuid.UUID]*Role{}, groups: map[uuid.UUID][]given{}}
	states, err := c.FlagState.Query().Where(flagstate.TenantID(id)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading flags: %w", err)
	}
	for _, f := range states {
		s.Flags[f.FlagID] = f.Enabled
	}
	if s.Permissions, err = loadPermissions(ctx, c, permission.TenantID(id)); err != nil {
		return nil, fmt.Errorf("reading permissions: %w", err)
	}
	if err := s.loadRoles(ctx, c); err != nil {
		return nil, fmt.Errorf("reading roles: %w", err)
	}
	groups, err := c.Grant.Query().Where(grant.TenantID(id), grant.GroupIDNotNil()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading grants: %w", err)
	}
	for _, g := range groups {
		s.groups[*g.GroupID] = append(s.groups[*g.GroupID], givenOf(g))
	}
	users, err := loadUsers(ctx, c, id, only)
	if err != nil {
		return nil, fmt.Errorf("reading users: %w", err)
	}
	for _, u := range users {
		s.users.put(u)
	}
	s.index()
	return s, nil
}

func (s *Snapshot) loadRoles(ctx context.Context, c *ent.Client) error {
	rows, err := c.Role.Query().Where(role.TenantID(s.Tenant.ID)).All(ctx)
	if err != nil {
		return err
	}
	gives, err := c.RolePermission.Query().Where(rolepermission.TenantID(s.Tenant.ID)).
		WithPermission(func(q *ent.PermissionQuery) {
			q.Select(permission.FieldID, permission.FieldKey, permission.FieldElevated, permission.FieldRetiredAt)
		}).All(ctx)
	if err != nil {
		return err
	}
	for _, r := range rows {
		s.roles[r.ID] = &Role{ID: r.ID, Tenant: r.TenantID, Name: r.Name, Owner: r.Owner, System: r.System, Elevated: r.Owner}
	}
	for _, g := range gives {
		r, p := s.roles[g.RoleID], g.Edges.Permission
		if r == nil || p == nil || p.RetiredAt != nil {
			continue
		}
		r.gives = r.gives.With(number(p.Key))
		r.Elevated = r.Elevated || p.Elevated
	}
	return nil
}

// loadUsers reads a tenant's users, or only these, with what is given to them.
func loadUsers(ctx context.Context, c *ent.Client, id uuid.UUID, only []uuid.UUID) (map[uuid.UUID]*User, error) {
	uq := c.User.Query().Where(user.TenantID(id))
	mq := c.Membership.Query().Where(membership.TenantID(id))
	gq := c.Grant.Query().Where(grant.TenantID(id), grant.UserIDNotNil())
	if len(only) > 0 {
		uq.Where(user.IDIn(only...))
		mq.Where(membership.UserIDIn(only...))
		gq.Where(grant.UserIDIn(only...))
	}
	rows, err := uq.Select(user.FieldID, user.FieldPersonID, user.FieldStatus, user.FieldBetaAccess, user.FieldBetaUntil).All(ctx)
	if err != nil {
		return nil, err
	}
	all := make(map[uuid.UUID]*User, len(rows))
	for _, u := range rows {
		all[u.ID] = &User{ID: u.ID, Tenant: id, Person: value(u.PersonID), Active: u.Status == user.StatusACTIVE,
			Beta: u.BetaAccess, BetaUntil: value(u.BetaUntil)}
	}
	in, err := mq.Select(membership.FieldID, membership.FieldGroupID, membership.FieldUserID, membership.FieldExpiresAt).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range in {
		if u := all[m.UserID]; u != nil {
			u.groups = append(u.groups, member{m.GroupID, value(m.ExpiresAt)})
		}
	}
	grants, err := gq.All(ctx)
	if err != nil {
		return nil, err
	}
	for _, g := range grants {
		if u := all[*g.UserID]; u != nil {
			u.grants = append(u.grants, givenOf(g))
		}
	}
	return all, nil
}

func tenantOf(t *ent.Tenant) Tenant {
	return Tenant{ID: t.ID, Slug: t.Slug, Name: t.Name, Plan: t.Plan, Parent: value(t.ParentID), Vendor: t.Vendor,
		Suspended: t.SuspendedAt != nil, RequiresTwoFactor: t.RequiresTwoFactor}
}

func givenOf(g *ent.Grant) given {
	return given{Grant: g.ID, Role: g.RoleID, Subtree: g.Reach == grant.ReachSUBTREE, Until: value(g.ExpiresAt)}
}

func value[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// LoadFor reads a scope with only these users in it, inside a transaction that
// is about to give something: what is held then is what may be given.
func LoadFor(ctx context.Context, tx *ent.Client, tenants []uuid.UUID, users []uuid.UUID) (*Scope, error) {
	ctx = viewer.AsSystem(ctx)
	cat, err := loadCatalogue(ctx, tx)
	if err != nil {
		return nil, fmt.Errorf("reading the catalogue: %w", err)
	}
	if len(users) == 0 {
		users = []uuid.UUID{uuid.Nil}
	}
	s := &Scope{Catalogue: cat}
	for i, t := range tenants {
		snap, err := loadSnapshot(ctx, tx, t, 0, users...)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			s.Own = snap
			continue
		}
		s.Above = append(s.Above, snap)
	}
	return s, nil
}

// Held is everything that somebody holds in a scope before flags, beta and
// plan; all is true for an owner.
func Held(s *Scope, sub Subject, at time.Time) (held Bits, all bool) {
	s.each(sub, at, func(r *Role, _ Assigned) {
		all = all || r.Owner
		held = held.Or(r.gives)
	})
	return held, all
}

// MayGive tells whether somebody who holds that may give the role (T-06).
func (s *Scope) MayGive(held Bits, all bool, r uuid.UUID) bool {
	got := s.Role(r)
	return got != nil && (all || !got.Owner && got.gives.Without(held).Count() == 0)
}
