package graph

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/predicate"
	"doorward/ent/rule"
	"doorward/ent/user"
	"doorward/graph/model"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/viewer"
)

// userFilter puts a filter into predicates; the context reads the tenants that it reaches.
func (r *Resolver) userFilter(ctx context.Context, f *model.UserFilter) (context.Context, []predicate.User, error) {
	if f == nil {
		f = &model.UserFilter{}
	}
	takes := userTakes(f)
	if err := r.here(ctx, takes...); err != nil {
		return ctx, nil, err
	}
	ctx, tenants, err := r.reach(ctx, f.IncludeDescendants.Value(), takes...)
	if err != nil {
		return ctx, nil, err
	}
	where := userState(f)
	at := r.Log.Clock().Now()
	if some := f.GroupIds.Value(); some != nil {
		groups, err := idsOf(id.Group, some, "groupIds")
		if err != nil {
			return ctx, nil, err
		}
		where = append(where, func(s *sql.Selector) {
			s.Where(inGroups(s, s.C(user.FieldID), anys(tenants), groups, at))
		})
	}
	if some := f.RoleIds.Value(); some != nil {
		roles, err := idsOf(id.Role, some, "roleIds")
		if err != nil {
			return ctx, nil, err
		}
		where = append(where, func(s *sql.Selector) {
			s.Where(withRoles(s, s.C(user.FieldID), anys(tenants), roles, at))
		})
	}
	if s := f.Search.Value(); s != nil {
		text, err := searched(*s)
		if err != nil {
			return ctx, nil, err
		}
		where = append(where, user.SearchKeyContains(text))
	}
	return ctx, where, nil
}

// userTakes is what a user list takes: a condition tells what it asks for, as the
// field does that shows it.
func userTakes(f *model.UserFilter) []viewer.Permission {
	takes := []viewer.Permission{viewer.UsersRead}
	if f != nil && f.GroupIds.Value() != nil {
		takes = append(takes, viewer.GroupsRead)
	}
	if f != nil && f.RoleIds.Value() != nil {
		takes = append(takes, viewer.RolesRead)
	}
	return takes
}

// userState is the conditions on the row's own columns.
func userState(f *model.UserFilter) []predicate.User {
	var where []predicate.User
	if some := f.Status.Value(); len(some) == 1 {
		where = append(where, user.StatusEQ(some[0])) // as an equality it leaves the index its order
	} else if some != nil {
		where = append(where, user.StatusIn(some...))
	}
	if some := f.Type.Value(); some != nil {
		where = append(where, user.TypeIn(some...))
	}
	if never := f.NeverLoggedIn.Value(); never != nil && *never {
		where = append(where, user.LastLoginAtIsNil())
	} else if never != nil {
		where = append(where, user.LastLoginAtNotNil())
	}
	if before := f.LastLoginBefore.Value(); before != nil {
		where = append(where, user.LastLoginAtLT(*before))
	}
	if beta := f.BetaAccess.Value(); beta != nil {
		where = append(where, user.BetaAccessEQ(*beta))
	}
	return where
}

// userOrder is an order of the user list; by name where none is given.
func userOrder(by *model.UserOrder) order[*ent.User] {
	if by == nil {
		by = &model.UserOrder{Field: model.UserOrderFieldName, Direction: model.OrderDirectionAsc}
	}
	o := order[*ent.User]{
		name: "users " + string(by.Field) + " " + string(by.Direction), desc: by.Direction == model.OrderDirectionDesc,
		id: user.FieldID, idOf: func(u *ent.User) sortValue { return unique(u.ID) },
	}
	set := func(name string, nulls bool, value func(*ent.User) sortValue) {
		o.columns, o.nulls = []func(*sql.Selector) sql.Querier{column(name)}, nulls
		o.values = func(u *ent.User) []sortValue { return []sortValue{value(u)} }
	}
	switch by.Field {
	case model.UserOrderFieldName:
		set(user.FieldSortKey, false, func(u *ent.User) sortValue { return text(&u.SortKey) })
	case model.UserOrderFieldEmail:
		set(user.FieldEmailKey, true, func(u *ent.User) sortValue { return text(u.EmailKey) })
	case model.UserOrderFieldLastLogin:
		set(user.FieldLastLoginAt, true, func(u *ent.User) sortValue { return moment(u.LastLoginAt) })
	case model.UserOrderFieldCreated:
		set(user.FieldCreatedAt, false, func(u *ent.User) sortValue { return moment(&u.CreatedAt) })
	}
	return o
}

// userPage is a page of the users for which all of where holds.
func (r *Resolver) userPage(ctx context.Context, where []predicate.User, by *model.UserOrder, a asked) (*model.UserConnection, error) {
	p, err := readPage(ctx, r, func() *ent.UserQuery { return r.Log.DB().Client().User.Query().Where(where...) }, userOrder(by), a)
	if err != nil {
		return nil, err
	}
	r.load(ctx).users(p.rows)
	edges := make([]*model.UserEdge, len(p.rows))
	for i, u := range p.rows {
		edges[i] = &model.UserEdge{Cursor: p.cursors[i], Node: u}
	}
	return &model.UserConnection{Edges: edges, Nodes: p.rows, PageInfo: p.info, TotalCount: p.total}, nil
}

// readableUser is a user of a tenant, for whoever may read users there and for the
// user themselves; nil for everybody else, and for nobody.
func (r *Resolver) readableUser(ctx context.Context, tenant uuid.UUID, u *uuid.UUID) (*ent.User, error) {
	if u == nil {
		return nil, nil
	}
	in := r.place(ctx, tenant)
	if viewer.From(ctx).User != *u {
		if ok, err := r.may(ctx, in, viewer.UsersRead); err != nil || !ok {
			return nil, err
		}
	}
	return r.load(ctx).user.load(ctx, key{in, *u})
}

// userBy finds one of the request's tenant, by exactly one of id and e-mail.
func (r *Resolver) userBy(ctx context.Context, public, email *string) (*ent.User, error) {
	if (public == nil) == (email == nil) {
		return nil, fault.BadInput(fault.Invalid, "Name the user by id or by e-mail, one of them.", "id")
	}
	if public != nil {
		u, err := id.As(id.User, *public)
		if err != nil {
			return nil, nil
		}
		return r.load(ctx).user.load(ctx, key{viewer.From(ctx).Tenant, u})
	}
	rows, err := r.Log.DB().Client().User.Query().Where(user.EmailKey(rule.Fold(storable(*email)))).All(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
}
