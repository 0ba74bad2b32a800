package main

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/user"
	"doorward/internal/clock"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// writes measures what the journal adds to a sign-in's transaction.
func writes(ctx context.Context, b *bench) (rows []row, err error) {
	w, err := b.big(ctx)
	if err != nil {
		return nil, err
	}
	ctx = viewer.AsSystem(ctx)
	db, err := store.Open(ctx, store.Config{DataDir: w.dir})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	log, err := journal.Open(ctx, db, clock.Real())
	if err != nil {
		return nil, err
	}
	tail, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- log.Run(tail) }()
	defer func() { stop(); <-ended }()
	raw, err := sql.Open("sqlite3", "file:"+filepath.Join(w.dir, "doorward.db")+"?_foreign_keys=on&_synchronous=FULL&_txlock=immediate&_busy_timeout=5000")
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	raw.SetMaxOpenConns(1)
	users := db.Client().User.Query().Where(user.TenantID(w.tenant), user.PersonIDNotNil()).Limit(1000).AllX(ctx)
	for _, callers := range []int{1, 16} {
		r := row{what: "journalled change, " + map[int]string{1: "one caller", 16: "16 callers"}[callers], unit: "changes/s", goal: "≥ 0.5 of bare", gate: 0.5}
		for range b.rounds {
			mine, err := b.repeat(callers, func(i int) error { return journalled(ctx, log, users[i%len(users)]) })
			if err != nil {
				return nil, err
			}
			bare, err := b.repeat(callers, func(i int) error { return bareSignIn(ctx, raw, users[i%len(users)]) })
			if err != nil {
				return nil, err
			}
			r.ours, r.floor = append(r.ours, mine), append(r.floor, bare)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func journalled(ctx context.Context, log *journal.Log, u *ent.User) error {
	now := log.Clock().Now()
	_, err := journal.Write(ctx, log, journal.UserLoggedIn, func(tx *ent.Client) (*ent.User, error) {
		if err := tx.Label.Create().SetID(id.New()).SetText("bench").Exec(ctx); err != nil {
			return nil, err
		}
		return tx.User.UpdateOneID(u.ID).SetLastLoginAt(now).Save(ctx)
	})
	return err
}

// bareSignIn is the same two statements and nothing else.
func bareSignIn(ctx context.Context, db *sql.DB, u *ent.User) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, "INSERT INTO labels (id, text) VALUES (?, ?)", uuid.New(), "bench"); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE users SET last_login_at = ? WHERE id = ?", time.Now().UTC(), u.ID); err != nil {
		return err
	}
	return tx.Commit()
}

// repeat is how often a second so many callers get something done.
func (b *bench) repeat(callers int, do func(int) error) (float64, error) {
	var wait sync.WaitGroup
	counts, failed := make([]int, callers), make([]error, callers)
	begun := time.Now()
	end := begun.Add(b.window)
	for c := range callers {
		wait.Go(func() {
			for ; failed[c] == nil && time.Now().Before(end); counts[c]++ {
				failed[c] = do(c*7919 + counts[c])
			}
		})
	}
	wait.Wait()
	n := 0
	for _, one := range counts {
		n += one
	}
	return float64(n) / time.Since(begun).Seconds(), errors.Join(failed...)
}
