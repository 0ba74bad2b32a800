package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/pressly/goose/v3/database"
)

// migrateSQLite works on a connection of its own, with foreign keys off: a step that
// rebuilds a table drops the old one, and with foreign keys on that would delete the
// rows of its children without a word. Inside a transaction the switch does nothing.
func (db *DB) migrateSQLite(ctx context.Context, s steps) (applied int, err error) {
	lock, err := os.OpenFile(db.path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return 0, err
	}
	defer lock.Close() // and with it the lock
	err = await(ctx, func() (bool, error) {
		err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return false, nil
		}
		return err == nil, err
	})
	if err != nil {
		return 0, err
	}
	if done, err := db.upToDate(ctx, s); done || err != nil {
		return 0, err
	}
	pool := sqlitePool(db.path, "mode=rwc&_journal_mode=WAL&_foreign_keys=off&_txlock=immediate&_synchronous=FULL", 1)
	defer func() { err = errors.Join(err, pool.Close()) }()
	if err := db.backup(ctx, pool); err != nil {
		return 0, fmt.Errorf("making a backup before the migration: %w", err)
	}
	versions, err := database.NewStore(database.DialectSQLite3, ledger)
	if err != nil {
		return 0, err
	}
	guard := &guard{Store: versions, steps: s}
	provider, err := s.provider(pool, guard)
	if err != nil {
		return 0, err
	}
	for {
		if guard.before, err = count(ctx, pool); err != nil {
			return applied, err
		}
		if done, err := db.upToDate(ctx, s); done || err != nil {
			return applied, err
		}
		if _, err := provider.UpByOne(ctx); err != nil {
			return applied, undone(err)
		}
		applied++
	}
}

// backup copies the database beside itself before the first step, if there is
// anything to lose. A copy of the same version is replaced, and only by a whole one.
func (db *DB) backup(ctx context.Context, pool *sql.DB) error {
	rows, err := count(ctx, pool)
	if err != nil || rows.none() {
		return err
	}
	var version int64
	if err := pool.QueryRowContext(ctx, "SELECT max(version_id) FROM "+ledger).Scan(&version); err != nil {
		return err
	}
	path := fmt.Sprintf("%s.v%d.backup", db.path, version)
	half := path + ".part"
	file, err := os.OpenFile(half, os.O_CREATE|os.O_RDWR|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := pool.ExecContext(ctx, "VACUUM INTO ?", half); err != nil {
		return errors.Join(err, os.Remove(half))
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return os.Rename(half, path)
}
