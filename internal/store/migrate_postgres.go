package store

import (
	"context"
	"errors"

	"github.com/pressly/goose/v3/database"
)

// migrationLock is a number that nothing else in the database locks: "doorward" in ASCII.
const migrationLock = 0x646f6f7277617264

// migratePostgres holds a session's lock meanwhile, so that of several replicas that
// start at once one migrates and the others find it done.
func (db *DB) migratePostgres(ctx context.Context, s steps) (applied int, err error) {
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	// Asked again and again instead of waited for inside the database: a waiting
	// statement holds a snapshot, and an index that is built concurrently waits for that.
	err = await(ctx, func() (got bool, err error) {
		err = conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock($1)", migrationLock).Scan(&got)
		return got, err
	})
	if err != nil {
		return 0, err
	}
	defer func() {
		_, unlock := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrationLock)
		err = errors.Join(err, unlock)
	}()
	if done, err := db.upToDate(ctx, s); done || err != nil {
		return 0, err
	}
	versions, err := database.NewStore(database.DialectPostgres, ledger)
	if err != nil {
		return 0, err
	}
	provider, err := s.provider(db.write, versions)
	if err != nil {
		return 0, err
	}
	results, err := provider.Up(ctx)
	return len(results), undone(err)
}
