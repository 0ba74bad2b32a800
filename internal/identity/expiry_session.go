package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/entry"
	"doorward/ent/session"
	"doorward/ent/tenant"
	"doorward/internal/journal"
	"doorward/internal/store"
)

// endAtOnce is how many sessions or entries end in one Write.
const endAtOnce = 500

// endIdle ends the sessions and entries whose limits are over, so that open
// sockets hear of it and "signed in" means what it says.
func (i *Identity) endIdle(ctx context.Context) error {
	if err := inRounds(func() (int, error) { return i.endSessions(ctx) }); err != nil {
		return fmt.Errorf("ending sessions: %w", err)
	}
	var kinds []limits
	err := i.log.DB().Client().Tenant.Query().GroupBy(tenant.FieldSessionIdleMinutes, tenant.FieldSessionMaxHours).Scan(ctx, &kinds)
	if err != nil {
		return fmt.Errorf("reading how long tenants let sessions be: %w", err)
	}
	for _, k := range kinds {
		if err := inRounds(func() (int, error) { return i.endEntries(ctx, k) }); err != nil {
			return err
		}
	}
	return nil
}

func inRounds(round func() (int, error)) error {
	for {
		if n, err := round(); err != nil || n < endAtOnce {
			return err
		}
	}
}

// limits is one of the few ways in which tenants limit sessions.
type limits struct {
	Idle int `json:"session_idle_minutes"`
	Max  int `json:"session_max_hours"`
}

func (i *Identity) endEntries(ctx context.Context, k limits) (int, error) {
	now := i.log.Clock().Now()
	unseen := now.Add(-time.Duration(k.Idle)*time.Minute - keepEvery)
	old := now.Add(-time.Duration(k.Max) * time.Hour)
	over, err := i.log.DB().Client().Entry.Query().Where(entry.EndedAtIsNil(),
		entry.HasSessionWith(session.EndedAtIsNil(), session.Or(session.LastSeenAtLTE(unseen), session.CreatedAtLTE(old))),
		entry.HasTenantWith(tenant.SessionIdleMinutes(k.Idle), tenant.SessionMaxHours(k.Max))).Limit(endAtOnce).IDs(ctx)
	if err != nil {
		return 0, fmt.Errorf("reading which entries are over: %w", err)
	}
	if len(over) == 0 {
		return 0, nil
	}
	return i.timeOut(ctx, over)
}

func (i *Identity) endSessions(ctx context.Context) (int, error) {
	ended, err := journal.Write(ctx, i.log, journal.SessionEnded, func(tx *ent.Client) (journal.Several, error) {
		now := i.log.Clock().Now()
		q := tx.Session.Query().Where(session.EndedAtIsNil(),
			session.Or(session.ExpiresAtLTE(now), session.LastSeenAtLTE(now.Add(-SessionIdle-keepEvery)))).Order(ent.Asc(session.FieldID)).Limit(endAtOnce)
		q.Modify(store.ForUpdate)
		over, err := q.All(ctx)
		if err != nil {
			return nil, err
		}
		if len(over) == 0 {
			return nil, journal.Nothing
		}
		var all journal.Several
		ids := make([]uuid.UUID, len(over))
		for n, s := range over {
			ids[n], all = s.ID, append(all, journal.Of(s)...)
		}
		return all, tx.Session.Update().Where(session.IDIn(ids...)).SetEndedAt(now).SetEndedBecause(timedOut).Exec(ctx)
	})
	return len(ended), err
}
