package journal

import (
	"context"
	"fmt"
	"time"

	"doorward/ent"
	"doorward/ent/oncekey"
)

// OnceLife is how long a key, and the answer under it, are kept.
const OnceLife = 24 * time.Hour

// Earlier is what is kept of a sending with the same key by the same sender in the same
// tenant; nil: nothing. What is older than OnceLife is forgotten here and now.
func (o *Once) Earlier(ctx context.Context, log *Log) (*ent.OnceKey, error) {
	row, err := log.db.Client().OnceKey.Query().Where(oncekey.Sender(o.Sender), oncekey.KeyHash(o.Key)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for a key: %w", err)
	}
	end := log.clock.Now().Add(-OnceLife)
	if row.CreatedAt.After(end) {
		return row, nil
	}
	err = Keep(ctx, log, func(b Books) error {
		_, err := b.OnceKey.Delete().Where(oncekey.ID(row.ID), oncekey.CreatedAtLTE(end)).Exec(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("forgetting a key: %w", err)
	}
	return nil, nil
}

// Crowded tells whether the sender has so many keys in the tenant that are not forgotten yet.
func (o *Once) Crowded(ctx context.Context, log *Log, most int) (bool, error) {
	crowded, err := log.db.Client().OnceKey.Query().
		Where(oncekey.Sender(o.Sender), oncekey.CreatedAtGT(log.clock.Now().Add(-OnceLife))).Offset(most - 1).Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("counting keys: %w", err)
	}
	return crowded, nil
}

// Finish notes that the sending is over. The answer is what a repetition gets; without
// one it learns only that something was done, and where nothing was, it is done anew.
// Where another sending has finished or marked the key meanwhile, this one has lost.
func (o *Once) Finish(ctx context.Context, log *Log, answer *string) error {
	if o.lost || !o.marked && answer == nil {
		return nil
	}
	now := log.clock.Now()
	err := Keep(ctx, log, func(b Books) error {
		if o.marked {
			return b.OnceKey.UpdateOneID(o.ID).SetFinishedAt(now).SetNillableAnswer(answer).Exec(ctx)
		}
		return o.row(b.OnceKey, now).SetFinishedAt(now).SetNillableAnswer(answer).Exec(ctx)
	})
	if !o.marked && ent.IsConstraintError(err) {
		o.lost = true
		return nil
	}
	if err != nil {
		return fmt.Errorf("keeping an answer: %w", err)
	}
	return nil
}

// Forget drops every key that is older than OnceLife, and its answer. It acts for all
// tenants: its context is the system's.
func Forget(ctx context.Context, log *Log) error {
	old := oncekey.CreatedAtLTE(log.clock.Now().Add(-OnceLife))
	there, err := log.db.Client().OnceKey.Query().Where(old).Exist(ctx)
	if err == nil && there {
		err = Keep(ctx, log, func(b Books) error {
			_, err := b.OnceKey.Delete().Where(old).Exec(ctx)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("forgetting keys: %w", err)
	}
	return nil
}
