package graph

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/predicate"
	"doorward/ent/role"
	"doorward/ent/rolepermission"
	"doorward/ent/user"
	"doorward/graph/model"
	"doorward/internal/id"
	"doorward/internal/viewer"
)

func (r *Resolver) roleFilter(ctx context.Context, f *model.RoleFilter) (context.Context, []predicate.Role, error) {
	if f == nil {
		f = &model.RoleFilter{}
	}
	ctx, tenants, err := r.reach(ctx, f.IncludeDescendants.Value(), viewer.RolesRead)
	if err != nil {
		return ctx, nil, err
	}
	var where []predicate.Role
	if s := f.Search.Value(); s != nil {
		text, err := searched(*s)
		if err != nil {
			return ctx, nil, err
		}
		where = append(where, role.NameKeyContains(text))
	}
	if permissionKey := f.PermissionKey.Value(); permissionKey != nil {
		giving, err := r.giving(ctx, tenants, *permissionKey)
		if err != nil {
			return ctx, nil, err
		}
		where = append(where, giving)
	}
	return ctx, where, nil
}

// giving holds for roles that give a permission: those that name it, and owners'.
func (r *Resolver) giving(ctx context.Context, tenants []uuid.UUID, permissionKey string) (predicate.Role, error) {
	var known []any
	for _, t := range tenants {
		scope, err := r.Who.Scope(ctx, t)
		if err != nil {
			return nil, err
		}
		if p := scope.Permission(permissionKey); p != nil {
			known = append(known, p.ID)
		}
	}
	if len(known) == 0 {
		return role.IDIn(), nil
	}
	return func(s *sql.Selector) {
		d := sql.Dialect(s.Dialect())
		g := d.Table(rolepermission.Table).As("gives")
		names := d.Select(g.C(rolepermission.FieldID)).From(g).Where(sql.And(
			sql.ColumnsEQ(g.C(rolepermission.FieldTenantID), s.C(role.FieldTenantID)),
			sql.ColumnsEQ(g.C(rolepermission.FieldRoleID), s.C(role.FieldID)),
			sql.In(g.C(rolepermission.FieldPermissionID), known...)))
		s.Where(sql.Or(sql.EQ(s.C(role.FieldOwner), true), sql.Exists(names)))
	}, nil
}

// roleOrder is an order of the role list; by name where none is given.
func roleOrder(by *model.RoleOrder) order[*ent.Role] {
	if by == nil {
		by = &model.RoleOrder{Field: model.RoleOrderFieldName, Direction: model.OrderDirectionAsc}
	}
	o := order[*ent.Role]{
		name: "roles " + string(by.Field) + " " + string(by.Direction), desc: by.Direction == model.OrderDirectionDesc,
		id: role.FieldID, idOf: func(r *ent.Role) sortValue { return unique(r.ID) },
		columns: []func(*sql.Selector) sql.Querier{column(role.FieldNameKey)},
		values:  func(r *ent.Role) []sortValue { return []sortValue{text(&r.NameKey)} },
	}
	if by.Field == model.RoleOrderFieldUpdated {
		o.columns, o.nulls = []func(*sql.Selector) sql.Querier{column(role.FieldUpdatedAt)}, true
		o.values = func(r *ent.Role) []sortValue { return []sortValue{moment(r.UpdatedAt)} }
	}
	return o
}

func (r *Resolver) rolePage(ctx context.Context, f *model.RoleFilter, by *model.RoleOrder, a asked) (*model.RoleConnection, error) {
	ctx, where, err := r.roleFilter(ctx, f)
	if err != nil {
		return nil, err
	}
	p, err := readPage(ctx, r, func() *ent.RoleQuery { return r.Log.DB().Client().Role.Query().Where(where...) }, roleOrder(by), a)
	if err != nil {
		return nil, err
	}
	r.load(ctx).roles(p.rows, r.places(ctx))
	edges := make([]*model.RoleEdge, len(p.rows))
	for i, row := range p.rows {
		edges[i] = &model.RoleEdge{Cursor: p.cursors[i], Node: row}
	}
	return &model.RoleConnection{Edges: edges, Nodes: p.rows, PageInfo: p.info, TotalCount: p.total}, nil
}

// roles notes that these came together; place is where the fields of a row of a tenant are read.
func (l *loaders) roles(rows []*ent.Role, place func(uuid.UUID) uuid.UUID) {
	keys, by := make([]key, len(rows)), map[key]bool{}
	var tenants distinct
	for i, row := range rows {
		in := place(row.TenantID)
		keys[i] = key{in, row.ID}
		tenants.add(row.TenantID)
		if row.UpdatedBy != nil {
			by[key{in, *row.UpdatedBy}] = true
		}
	}
	l.groupsOfRole.together(keys)
	l.permissionsOfRole.together(keys)
	l.usersWithRole.together(keys)
	l.user.together(keysOf(by))
	l.tenant.together(tenants.all)
}

// roleByID is a role that can be given in the request's tenant; nil for anything else.
func (r *Resolver) roleByID(ctx context.Context, public string) (*ent.Role, error) {
	u, err := id.As(id.Role, public)
	if err != nil {
		return nil, nil
	}
	return r.load(ctx).role.load(ctx, key{viewer.From(ctx).Tenant, u})
}

// usersOfRole is the users who have it, by name.
func (r *Resolver) usersOfRole(ctx context.Context, of *ent.Role, a asked) (*model.UserConnection, error) {
	at, place := r.Log.Clock().Now(), r.place(ctx, of.TenantID)
	have := func(s *sql.Selector) {
		s.Where(withRoles(s, s.C(user.FieldID), []any{place}, []any{of.ID}, at))
	}
	return r.userPage(viewer.Widened(ctx, []uuid.UUID{place}), []predicate.User{have}, nil, a)
}
