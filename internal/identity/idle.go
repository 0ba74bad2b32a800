package identity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/entry"
	"doorward/ent/session"
	"doorward/internal/access"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/store"
)

// keepEvery is how exactly it is known when a session was last seen. Idleness
// counts from the end of that span, so that nobody is sent away too early.
const keepEvery = time.Minute

// patience is how long a request waits to write down that its session was seen.
const patience = 250 * time.Millisecond

// seen keeps when a session was last seen. What its pause was too long for ends
// first: afterwards nothing would tell. Where nothing can be written reading goes on:
// the session counts as unseen, and its entries end sooner rather than later.
func (i *Identity) seen(ctx context.Context, s *ent.Session) error {
	now := i.log.Clock().Now()
	if now.Sub(s.LastSeenAt) < keepEvery {
		return nil
	}
	ctx, stop := context.WithTimeoutCause(ctx, patience, errUnwritten)
	defer stop()
	err := i.keepSeen(ctx, s, now)
	switch {
	case err == nil:
		s.LastSeenAt = now
	case !unwritten(ctx, err):
		return err
	}
	return nil
}

var errUnwritten = errors.New("no time to write down that a session was seen")

// unwritten says that the database reads and does not write at this moment.
func unwritten(ctx context.Context, err error) bool {
	return store.IsBusy(err) || store.IsFull(err) || errors.Is(context.Cause(ctx), errUnwritten)
}

func (i *Identity) keepSeen(ctx context.Context, s *ent.Session, now time.Time) error {
	open, err := i.log.DB().Client().Entry.Query().Where(entry.SessionID(s.ID), entry.EndedAtIsNil()).All(ctx)
	if err != nil {
		return fmt.Errorf("reading a session's entries: %w", err)
	}
	open = slices.DeleteFunc(open, func(e *ent.Entry) bool { return !i.overdue(s, e, now) })
	if len(open) > 0 {
		ids := make([]uuid.UUID, len(open))
		for n, e := range open {
			ids[n] = e.ID
		}
		if _, err := i.timeOut(ctx, ids); err != nil {
			return err
		}
	}
	return journal.Keep(ctx, i.log, func(b journal.Books) error {
		return b.Session.Update().Where(session.ID(s.ID), session.LastSeenAtLT(now)).SetLastSeenAt(now).Exec(ctx)
	})
}

func (i *Identity) overdue(s *ent.Session, e *ent.Entry, now time.Time) bool {
	t, ok := i.who.Tenant(e.TenantID)
	return ok && (idleTooLong(s, t, now) || now.Sub(s.CreatedAt) >= t.SessionMax)
}

func idleTooLong(s *ent.Session, t access.Tenant, now time.Time) bool {
	return now.Sub(s.LastSeenAt) >= t.SessionIdle+keepEvery
}

// timeOut ends those of the entries that are still overdue: another process may
// have seen the session meanwhile. It tells how many.
func (i *Identity) timeOut(ctx context.Context, entries []uuid.UUID) (int, error) {
	ended, err := journal.Write(ctx, i.log, journal.UserTimedOut, func(tx *ent.Client) (journal.Several, error) {
		q := tx.Entry.Query().Where(entry.IDIn(entries...), entry.EndedAtIsNil()).Order(ent.Asc(entry.FieldID))
		q.Modify(store.ForUpdate)
		open, err := q.WithSession().All(ctx)
		if err != nil {
			return nil, err
		}
		now := i.log.Clock().Now()
		var users journal.Several
		for _, e := range open {
			if e.Edges.Session.EndedAt != nil || !i.overdue(e.Edges.Session, e, now) {
				continue
			}
			if err := tx.Entry.UpdateOne(e).SetEndedAt(now).SetEndedBecause(timedOut).Exec(ctx); err != nil {
				return nil, err
			}
			users = append(users, journal.Subject{Kind: id.User, ID: e.UserID})
		}
		if len(users) == 0 {
			return nil, journal.Nothing
		}
		return users, nil
	})
	if err != nil {
		return 0, fmt.Errorf("ending entries: %w", err)
	}
	return len(ended), nil
}
