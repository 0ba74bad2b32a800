package identity

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/google/uuid"

	"doorward/ent/entry"
	"doorward/ent/predicate"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// ended is what has ended of late, as of the journal's tail. Neither a session
// nor an entry is ever revived, so to have heard of its end is enough; and after
// a session's whole life nobody can hold it any more.
type ended struct {
	log *journal.Log

	mu     sync.RWMutex
	at     map[uuid.UUID]time.Time // of sessions and entries: when to forget it
	forgot time.Time
}

func newEnded(log *journal.Log) *ended {
	return &ended{log: log, at: map[uuid.UUID]time.Time{}, forgot: log.Clock().Now()}
}

// Alive tells whether the viewer's session, entry and user still stand, as of
// the journal's tail: from memory, to be asked at every delivery. Nobody, and a
// service user, have nothing that could end. Idleness is judged elsewhere: at
// the next request, and every minute for all.
func (i *Identity) Alive(v *viewer.Viewer) bool {
	if v.Session == uuid.Nil {
		return true
	}
	if !i.log.Clock().Now().Before(v.Until) {
		return false
	}
	i.ended.mu.RLock()
	defer i.ended.mu.RUnlock()
	_, session := i.ended.at[v.Session]
	_, in := i.ended.at[v.Entry]
	return !session && !in
}

// apply hears what has ended. A user's or a tenant's entries were ended by the
// change that the journal tells of, so they are read from the rows.
func (e *ended) apply(ctx context.Context, batch []*journal.Entry) error {
	var over, users, tenants []uuid.UUID
	for _, b := range batch {
		switch b.Verb {
		case journal.SessionEnded.Name:
			over = append(over, b.SubjectID)
		case journal.UserDeactivated.Name, journal.UserTimedOut.Name:
			users = append(users, b.SubjectID)
		case journal.TenantSuspended.Name:
			tenants = append(tenants, b.SubjectID)
		}
	}
	var which []predicate.Entry
	if len(users) > 0 {
		which = append(which, entry.UserIDIn(users...))
	}
	if len(tenants) > 0 {
		which = append(which, entry.TenantIDIn(tenants...))
	}
	if len(which) > 0 {
		found, err := e.entries(ctx, entry.Or(which...))
		if err != nil {
			return err
		}
		over = append(over, found...)
	}
	if len(over) > 0 {
		e.remember(over)
	}
	return nil
}

func (e *ended) entries(ctx context.Context, which predicate.Entry) ([]uuid.UUID, error) {
	rows, err := e.log.DB().Client().Entry.Query().
		Where(which, entry.EndedAtGT(e.log.Clock().Now().Add(-SessionLife))).Select(entry.FieldID).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading which entries have ended: %w", err)
	}
	ids := make([]uuid.UUID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	return ids, nil
}

func (e *ended) remember(over []uuid.UUID) {
	now := e.log.Clock().Now()
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, u := range over {
		e.at[u] = now.Add(SessionLife)
	}
	if now.Sub(e.forgot) > time.Hour {
		e.forgot = now
		maps.DeleteFunc(e.at, func(_ uuid.UUID, until time.Time) bool { return until.Before(now) })
	}
}
