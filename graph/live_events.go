package graph

import (
	"bytes"
	"context"
	"slices"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/graph/model"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// live is everything that the viewer may see.
func (r *Resolver) live(ctx context.Context, after *string, verbs []string) (<-chan *model.LiveBatch, error) {
	if err := verbsThereAre(verbs, "verbs"); err != nil {
		return nil, err
	}
	s := &stream[*model.LiveBatch]{Resolver: r, ctx: ctx}
	if verbs != nil {
		s.wanted = func(e *journal.Entry) bool { return slices.Contains(verbs, e.Verb) }
	}
	s.rows = func(b *model.LiveBatch) int { return len(b.Events) }
	s.renew = func(cursor string) *model.LiveBatch {
		return &model.LiveBatch{Cursor: cursor, Reset: true, Events: []*model.LiveEvent{}}
	}
	s.build = func(ctx context.Context, n news) ([]*model.LiveBatch, error) {
		b := &model.LiveBatch{Cursor: r.sealPosition(ctx, n.to), Events: make([]*model.LiveEvent, len(n.entries))}
		rows, done := r.batch(ctx, s.in, n.to)
		defer done()
		for i, e := range n.entries {
			var err error
			if b.Events[i], err = r.event(rows, e); err != nil {
				r.forget(s.in, n.to)
				return nil, err
			}
		}
		return []*model.LiveBatch{b}, nil
	}
	return s.open(after)
}

func (r *Resolver) event(ctx context.Context, e *journal.Entry) (*model.LiveEvent, error) {
	actor, err := r.actor(ctx, e)
	if err != nil {
		return nil, err
	}
	subject, err := r.subject(ctx, e)
	if err != nil {
		return nil, err
	}
	return &model.LiveEvent{Cursor: r.sealPosition(ctx, e.ID), Verb: e.Verb, At: e.At, Actor: actor, Subject: subject}, nil
}

// userLastLogin is each first entry of a session into the tenant.
func (r *Resolver) userLastLogin(ctx context.Context, userID, after *string) (<-chan *model.UserLastLoginEvent, error) {
	only, err := onlyOne(id.User, userID, "user")
	if err != nil {
		return nil, err
	}
	s := &stream[*model.UserLastLoginEvent]{Resolver: r, ctx: ctx, takes: []viewer.Permission{viewer.UsersRead}, kinds: []id.Kind{id.User}}
	s.wanted = func(e *journal.Entry) bool {
		return e.Verb == journal.UserLoggedIn.Name && (only == uuid.Nil || e.SubjectID == only)
	}
	s.build = func(ctx context.Context, n news) ([]*model.UserLastLoginEvent, error) {
		var all []*model.UserLastLoginEvent
		err := eachOf(ctx, r, n, s.in, n.entries, func(l *loaders) *loader[key, *ent.User] { return l.user }, func(cursor string, u *ent.User) {
			all = append(all, &model.UserLastLoginEvent{Cursor: cursor, User: u})
		})
		return all, err
	}
	return s.open(after)
}

// inviteStatus is each change of an invite's status or delivery; several of one
// invite in a batch are one.
func (r *Resolver) inviteStatus(ctx context.Context, inviteID, after *string) (<-chan *model.InviteStatusEvent, error) {
	only, err := onlyOne(id.Invite, inviteID, "invite")
	if err != nil {
		return nil, err
	}
	s := &stream[*model.InviteStatusEvent]{Resolver: r, ctx: ctx, takes: []viewer.Permission{viewer.InvitesRead}, kinds: []id.Kind{id.Invite}}
	s.wanted = func(e *journal.Entry) bool {
		was, is := inviteFactsOf(e.Before), inviteFactsOf(e.After)
		return (only == uuid.Nil || e.SubjectID == only) && (was.Status != is.Status || was.Delivery != is.Delivery)
	}
	s.build = func(ctx context.Context, n news) ([]*model.InviteStatusEvent, error) {
		last := make(map[uuid.UUID]int64, len(n.entries))
		for _, e := range n.entries {
			last[e.SubjectID] = e.ID
		}
		netted := slices.DeleteFunc(slices.Clone(n.entries), func(e *journal.Entry) bool { return last[e.SubjectID] != e.ID })
		var all []*model.InviteStatusEvent
		err := eachOf(ctx, r, n, s.in, netted, func(l *loaders) *loader[key, *ent.Invite] { return l.invite }, func(cursor string, i *ent.Invite) {
			all = append(all, &model.InviteStatusEvent{Cursor: cursor, Invite: i})
		})
		return all, err
	}
	return s.open(after)
}

// eachOf finds the row of each entry, and gives it with the entry's own cursor.
func eachOf[T any](ctx context.Context, r *Resolver, n news, in uuid.UUID, entries []*journal.Entry, of func(*loaders) *loader[key, *T], give func(string, *T)) error {
	rows, err := rowsOf(ctx, r, n, in, subjectsOf(entries), of)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if row := rows[e.SubjectID]; row != nil {
			give(r.sealPosition(ctx, e.ID), row)
		}
	}
	return nil
}

func subjectsOf(entries []*journal.Entry) []uuid.UUID {
	var all []uuid.UUID
	seen := make(map[uuid.UUID]bool, len(entries))
	for _, e := range entries {
		if !seen[e.SubjectID] {
			seen[e.SubjectID] = true
			all = append(all, e.SubjectID)
		}
	}
	return all
}

// oldestFirst orders ids by when they were made.
func oldestFirst(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }

// onlyOne is the thing that alone matters; Nil: all of them.
func onlyOne(kind id.Kind, given *string, noun string) (uuid.UUID, error) {
	if given == nil {
		return uuid.Nil, nil
	}
	u, err := id.As(kind, *given)
	if err != nil {
		return uuid.Nil, fault.Missing(noun)
	}
	return u, nil
}
