package graph

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/predicate"
	"doorward/graph/model"
	"doorward/internal/viewer"
)

// openInvite is the states of which an address has one invite at most in a tenant.
var openInvite = []invite.Status{invite.StatusPENDING, invite.StatusEXPIRED}

// inviteFilter puts a filter into predicates; the context reads the tenants that it reaches.
func (r *Resolver) inviteFilter(ctx context.Context, f *model.InviteFilter) (context.Context, []predicate.Invite, error) {
	if f == nil {
		f = &model.InviteFilter{}
	}
	ctx, _, err := r.reach(ctx, f.IncludeDescendants.Value(), viewer.InvitesRead)
	if err != nil {
		return ctx, nil, err
	}
	var where []predicate.Invite
	if open := f.Open.Value(); open != nil && *open {
		where = append(where, invite.StatusIn(openInvite...))
	} else if open != nil {
		where = append(where, invite.StatusNotIn(openInvite...))
	}
	if some := f.Status.Value(); some != nil {
		where = append(where, invite.StatusIn(some...))
	}
	if s := f.Search.Value(); s != nil {
		text, err := searched(*s)
		if err != nil {
			return ctx, nil, err
		}
		where = append(where, invite.SearchKeyContains(text))
	}
	return ctx, where, nil
}

// inviteOrder is newest first.
var inviteOrder = order[*ent.Invite]{
	name: "invites", desc: true,
	columns: []func(*sql.Selector) sql.Querier{column(invite.FieldCreatedAt)},
	values:  func(i *ent.Invite) []sortValue { return []sortValue{moment(&i.CreatedAt)} },
	id:      invite.FieldID,
	idOf:    func(i *ent.Invite) sortValue { return unique(i.ID) },
}

func (r *Resolver) invitePage(ctx context.Context, f *model.InviteFilter, a asked) (*model.InviteConnection, error) {
	ctx, where, err := r.inviteFilter(ctx, f)
	if err != nil {
		return nil, err
	}
	p, err := readPage(ctx, r, func() *ent.InviteQuery { return r.Log.DB().Client().Invite.Query().Where(where...) }, inviteOrder, a)
	if err != nil {
		return nil, err
	}
	r.load(ctx).invites(p.rows)
	edges := make([]*model.InviteEdge, len(p.rows))
	for i, row := range p.rows {
		edges[i] = &model.InviteEdge{Cursor: p.cursors[i], Node: row}
	}
	return &model.InviteConnection{Edges: edges, Nodes: p.rows, PageInfo: p.info, TotalCount: p.total}, nil
}

// invites notes that these came together.
func (l *loaders) invites(rows []*ent.Invite) {
	keys := make([]key, len(rows))
	users, newer := map[key]bool{}, map[key]bool{}
	var tenants distinct
	for i, row := range rows {
		keys[i] = key{row.TenantID, row.ID}
		tenants.add(row.TenantID)
		if row.InvitedBy != nil {
			users[key{row.TenantID, *row.InvitedBy}] = true
		}
		if row.SupersededBy != nil {
			newer[key{row.TenantID, *row.SupersededBy}] = true
		}
	}
	l.rolesOfInvite.together(keys)
	l.groupsOfInvite.together(keys)
	l.user.together(keysOf(users))
	l.invite.together(keysOf(newer))
	l.tenant.together(tenants.all)
}
