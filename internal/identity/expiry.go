package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

const (
	expireAtOnce = 500         // invites in one Write
	lookAgain    = time.Minute // what the clock alone would not tell: idle sessions, other processes
	retryLater   = 5 * time.Second
)

// RunExpiry turns every expiry into an event at its moment, until the context
// ends: of invites to the moment, of sessions and entries within a minute. Any
// number of processes may run it. What fails is tried again by and by.
func (i *Identity) RunExpiry(ctx context.Context) error {
	ctx = viewer.AsSystem(ctx)
	for ctx.Err() == nil {
		next, err := i.expire(ctx)
		if err != nil {
			next = i.log.Clock().Now().Add(retryLater)
		}
		i.sleep(ctx, next)
	}
	return nil
}

// sleep waits for the moment, or for an invite that may expire earlier. The
// clock is asked again behind the alarm: a clock that was moved in between would
// not ring it.
func (i *Identity) sleep(ctx context.Context, until time.Time) {
	clock := i.log.Clock()
	alarm := clock.After(until.Sub(clock.Now()))
	if !clock.Now().Before(until) {
		return
	}
	select {
	case <-ctx.Done():
	case <-i.wake:
	case <-alarm:
	}
}

// ring wakes RunExpiry for new invites; the journal tells of those of other processes as well.
func (i *Identity) ring(_ context.Context, batch []*journal.Entry) error {
	for _, e := range batch {
		if e.Verb == journal.InviteSent.Name || e.Verb == journal.InviteResent.Name {
			select {
			case i.wake <- struct{}{}:
			default:
			}
			return nil
		}
	}
	return nil
}

// expire writes what is due, and tells when to look again.
func (i *Identity) expire(ctx context.Context) (time.Time, error) {
	next := i.log.Clock().Now().Add(lookAgain) // before the look: a clock that moves meanwhile is looked at again
	for {
		n, err := i.expireInvites(ctx)
		if err != nil {
			return time.Time{}, err
		}
		if n < expireAtOnce {
			break
		}
	}
	if err := i.endIdle(ctx); err != nil {
		return time.Time{}, err
	}
	first, err := i.log.DB().Client().Invite.Query().Where(invite.StatusEQ(invite.StatusPENDING), invite.ExpiresAtLT(next)).
		Order(ent.Asc(invite.FieldExpiresAt)).Limit(1).All(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("reading which invite expires next: %w", err)
	}
	if len(first) == 1 {
		next = first[0].ExpiresAt
	}
	return next, nil
}

func (i *Identity) expireInvites(ctx context.Context) (int, error) {
	due, err := journal.Write(ctx, i.log, journal.InviteExpired, func(tx *ent.Client) ([]*ent.Invite, error) {
		q := tx.Invite.Query().Where(invite.StatusEQ(invite.StatusPENDING), invite.ExpiresAtLTE(i.log.Clock().Now())).
			Order(ent.Asc(invite.FieldID)).Limit(expireAtOnce)
		q.Modify(store.ForUpdate)
		due, err := q.All(ctx)
		if err == nil && len(due) == 0 {
			err = journal.Nothing
		}
		if err != nil {
			return nil, err
		}
		ids := make([]uuid.UUID, len(due))
		for n, inv := range due {
			ids[n] = inv.ID
		}
		return due, tx.Invite.Update().Where(invite.IDIn(ids...)).SetStatus(invite.StatusEXPIRED).Exec(ctx)
	})
	if err != nil {
		return 0, fmt.Errorf("expiring invites: %w", err)
	}
	return len(due), nil
}
