package graph

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/invite"
	"doorward/ent/membership"
	"doorward/ent/user"
	"doorward/graph/model"
	"doorward/internal/access"
	"doorward/internal/viewer"
)

// standing is a state of a tenant's users.
type standing struct {
	tenant uuid.UUID
	status user.Status
}

// counted is one line of a count that was grouped by tenant and another column.
type counted struct {
	Tenant uuid.UUID `json:"tenant_id"`
	Of     uuid.UUID `json:"of"`
	Count  int       `json:"count"`
}

func byKey(lines []counted, err error) (map[key]int, error) {
	if err != nil {
		return nil, err
	}
	counts := make(map[key]int, len(lines))
	for _, l := range lines {
		counts[key{l.Tenant, l.Of}] = l.Count
	}
	return counts, nil
}

func (q reader) usersInGroups(ctx context.Context, keys []key) (map[key]int, error) {
	ctx, _, groups := apart(ctx, keys)
	var lines []counted
	err := q.Membership.Query().Where(membership.GroupIDIn(groups...), liveMembership(q.now())).
		Modify(func(s *sql.Selector) {
			of := s.C(membership.FieldGroupID)
			s.Select(s.C(membership.FieldTenantID), sql.As(of, "of"), sql.As(sql.Count("*"), "count")).
				GroupBy(s.C(membership.FieldTenantID), of)
		}).Scan(ctx, &lines)
	return byKey(lines, err)
}

// usersWithRoles counts users who have a role directly or through a group, each once.
func (q reader) usersWithRoles(ctx context.Context, keys []key) (map[key]int, error) {
	ctx, _, roles := apart(ctx, keys)
	now := q.now()
	var lines []counted
	err := q.Grant.Query().Where(grant.RoleIDIn(roles...), liveGrant(now)).
		Modify(func(s *sql.Selector) {
			m := sql.Table(membership.Table).As("m")
			s.LeftJoin(m).OnP(sql.And(
				sql.ColumnsEQ(m.C(membership.FieldGroupID), s.C(grant.FieldGroupID)),
				sql.ColumnsEQ(m.C(membership.FieldTenantID), s.C(grant.FieldTenantID)),
				lasts(m.C(membership.FieldExpiresAt), now)))
			of := s.C(grant.FieldRoleID)
			users := "COUNT(DISTINCT COALESCE(" + s.C(grant.FieldUserID) + ", " + m.C(membership.FieldUserID) + "))"
			s.Select(s.C(grant.FieldTenantID), sql.As(of, "of"), sql.As(users, "count")).GroupBy(s.C(grant.FieldTenantID), of)
		}).Scan(ctx, &lines)
	return byKey(lines, err)
}

// usersByStatus counts one state at a time: as an equality the index answers it in
// half the time of a grouping.
func (q reader) usersByStatus(ctx context.Context, keys []standing) (map[standing]int, error) {
	found := make(map[standing]int, len(keys))
	for _, k := range keys {
		n, err := q.User.Query().Where(user.StatusEQ(k.status)).Count(viewer.Widened(ctx, []uuid.UUID{k.tenant}))
		if err != nil {
			return nil, err
		}
		found[k] = n
	}
	return found, nil
}

func (q reader) pendingInvites(ctx context.Context, tenants []uuid.UUID) (map[uuid.UUID]int, error) {
	var lines []struct {
		Tenant uuid.UUID `json:"tenant_id"`
		Count  int       `json:"count"`
	}
	err := q.Invite.Query().Where(invite.StatusIn(openInvite...)).GroupBy(invite.FieldTenantID).Aggregate(ent.Count()).
		Scan(viewer.Widened(ctx, tenants), &lines)
	if err != nil {
		return nil, err
	}
	found := map[uuid.UUID]int{}
	for _, l := range lines {
		found[l.Tenant] = l.Count
	}
	return found, nil
}

// rolesOfUsers comes from access itself: what is shown is what decides. By name.
func (q reader) rolesOfUsers(ctx context.Context, keys []key) (map[key][]*model.AssignedRole, error) {
	found := make(map[key][]*model.AssignedRole, len(keys))
	now := q.now()
	roles, groups := map[key]bool{}, map[key]bool{}
	var from distinct
	for _, k := range keys {
		scope, err := q.r.Who.Scope(ctx, k.tenant)
		if err != nil {
			return nil, err
		}
		for _, a := range access.Roles(scope, access.UserIn(scope, k.id), now) {
			found[k] = append(found[k], &model.AssignedRole{In: k.tenant, Assigned: a})
			roles[key{k.tenant, a.Role.ID}] = true
			from.add(a.From)
			if a.Via != uuid.Nil {
				groups[key{a.From, a.Via}] = true
			}
		}
		slices.SortFunc(found[k], func(a, b *model.AssignedRole) int {
			return cmp.Or(strings.Compare(a.Role.Name, b.Role.Name), bytes.Compare(a.Via[:], b.Via[:]), bytes.Compare(a.From[:], b.From[:]))
		})
	}
	q.l.role.together(keysOf(roles))
	q.l.group.together(keysOf(groups))
	q.l.tenant.together(from.all)
	return found, nil
}

func keysOf(set map[key]bool) []key {
	all := make([]key, 0, len(set))
	for k := range set {
		all = append(all, k)
	}
	return all
}
