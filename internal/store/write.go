package store

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"doorward/ent"
)

const attempts = 3

// Write runs fn in one transaction that writes; fn's error or panic undoes it. On
// PostgreSQL fn is run again, up to three times in all, when the database found that
// it crossed another: fn must be able to begin anew. Whoever waits longer than
// waitForWriter for the others is told that the database is busy (IsBusy): in the queue
// and then for SQLite's writer or a lock of PostgreSQL's. Only the journal calls Write.
func (db *DB) Write(ctx context.Context, fn func(tx *ent.Client) error) error {
	left, err := db.turn.take(ctx)
	if err != nil {
		return err
	}
	defer db.turn.give()
	if err := db.beginWithin(ctx, left); err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		err := db.in(ctx, toWrite, func(tx *ent.Client) error {
			if err := db.lockWithin(ctx, tx, left); err != nil {
				return err
			}
			return fn(tx)
		})
		if attempt == attempts || !crossed(err) {
			return err
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
}

// Snapshot runs fn on the database as it was at fn's first read, whatever is
// committed meanwhile.
func (db *DB) Snapshot(ctx context.Context, fn func(tx *ent.Client) error) error {
	return db.in(ctx, toRead, fn)
}

func (db *DB) in(ctx context.Context, p purpose, fn func(tx *ent.Client) error) (err error) {
	tx, err := db.client.BeginTx(context.WithValue(ctx, purposeKey{}, p), nil)
	if err != nil {
		return err
	}
	done := false
	defer func() {
		if !done { // fn failed or panics; a context that ended has rolled back already
			if undo := tx.Rollback(); undo != nil && !errors.Is(undo, sql.ErrTxDone) {
				err = errors.Join(err, undo)
			}
		}
	}()
	if err := fn(tx.Client()); err != nil {
		return err
	}
	done = true
	err = tx.Commit()
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		return ctx.Err() // it was rolled back when the context ended, a moment before
	}
	return err
}

func (db *DB) writeOptions() *sql.TxOptions {
	if db.dialect == dialect.SQLite {
		return nil
	}
	return &sql.TxOptions{Isolation: sql.LevelReadCommitted}
}

func (db *DB) readOptions() *sql.TxOptions {
	if db.dialect == dialect.SQLite {
		return nil
	}
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

// pause lets the other one finish; chance keeps two from meeting again.
func pause(ctx context.Context, attempt int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(attempt)*5*time.Millisecond + rand.N(10*time.Millisecond)):
		return nil
	}
}

// ForUpdate is for query.Modify inside Write: the rows that are read stay as they
// are until the commit, and rows that refer to them may still be inserted by others.
// SQLite has one writer and needs no lock.
func ForUpdate(s *entsql.Selector) {
	if s.Dialect() == dialect.Postgres {
		s.For(entsql.LockNoKeyUpdate)
	}
}
