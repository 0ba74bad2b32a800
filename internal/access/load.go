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
	"doorward/ent/permission"
	"doorward/ent/predicate"
	"doorward/ent/role"
	"doorward/ent/rolepermission"
	"doorward/ent/tenant"
)

func loadCatalogue(ctx context.Context, c *ent.Client) (*Catalogue, error) {
	cat := &Catalogue{Permissions: map[string]*Permission{}, Flags: map[uuid.UUID]*Flag{}, Plans: map[string]*Plan{}}
	plans, err := c.Plan.Query().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading plans: %w", err)
	}
	for _, p := range plans {
		cat.Plans[p.Key] = &Plan{Key: p.Key, Name: p.Name, Rank: p.Rank, Seats: p.SeatLimit}
	}
	flags, err := c.Flag.Query().Where(flag.RetiredAtIsNil()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading flags: %w", err)
	}
	for _, f := range flags {
		cat.Flags[f.ID] = &Flag{ID: f.ID, Key: f.Key, Feature: f.Feature, Default: f.EnabledByDefault, Beta: f.Beta,
			MinimumPlan: value(f.MinimumPlan), AccountRequired: f.AccountRequired}
	}
	if cat.Permissions, err = loadPermissions(ctx, c, permission.TenantIDIsNil()); err != nil {
		return nil, err
	}
	return cat, nil
}

func loadPermissions(ctx context.Context, c *ent.Client, which predicate.Permission) (map[string]*Permission, error) {
	rows, err := c.Permission.Query().Where(permission.RetiredAtIsNil(), which).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading permissions: %w", err)
	}
	all := make(map[string]*Permission, len(rows))
	for _, p := range rows {
		all[p.Key] = &Permission{ID: p.ID, Key: p.Key, Capability: p.Capability, Area: p.Area, Elevated: p.Elevated,
			Vendor: p.Vendor, Flag: value(p.FlagID), bit: number(p.Key)}
	}
	return all, nil
}

func (s *Snapshot) loadTenant(ctx context.Context, c *ent.Client, id uuid.UUID) error {
	t, err := c.Tenant.Query().Where(tenant.ID(id)).Only(ctx)
	if err != nil {
		return fmt.Errorf("reading a tenant: %w", err)
	}
	s.Tenant = tenantOf(t)
	return nil
}

func (s *Snapshot) loadPermissions(ctx context.Context, c *ent.Client) (err error) {
	s.Permissions, err = loadPermissions(ctx, c, permission.TenantID(s.Tenant.ID))
	return err
}

func (s *Snapshot) loadFlags(ctx context.Context, c *ent.Client) error {
	states, err := c.FlagState.Query().Where(flagstate.TenantID(s.Tenant.ID)).All(ctx)
	if err != nil {
		return fmt.Errorf("reading switches: %w", err)
	}
	s.Flags = make(map[uuid.UUID]bool, len(states))
	for _, f := range states {
		s.Flags[f.FlagID] = f.Enabled
	}
	return nil
}

func (s *Snapshot) loadRoles(ctx context.Context, c *ent.Client) error {
	rows, err := c.Role.Query().Where(role.TenantID(s.Tenant.ID)).All(ctx)
	if err != nil {
		return fmt.Errorf("reading roles: %w", err)
	}
	gives, err := c.RolePermission.Query().Where(rolepermission.TenantID(s.Tenant.ID)).
		WithPermission(func(q *ent.PermissionQuery) {
			q.Select(permission.FieldID, permission.FieldKey, permission.FieldElevated, permission.FieldRetiredAt)
		}).All(ctx)
	if err != nil {
		return fmt.Errorf("reading what roles give: %w", err)
	}
	s.roles = make(map[uuid.UUID]*Role, len(rows))
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

// loadGroups reads what groups are given: all, or those for which the predicates hold.
func (s *Snapshot) loadGroups(ctx context.Context, c *ent.Client, which ...predicate.Grant) error {
	rows, err := c.Grant.Query().Where(grant.TenantID(s.Tenant.ID), grant.GroupIDNotNil()).Where(which...).All(ctx)
	if err != nil {
		return fmt.Errorf("reading what groups are given: %w", err)
	}
	s.groups = map[uuid.UUID][]given{}
	for _, g := range rows {
		s.groups[*g.GroupID] = append(s.groups[*g.GroupID], givenOf(g))
	}
	return nil
}

func tenantOf(t *ent.Tenant) Tenant {
	return Tenant{ID: t.ID, Slug: t.Slug, Name: t.Name, Plan: t.Plan, Parent: value(t.ParentID), Vendor: t.Vendor,
		Suspended: t.SuspendedAt != nil, RequiresTwoFactor: t.RequiresTwoFactor,
		SessionIdle: time.Duration(t.SessionIdleMinutes) * time.Minute, SessionMax: time.Duration(t.SessionMaxHours) * time.Hour}
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
