package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// turn is the queue before SQLite's one writer. Without it each of a hundred waiting
// writes would wait the whole busy time of its own, one after the other, while another
// process holds the file: with it a write is told "busy" within waitForWriter.
type turn struct {
	free    chan struct{}
	timeout int64 // what the connection's busy_timeout stands at, in milliseconds
}

func newTurn() *turn {
	return &turn{make(chan struct{}, 1), waitForWriter.Milliseconds()}
}

// take waits for the turn and leaves the connection only what is left of the time.
func (t *turn) take(ctx context.Context, write *sql.DB) error {
	end := time.Now().Add(waitForWriter)
	late := time.NewTimer(waitForWriter)
	defer late.Stop()
	select {
	case t.free <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	case <-late.C:
		return errBusy
	}
	left := max(time.Until(end).Milliseconds(), 1)
	if waitForWriter.Milliseconds()-left < 100 {
		left = waitForWriter.Milliseconds() // not worth a statement
	}
	if left != t.timeout {
		if _, err := write.ExecContext(ctx, fmt.Sprintf("PRAGMA busy_timeout=%d", left)); err != nil {
			t.give()
			return err
		}
		t.timeout = left
	}
	return nil
}

func (t *turn) give() { <-t.free }
