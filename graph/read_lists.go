package graph

import (
	"context"
	"slices"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/group"
	"doorward/ent/invitegroup"
	"doorward/ent/inviterole"
	"doorward/ent/membership"
	"doorward/ent/permission"
	"doorward/ent/predicate"
	"doorward/ent/role"
	"doorward/ent/rolepermission"
)

const grantsMost = 100 // of one user, newest first

// joined is what the reading of a list ends with: pairs of a key and an id, to be
// filled with the rows of those ids and sorted by name.
func joined[V any](pairs map[key][]uuid.UUID, rows []V, of func(V) (uuid.UUID, string)) map[key][]V {
	byID := make(map[uuid.UUID]V, len(rows))
	names := make(map[uuid.UUID]string, len(rows))
	for _, row := range rows {
		u, name := of(row)
		byID[u], names[u] = row, name
	}
	lists := make(map[key][]V, len(pairs))
	for k, ids := range pairs {
		slices.SortFunc(ids, func(a, b uuid.UUID) int {
			if c := strings.Compare(names[a], names[b]); c != 0 {
				return c
			}
			return strings.Compare(a.String(), b.String())
		})
		for _, u := range slices.Compact(ids) {
			if row, ok := byID[u]; ok {
				lists[k] = append(lists[k], row)
			}
		}
	}
	return lists
}

func ids(pairs map[key][]uuid.UUID) []uuid.UUID {
	var d distinct
	for _, some := range pairs {
		for _, u := range some {
			d.add(u)
		}
	}
	return d.all
}

func (q reader) now() time.Time { return q.r.Log.Clock().Now() }

func liveMembership(at time.Time) predicate.Membership {
	return membership.Or(membership.ExpiresAtIsNil(), membership.ExpiresAtGT(at))
}

func liveGrant(at time.Time) predicate.Grant {
	return grant.Or(grant.ExpiresAtIsNil(), grant.ExpiresAtGT(at))
}

// groupsOfUsers comes from access itself, as their roles do: what is shown is what decides.
func (q reader) groupsOfUsers(ctx context.Context, keys []key) (map[key][]*ent.Group, error) {
	ctx, _, _ = apart(ctx, keys)
	pairs, now := make(map[key][]uuid.UUID, len(keys)), q.now()
	for _, k := range keys {
		scope, err := q.r.Who.Scope(ctx, k.tenant)
		if err != nil {
			return nil, err
		}
		if u := scope.User(k.id); u != nil {
			pairs[k] = u.Groups(now)
		}
	}
	return q.named(ctx, pairs)
}

// named fills lists of groups.
func (q reader) named(ctx context.Context, pairs map[key][]uuid.UUID) (map[key][]*ent.Group, error) {
	rows, err := q.Group.Query().Where(group.IDIn(ids(pairs)...)).All(ctx)
	if err != nil {
		return nil, err
	}
	q.l.groups(rows, q.r.places(ctx))
	return joined(pairs, rows, func(g *ent.Group) (uuid.UUID, string) { return g.ID, g.NameKey }), nil
}

// given fills lists of roles.
func (q reader) given(ctx context.Context, pairs map[key][]uuid.UUID) (map[key][]*ent.Role, error) {
	rows, err := q.Role.Query().Where(role.IDIn(ids(pairs)...)).All(ctx)
	if err != nil {
		return nil, err
	}
	q.l.roles(rows, q.r.places(ctx))
	return joined(pairs, rows, func(r *ent.Role) (uuid.UUID, string) { return r.ID, r.NameKey }), nil
}

func (q reader) grantsOfUsers(ctx context.Context, keys []key) (map[key][]*ent.Grant, error) {
	ctx, _, users := apart(ctx, keys)
	rows, err := q.Grant.Query().Where(grant.UserIDIn(users...)).
		Order(grant.ByCreatedAt(sql.OrderDesc()), grant.ByID(sql.OrderDesc())).All(ctx)
	if err != nil {
		return nil, err
	}
	q.l.grants(rows)
	lists := map[key][]*ent.Grant{}
	for _, g := range rows {
		k := key{g.TenantID, *g.UserID}
		if len(lists[k]) < grantsMost {
			lists[k] = append(lists[k], g)
		}
	}
	return lists, nil
}

