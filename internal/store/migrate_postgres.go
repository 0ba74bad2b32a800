package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/pressly/goose/v3/database"
)

// migrationLock is a number that nothing else in the database locks: "doorward" in ASCII.
const migrationLock = 0x646f6f7277617264

// migrateWalled also gives the run-time role what it lacks, of a database that is up to
// date as well, and lets it prove itself.
func (db *DB) migrateWalled(ctx context.Context, s steps, done bool) (applied int, err error) {
	lacks, err := db.role.missing(ctx, db.owner)
	if err != nil {
		return 0, err
	}
	if !done || len(lacks) > 0 {
		if applied, err = db.migratePostgres(ctx, s); err != nil {
			return applied, err
		}
	}
	return applied, db.read.PingContext(ctx)
}

// migratePostgres holds a session's lock meanwhile, so that of several replicas that
// start at once one migrates and the others find it done.
func (db *DB) migratePostgres(ctx context.Context, s steps) (applied int, err error) {
	conn, err := db.owner.Conn(ctx)
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
	if err := db.mayMigrate(ctx, conn, s); err != nil {
		return 0, err
	}
	if err := db.role.make(ctx, conn); err != nil {
		return 0, err
	}
	if applied, err = db.stepUp(ctx, s); err != nil {
		return applied, err
	}
	return applied, db.role.give(ctx, conn)
}

// mayMigrate says in time, and in one sentence, that a login which only serves does not
// migrate.
func (db *DB) mayMigrate(ctx context.Context, conn *sql.Conn, s steps) error {
	current, known, err := db.status(ctx, s)
	if err != nil || current == known {
		return err
	}
	var may bool
	if err := conn.QueryRowContext(ctx, "SELECT has_schema_privilege(current_schema(), 'CREATE')").Scan(&may); err != nil || may {
		return err
	}
	return fmt.Errorf(`the database is at version %d, and this login may not bring it to %d: run "doorward migrate" as its owner first`, current, known)
}

func (db *DB) stepUp(ctx context.Context, s steps) (applied int, err error) {
	if done, err := db.upToDate(ctx, s); done || err != nil {
		return 0, err
	}
	versions, err := database.NewStore(database.DialectPostgres, ledger)
	if err != nil {
		return 0, err
	}
	provider, err := s.provider(db.owner, versions)
	if err != nil {
		return 0, err
	}
	results, err := provider.Up(ctx)
	return len(results), undone(err)
}
