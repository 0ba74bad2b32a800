package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"entgo.io/ent/dialect"

	"doorward/ent"
)

// turn is the queue before the writers; a place in it belongs to whoever has put
// something in. Without it each of a hundred waiting changes would wait the whole time
// of its own, one after the other, while another process holds the database.
type turn chan struct{}

// take waits for a place, and says what is left of waitForWriter.
func (t turn) take(ctx context.Context) (left time.Duration, err error) {
	end := time.Now().Add(waitForWriter)
	late := time.NewTimer(waitForWriter)
	defer late.Stop()
	select {
	case t <- struct{}{}:
		return max(time.Until(end), time.Millisecond), nil
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-late.C:
		return 0, errBusy
	}
}

func (t turn) give() { <-t }

// beginWithin leaves SQLite's one connection only so long to become the writer. What
// it is set to already is not worth a statement.
func (db *DB) beginWithin(ctx context.Context, left time.Duration) error {
	if waitForWriter-left < 100*time.Millisecond {
		left = waitForWriter
	}
	if db.dialect != dialect.SQLite || left == db.patience {
		return nil
	}
	if _, err := db.write.ExecContext(ctx, fmt.Sprintf("PRAGMA busy_timeout=%d", left.Milliseconds())); err != nil {
		return err
	}
	db.patience = left
	return nil
}

// lockWithin leaves a transaction on PostgreSQL only so long to wait for each lock: its
// own work, an import's above all, may take longer than that.
func (db *DB) lockWithin(ctx context.Context, tx *ent.Client, left time.Duration) error {
	if db.dialect != dialect.Postgres {
		return nil
	}
	_, err := tx.ExecContext(ctx, "SELECT set_config('lock_timeout', $1, true)", strconv.FormatInt(left.Milliseconds(), 10))
	return err
}
