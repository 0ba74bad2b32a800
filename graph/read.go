package graph

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/flag"
	"doorward/ent/flagstate"
	"doorward/ent/grant"
	"doorward/ent/group"
	"doorward/ent/invite"
	"doorward/ent/permission"
	"doorward/ent/person"
	"doorward/ent/plan"
	"doorward/ent/role"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/journal"
)

// reader is the statements behind the loaders.
type reader struct {
	*ent.Client
	r *Resolver
	l *loaders // told which rows came together
}

// indexed puts rows under their keys.
func indexed[K comparable, V any](rows []V, err error, of func(V) K) (map[K]V, error) {
	if err != nil {
		return nil, err
	}
	found := make(map[K]V, len(rows))
	for _, row := range rows {
		found[of(row)] = row
	}
	return found, nil
}

// fromAbove puts rows under the keys of tenants that see them: the row's own and
// those below it. Rows of no tenant are seen by all.
func fromAbove[V any](r *Resolver, keys []key, rows []V, err error, of func(V) (id uuid.UUID, tenant *uuid.UUID)) (map[key]V, error) {
	if err != nil {
		return nil, err
	}
	byID := make(map[uuid.UUID]V, len(rows))
	for _, row := range rows {
		u, _ := of(row)
		byID[u] = row
	}
	found := make(map[key]V, len(keys))
	for _, k := range keys {
		row, ok := byID[k.id]
		if !ok {
			continue
		}
		if _, in := of(row); in == nil || *in == k.tenant || slices.Contains(r.Who.Above(k.tenant), *in) {
			found[k] = row
		}
	}
	return found, nil
}

func (q reader) tenants(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Tenant, error) {
	rows, err := q.Tenant.Query().Where(tenant.IDIn(ids...)).All(ctx)
	return indexed(rows, err, func(t *ent.Tenant) uuid.UUID { return t.ID })
}

func (q reader) plans(ctx context.Context, keys []string) (map[string]*ent.Plan, error) {
	rows, err := q.Plan.Query().Where(plan.KeyIn(keys...)).All(ctx)
	return indexed(rows, err, func(p *ent.Plan) string { return p.Key })
}

func (q reader) persons(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Person, error) {
	rows, err := q.Person.Query().Where(person.IDIn(ids...)).All(ctx)
	return indexed(rows, err, func(p *ent.Person) uuid.UUID { return p.ID })
}

func (q reader) users(ctx context.Context, keys []key) (map[key]*ent.User, error) {
	ctx, _, ids := apart(ctx, keys)
	rows, err := q.User.Query().Where(user.IDIn(ids...)).All(ctx)
	q.l.users(rows)
	return indexed(rows, err, func(u *ent.User) key { return key{u.TenantID, u.ID} })
}

func (q reader) groups(ctx context.Context, keys []key) (map[key]*ent.Group, error) {
	ctx, _, ids := apart(ctx, keys)
	rows, err := q.Group.Query().Where(group.IDIn(ids...)).All(ctx)
	q.l.groups(rows, q.r.places(ctx))
	return indexed(rows, err, func(g *ent.Group) key { return key{g.TenantID, g.ID} })
}

func (q reader) roles(ctx context.Context, keys []key) (map[key]*ent.Role, error) {
	ctx, _, ids := apart(ctx, keys)
	rows, err := q.Role.Query().Where(role.IDIn(ids...)).All(ctx)
	q.l.roles(rows, q.r.places(ctx))
	return fromAbove(q.r, keys, rows, err, func(r *ent.Role) (uuid.UUID, *uuid.UUID) { return r.ID, &r.TenantID })
}

func (q reader) permissions(ctx context.Context, keys []key) (map[key]*ent.Permission, error) {
	ctx, _, ids := apart(ctx, keys)
	rows, err := q.Permission.Query().Where(permission.IDIn(ids...), permission.RetiredAtIsNil()).All(ctx)
	return fromAbove(q.r, keys, rows, err, func(p *ent.Permission) (uuid.UUID, *uuid.UUID) { return p.ID, p.TenantID })
}

func (q reader) grants(ctx context.Context, keys []key) (map[key]*ent.Grant, error) {
	ctx, _, ids := apart(ctx, keys)
	rows, err := q.Grant.Query().Where(grant.IDIn(ids...)).All(ctx)
	return indexed(rows, err, func(g *ent.Grant) key { return key{g.TenantID, g.ID} })
}

func (q reader) invites(ctx context.Context, keys []key) (map[key]*ent.Invite, error) {
	ctx, _, ids := apart(ctx, keys)
	rows, err := q.Invite.Query().Where(invite.IDIn(ids...)).All(ctx)
	q.l.invites(rows)
	return indexed(rows, err, func(i *ent.Invite) key { return key{i.TenantID, i.ID} })
}

func (q reader) flags(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Flag, error) {
	rows, err := q.Flag.Query().Where(flag.IDIn(ids...), flag.RetiredAtIsNil()).All(ctx)
	return indexed(rows, err, func(f *ent.Flag) uuid.UUID { return f.ID })
}

func (q reader) flagStates(ctx context.Context, keys []key) (map[key]*ent.FlagState, error) {
	ctx, _, ids := apart(ctx, keys)
	rows, err := q.FlagState.Query().Where(flagstate.FlagIDIn(ids...)).All(ctx)
	return indexed(rows, err, func(f *ent.FlagState) key { return key{f.TenantID, f.FlagID} })
}

func (q reader) labels(ctx context.Context, of []journal.Subject) (map[journal.Subject]string, error) {
	return journal.Labels(ctx, q.Client, of)
}

func (q reader) tenantsOfPersons(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID][]access.Tenant, error) {
	found := make(map[uuid.UUID][]access.Tenant, len(ids))
	for _, u := range ids {
		all, err := q.r.Identity.Tenants(ctx, u)
		if err != nil {
			return nil, err
		}
		found[u] = all
	}
	return found, nil
}