func (q reader) rolesOfGroups(ctx context.Context, keys []key) (map[key][]*ent.Role, error) {
	ctx, _, groups := apart(ctx, keys)
	rows, err := q.Grant.Query().Where(grant.GroupIDIn(groups...), liveGrant(q.now())).All(ctx)
	if err != nil {
		return nil, err
	}
	pairs := map[key][]uuid.UUID{}
	for _, g := range rows {
		k := key{g.TenantID, *g.GroupID}
		pairs[k] = append(pairs[k], g.RoleID)
	}
	return q.given(ctx, pairs)
}

func (q reader) groupsOfRoles(ctx context.Context, keys []key) (map[key][]*ent.Group, error) {
	ctx, _, roles := apart(ctx, keys)
	rows, err := q.Grant.Query().Where(grant.RoleIDIn(roles...), grant.GroupIDNotNil(), liveGrant(q.now())).All(ctx)
	if err != nil {
		return nil, err
	}
	pairs := map[key][]uuid.UUID{}
	for _, g := range rows {
		k := key{g.TenantID, g.RoleID}
		pairs[k] = append(pairs[k], *g.GroupID)
	}
	return q.named(ctx, pairs)
}

func (q reader) rolesOfInvites(ctx context.Context, keys []key) (map[key][]*ent.Role, error) {
	ctx, _, invites := apart(ctx, keys)
	rows, err := q.InviteRole.Query().Where(inviterole.InviteIDIn(invites...)).All(ctx)
	if err != nil {
		return nil, err
	}
	pairs := map[key][]uuid.UUID{}
	for _, one := range rows {
		k := key{one.TenantID, one.InviteID}
		pairs[k] = append(pairs[k], one.RoleID)
	}
	return q.given(ctx, pairs)
}

func (q reader) groupsOfInvites(ctx context.Context, keys []key) (map[key][]*ent.Group, error) {
	ctx, _, invites := apart(ctx, keys)
	rows, err := q.InviteGroup.Query().Where(invitegroup.InviteIDIn(invites...)).All(ctx)
	if err != nil {
		return nil, err
	}
	pairs := map[key][]uuid.UUID{}
	for _, one := range rows {
		k := key{one.TenantID, one.InviteID}
		pairs[k] = append(pairs[k], one.GroupID)
	}
	return q.named(ctx, pairs)
}

func (q reader) permissionsOfRoles(ctx context.Context, keys []key) (map[key][]*ent.Permission, error) {
	ctx, _, roles := apart(ctx, keys)
	rows, err := q.RolePermission.Query().Where(rolepermission.RoleIDIn(roles...)).All(ctx)
	if err != nil {
		return nil, err
	}
	gives := map[uuid.UUID][]uuid.UUID{}
	for _, one := range rows {
		gives[one.RoleID] = append(gives[one.RoleID], one.PermissionID)
	}
	pairs := make(map[key][]uuid.UUID, len(keys))
	for _, k := range keys {
		scope, err := q.r.Who.Scope(ctx, k.tenant)
		if err != nil {
			return nil, err
		}
		if known := scope.Role(k.id); known != nil && known.Owner {
			for _, p := range scope.Gives(known) {
				pairs[k] = append(pairs[k], p.ID)
			}
		} else if known != nil {
			pairs[k] = slices.Clone(gives[k.id])
		}
	}
	return q.keyed(ctx, pairs)
}

func (q reader) permissionsOfFlags(ctx context.Context, keys []key) (map[key][]*ent.Permission, error) {
	ctx, _, flags := apart(ctx, keys)
	rows, err := q.Permission.Query().Where(permission.FlagIDIn(flags...), permission.RetiredAtIsNil()).All(ctx)
	if err != nil {
		return nil, err
	}
	lists := map[key][]*ent.Permission{}
	for _, k := range keys {
		for _, p := range rows {
			if *p.FlagID == k.id {
				lists[k] = append(lists[k], p)
			}
		}
		slices.SortFunc(lists[k], func(a, b *ent.Permission) int { return strings.Compare(a.Key, b.Key) })
	}
	return lists, nil
}

// keyed fills lists of permissions.
func (q reader) keyed(ctx context.Context, pairs map[key][]uuid.UUID) (map[key][]*ent.Permission, error) {
	rows, err := q.Permission.Query().Where(permission.IDIn(ids(pairs)...), permission.RetiredAtIsNil()).All(ctx)
	if err != nil {
		return nil, err
	}
	q.l.permissions(rows)
	return joined(pairs, rows, func(p *ent.Permission) (uuid.UUID, string) { return p.ID, p.Key }), nil
}
