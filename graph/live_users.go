package graph

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/graph/model"
	"doorward/internal/access"
	"doorward/internal/id"
	"doorward/internal/journal"
)

// entriesMost is how many entries a batch of a list sums up. Where they touch more rows
// than a batch brings (an import), the list is fetched anew, which costs less than to be
// told row by row.
const entriesMost = 1000

// usersLive keeps a user list true.
func (r *Resolver) usersLive(ctx context.Context, filter *model.UserFilter, by *model.UserOrder, after *string) (<-chan *model.UserListDelta, error) {
	if _, _, err := r.userFilter(ctx, filter); err != nil { // what the list would refuse
		return nil, err
	}
	s := &stream[*model.UserListDelta]{Resolver: r, ctx: ctx, takes: userTakes(filter), kinds: []id.Kind{id.User, id.Grant, id.Invite}}
	if filter != nil {
		s.descend = filter.IncludeDescendants.Value()
	}
	u := &usersDelta{s: s, match: newUserMatch(filter), order: userOrder(by)}
	s.renew = u.anew
	s.build = u.build
	s.most, s.rows = entriesMost, func(d *model.UserListDelta) int { return len(d.Added) + len(d.Changed) }
	return s.open(after)
}

// usersDelta makes the batches of a user list.
type usersDelta struct {
	s     *stream[*model.UserListDelta]
	match *userMatch
	order order[*ent.User]
}

// touched is a user and how the batch found and left them; told is false where
// only something beside the row changed, as a grant.
type touched struct {
	told    bool
	was, is *userFacts
}

func (d *usersDelta) empty(cursor string) *model.UserListDelta {
	return &model.UserListDelta{Cursor: cursor, Added: []*model.UserEdge{}, Changed: []*ent.User{}, Removed: []string{},
		Counts: &model.UserCounts{Tenant: d.s.in}}
}

func (d *usersDelta) anew(cursor string) *model.UserListDelta {
	delta := d.empty(cursor)
	delta.Reset = true
	return delta
}

func (d *usersDelta) build(ctx context.Context, n news) ([]*model.UserListDelta, error) {
	cursor := d.s.sealPosition(ctx, n.to)
	counts, all := false, 0
	found := map[uuid.UUID]map[uuid.UUID]*touched{}
	for _, e := range n.entries {
		of := found[*e.TenantID]
		if of == nil {
			of = map[uuid.UUID]*touched{}
			found[*e.TenantID] = of
		}
		before := len(of)
		anew, badge := d.take(of, e)
		if all += len(of) - before; anew || all > batchMost {
			return []*model.UserListDelta{d.anew(cursor)}, nil
		}
		counts = counts || badge && *e.TenantID == d.s.in
	}
	delta := d.empty(cursor)
	for tenant, of := range found {
		if err := d.rows(ctx, n, tenant, of, delta); err != nil {
			return nil, err
		}
	}
	if !counts && len(delta.Added)+len(delta.Changed)+len(delta.Removed) == 0 {
		return nil, nil
	}
	return []*model.UserListDelta{delta}, nil
}

// take notes what an entry says. anew: which rows it moves is not told by it; badge:
// the numbers beside the list changed.
func (d *usersDelta) take(of map[uuid.UUID]*touched, e *journal.Entry) (anew, badge bool) {
	switch id.Kind(e.SubjectKind) {
	case id.Invite:
		return false, inviteFactsOf(e.Before).open() != inviteFactsOf(e.After).open()
	case id.Grant:
		return d.takeGrant(of, e), false
	}
	was, is := userFactsOf(e.Before), userFactsOf(e.After)
	badge = (was == nil) != (is == nil) || was != nil && was.Status != is.Status
	if d.match.roles != nil && was != nil && is != nil && !was.sameGroups(is) {
		return true, badge // roles may have come or gone with the groups
	}
	t := of[e.SubjectID]
	if t == nil || !t.told {
		t = &touched{told: true, was: was}
		of[e.SubjectID] = t
	}
	t.is = is
	return false, badge
}

func (d *usersDelta) takeGrant(of map[uuid.UUID]*touched, e *journal.Entry) (anew bool) {
	var g struct {
		Role uuid.UUID  `json:"role_id"`
		User *uuid.UUID `json:"user_id"`
	}
	state := e.After
	if len(state) == 0 {
		state = e.Before
	}
	if json.Unmarshal(state, &g) != nil || g.User == nil || d.match.roles[g.Role] {
		return true // to a group: to everybody in it; of a role that the list asks for: who knows who was in it
	}
	if of[*g.User] == nil {
		of[*g.User] = &touched{}
	}
	return false
}

// rows puts the rows of one tenant where they belong.
func (d *usersDelta) rows(ctx context.Context, n news, tenant uuid.UUID, of map[uuid.UUID]*touched, delta *model.UserListDelta) error {
	ids := slices.SortedFunc(maps.Keys(of), oldestFirst)
	rows, err := rowsOf(ctx, d.s.Resolver, n, tenant, ids, func(l *loaders) *loader[key, *ent.User] { return l.user })
	if err != nil {
		return err
	}
	x := n.rights[tenant]
	d.s.loadersFor(n.in, n.to).users(there(rows))
	for _, u := range ids {
		t, row := of[u], rows[u]
		if row == nil {
			if t.told && t.was != nil {
				delta.Removed = append(delta.Removed, id.Of(id.User, u))
			}
			continue
		}
		hasRole := func() bool { return d.hasRole(x, tenant, u) }
		if !t.told {
			t.is = factsNow(x, row)
			t.was = t.is
		}
		now, before := d.match.holds(t.is, row.SearchKey, hasRole, x.at), d.match.holds(t.was, row.SearchKey, hasRole, x.at)
		switch {
		case now && before:
			delta.Changed = append(delta.Changed, row)
		case now:
			delta.Added = append(delta.Added, &model.UserEdge{Cursor: d.order.seal(d.s.Resolver, d.s.in, row), Node: row})
		case before || d.match.holds(t.was, row.SearchKey, hasRole, time.Time{}): // a membership that ran out left no entry
			delta.Removed = append(delta.Removed, id.Of(id.User, u))
		}
	}
	return nil
}

func (d *usersDelta) hasRole(x *rights, tenant, u uuid.UUID) bool {
	for _, a := range access.Roles(x.scope, access.UserIn(x.scope, u), x.at) {
		if d.match.roles[a.Role.ID] && a.From == tenant {
			return true
		}
	}
	return false
}

// factsNow is how a user stands whose row nothing in the batch changed.
func factsNow(x *rights, row *ent.User) *userFacts {
	f := &userFacts{Status: row.Status, Type: row.Type, Beta: row.BetaAccess, LastLogin: row.LastLoginAt}
	if u := x.scope.User(row.ID); u != nil {
		for _, g := range u.Groups(x.at) {
			f.Groups = append(f.Groups, memberOf{Group: g})
		}
	}
	return f
}
