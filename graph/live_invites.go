package graph

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/graph/model"
	"doorward/internal/id"
	"doorward/internal/viewer"
)

// invitesLive keeps an invite list true.
func (r *Resolver) invitesLive(ctx context.Context, filter *model.InviteFilter, after *string) (<-chan *model.InviteListDelta, error) {
	if _, _, err := r.inviteFilter(ctx, filter); err != nil { // what the list would refuse
		return nil, err
	}
	s := &stream[*model.InviteListDelta]{Resolver: r, ctx: ctx, takes: []viewer.Permission{viewer.InvitesRead}, kinds: []id.Kind{id.Invite}}
	if filter != nil {
		s.descend = filter.IncludeDescendants.Value()
	}
	d := &invitesDelta{s, filter}
	s.renew = d.anew
	s.build = d.build
	s.most, s.rows = entriesMost, func(d *model.InviteListDelta) int { return len(d.Added) + len(d.Changed) }
	return s.open(after)
}

// invitesDelta makes the batches of an invite list.
type invitesDelta struct {
	s      *stream[*model.InviteListDelta]
	filter *model.InviteFilter
}

// empty is a batch without rows; its badges are left out for whoever may not read users.
func (d *invitesDelta) empty(cursor string, x *rights) *model.InviteListDelta {
	delta := &model.InviteListDelta{Cursor: cursor, Added: []*model.InviteEdge{}, Changed: []*ent.Invite{}, Removed: []string{}}
	if x != nil && x.may(viewer.UsersRead) {
		delta.Counts = &model.UserCounts{Tenant: d.s.in}
	}
	return delta
}

func (d *invitesDelta) anew(cursor string) *model.InviteListDelta {
	delta := d.empty(cursor, nil)
	delta.Reset = true
	return delta
}

// passage is how a batch found and left an invite.
type passage struct{ was, is inviteFacts }

func (d *invitesDelta) build(ctx context.Context, n news) ([]*model.InviteListDelta, error) {
	cursor, all := d.s.sealPosition(ctx, n.to), 0
	found := map[uuid.UUID]map[uuid.UUID]*passage{}
	for _, e := range n.entries {
		of := found[*e.TenantID]
		if of == nil {
			of = map[uuid.UUID]*passage{}
			found[*e.TenantID] = of
		}
		p := of[e.SubjectID]
		if p == nil {
			p = &passage{was: inviteFactsOf(e.Before)}
			of[e.SubjectID] = p
			if all++; all > batchMost {
				return []*model.InviteListDelta{d.anew(cursor)}, nil
			}
		}
		p.is = inviteFactsOf(e.After)
	}
	delta := d.empty(cursor, n.rights[d.s.in])
	for tenant, of := range found {
		if err := d.rows(ctx, n, tenant, of, delta); err != nil {
			return nil, err
		}
	}
	if len(delta.Added)+len(delta.Changed)+len(delta.Removed) == 0 {
		return nil, nil
	}
	return []*model.InviteListDelta{delta}, nil
}

func (d *invitesDelta) rows(ctx context.Context, n news, tenant uuid.UUID, of map[uuid.UUID]*passage, delta *model.InviteListDelta) error {
	ids := slices.SortedFunc(maps.Keys(of), oldestFirst)
	rows, err := rowsOf(ctx, d.s.Resolver, n, tenant, ids, func(l *loaders) *loader[key, *ent.Invite] { return l.invite })
	if err != nil {
		return err
	}
	d.s.loadersFor(n.in, n.to).invites(there(rows))
	for _, i := range ids {
		p, row := of[i], rows[i]
		if row == nil {
			if p.was.Status != "" {
				delta.Removed = append(delta.Removed, id.Of(id.Invite, i))
			}
			continue
		}
		now, before := p.is.inList(d.filter, row.SearchKey), p.was.inList(d.filter, row.SearchKey)
		switch {
		case now && before:
			delta.Changed = append(delta.Changed, row)
		case now:
			delta.Added = append(delta.Added, &model.InviteEdge{Cursor: inviteOrder.seal(d.s.Resolver, d.s.in, row), Node: row})
		case before:
			delta.Removed = append(delta.Removed, id.Of(id.Invite, i))
		}
	}
	return nil
}
