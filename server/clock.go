package server

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect"
)

// skewMost is how far the process's clock may be from the database's: expiry is
// decided by the former, and other processes have clocks of their own.
const skewMost = 30 * time.Second

// checkClock refuses a clock that is wrong. SQLite has none but the process's.
func (s *Server) checkClock(ctx context.Context) error {
	if s.db.Dialect() != dialect.Postgres {
		return nil
	}
	before := time.Now()
	rows, err := s.db.Client().QueryContext(ctx, "SELECT clock_timestamp()")
	if err != nil {
		return fmt.Errorf("asking the database for the time: %w", err)
	}
	defer rows.Close()
	var theirs time.Time
	for rows.Next() {
		if err := rows.Scan(&theirs); err != nil {
			return fmt.Errorf("reading the database's time: %w", err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("reading the database's time: %w", err)
	}
	return skewed(before, theirs, time.Now())
}

// skewed judges what the database said between two looks at our clock.
func skewed(before, theirs, after time.Time) error {
	if ahead := before.Sub(theirs); ahead > skewMost {
		return fmt.Errorf("this machine's clock is %s ahead of the database's: set it right", ahead.Round(time.Second))
	}
	if behind := theirs.Sub(after); behind > skewMost {
		return fmt.Errorf("this machine's clock is %s behind the database's: set it right", behind.Round(time.Second))
	}
	return nil
}

// watchClock keeps checking, and lets the operator's load balancer know.
func (s *Server) watchClock(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Minute):
		}
		err := s.checkClock(ctx)
		if wrong := err != nil && ctx.Err() == nil; wrong {
			s.logger.Error("not ready", "error", err)
		}
		s.wrongClock.Store(err != nil)
	}
}
