package graph

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/group"
	"doorward/ent/membership"
	"doorward/ent/predicate"
	"doorward/ent/user"
	"doorward/graph/model"
	"doorward/internal/id"
	"doorward/internal/viewer"
)

// userCount is the name under which a group's number of users is selected.
const userCount = "user_count"

func (r *Resolver) groupFilter(ctx context.Context, f *model.GroupFilter) (context.Context, []predicate.Group, error) {
	if f == nil {
		f = &model.GroupFilter{}
	}
	takes := []viewer.Permission{viewer.GroupsRead}
	if f.RoleIds.Value() != nil {
		takes = append(takes, viewer.RolesRead)
	}
	if err := r.here(ctx, takes...); err != nil {
		return ctx, nil, err
	}
	ctx, _, err := r.reach(ctx, f.IncludeDescendants.Value(), takes...)
	if err != nil {
		return ctx, nil, err
	}
	var where []predicate.Group
	if s := f.Search.Value(); s != nil {
		text, err := searched(*s)
		if err != nil {
			return ctx, nil, err
		}
		where = append(where, group.NameKeyContains(text))
	}
	if some := f.RoleIds.Value(); some != nil {
		roles, err := idsOf(id.Role, some, "roleIds")
		if err != nil {
			return ctx, nil, err
		}
		at := r.Log.Clock().Now()
		where = append(where, func(s *sql.Selector) {
			s.Where(givingRoles(s, s.C(group.FieldTenantID), s.C(group.FieldID), roles, at))
		})
	}
	return ctx, where, nil
}

// groupOrder is an order of the group list; by name where none is given.
func groupOrder(by *model.GroupOrder, at time.Time) order[*ent.Group] {
	if by == nil {
		by = &model.GroupOrder{Field: model.GroupOrderFieldName, Direction: model.OrderDirectionAsc}
	}
	o := order[*ent.Group]{
		name: "groups " + string(by.Field) + " " + string(by.Direction), desc: by.Direction == model.OrderDirectionDesc,
		id: group.FieldID, idOf: func(g *ent.Group) sortValue { return unique(g.ID) },
		columns: []func(*sql.Selector) sql.Querier{column(group.FieldNameKey)},
		values:  func(g *ent.Group) []sortValue { return []sortValue{text(&g.NameKey)} },
	}
	if by.Field == model.GroupOrderFieldUserCount {
		o.columns = []func(*sql.Selector) sql.Querier{func(s *sql.Selector) sql.Querier { return usersIn(s, at) }}
		o.values = func(g *ent.Group) []sortValue {
			n, _ := g.Value(userCount)
			count, _ := n.(int64)
			return []sortValue{number(count)}
		}
	}
	return o
}

// usersIn counts the users of a group, as SQL.
func usersIn(s *sql.Selector, at time.Time) sql.Querier {
	d := sql.Dialect(s.Dialect())
	m := d.Table(membership.Table).As("in_group")
	count := d.Select(sql.Count("*")).From(m).Where(sql.And(
		sql.ColumnsEQ(m.C(membership.FieldTenantID), s.C(group.FieldTenantID)),
		sql.ColumnsEQ(m.C(membership.FieldGroupID), s.C(group.FieldID)),
		lasts(m.C(membership.FieldExpiresAt), at)))
	return sql.ExprFunc(func(b *sql.Builder) { b.Wrap(func(b *sql.Builder) { b.Join(count) }) })
}

func (r *Resolver) groupPage(ctx context.Context, f *model.GroupFilter, by *model.GroupOrder, a asked) (*model.GroupConnection, error) {
	ctx, where, err := r.groupFilter(ctx, f)
	if err != nil {
		return nil, err
	}
	at := r.Log.Clock().Now()
	fresh := func() *ent.GroupQuery {
		q := r.Log.DB().Client().Group.Query().Where(where...)
		if by != nil && by.Field == model.GroupOrderFieldUserCount {
			q.Modify(func(s *sql.Selector) { s.AppendSelectExprAs(usersIn(s, at), userCount) })
		}
		return q
	}
	p, err := readPage(ctx, r, fresh, groupOrder(by, at), a)
	if err != nil {
		return nil, err
	}
	r.load(ctx).groups(p.rows, r.places(ctx))
	edges := make([]*model.GroupEdge, len(p.rows))
	for i, g := range p.rows {
		edges[i] = &model.GroupEdge{Cursor: p.cursors[i], Node: g}
	}
	return &model.GroupConnection{Edges: edges, Nodes: p.rows, PageInfo: p.info, TotalCount: p.total}, nil
}

// groups notes that these came together; place is where the fields of a row of a tenant are read.
func (l *loaders) groups(rows []*ent.Group, place func(uuid.UUID) uuid.UUID) {
	keys := make([]key, len(rows))
	var tenants distinct
	for i, g := range rows {
		keys[i] = key{place(g.TenantID), g.ID}
		tenants.add(g.TenantID)
	}
	l.rolesOfGroup.together(keys)
	l.usersInGroup.together(keys)
	l.tenant.together(tenants.all)
}

// groupByID is a group of the request's tenant; nil for anything else.
func (r *Resolver) groupByID(ctx context.Context, public string) (*ent.Group, error) {
	u, err := id.As(id.Group, public)
	if err != nil {
		return nil, nil
	}
	return r.load(ctx).group.load(ctx, key{viewer.From(ctx).Tenant, u})
}

// usersOfGroup is its users, by name; nil for a group above.
func (r *Resolver) usersOfGroup(ctx context.Context, g *ent.Group, a asked) (*model.UserConnection, error) {
	at, place := r.Log.Clock().Now(), r.place(ctx, g.TenantID)
	if place != g.TenantID {
		return nil, nil
	}
	in := func(s *sql.Selector) {
		s.Where(inGroups(s, s.C(user.FieldID), []any{place}, []any{g.ID}, at))
	}
	return r.userPage(viewer.Widened(ctx, []uuid.UUID{place}), []predicate.User{in}, nil, a)
}
