package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"

	"doorward/ent/migrate/migrations"
)

// ledger is the table in which the applied versions stand.
const ledger = "migrations"

// steps are the migrations of one dialect.
type steps struct{ files fs.FS }

func (db *DB) steps(all fs.FS) (steps, error) {
	folder := "sqlite"
	if db.dialect == dialect.Postgres {
		folder = "postgres"
	}
	files, err := fs.Sub(all, folder)
	return steps{files}, err
}

// Migrate brings the database to the schema that this program was built with and
// says how many steps that took. It never goes back, and touches nothing when a newer
// program has been here.
func (db *DB) Migrate(ctx context.Context) (applied int, err error) {
	return db.migrate(ctx, migrations.Files)
}

// MigrationStatus says at which version the database is and up to which this program
// knows. It changes nothing.
func (db *DB) MigrationStatus(ctx context.Context) (current, known int64, err error) {
	s, err := db.steps(migrations.Files)
	if err != nil {
		return 0, 0, err
	}
	return db.status(ctx, s)
}

func (db *DB) migrate(ctx context.Context, all fs.FS) (int, error) {
	s, err := db.steps(all)
	if err != nil {
		return 0, err
	}
	done, err := db.upToDate(ctx, s)
	if err != nil {
		return 0, err
	}
	if db.dialect == dialect.Postgres {
		return db.migrateWalled(ctx, s, done)
	}
	if done {
		return 0, nil
	}
	return db.migrateSQLite(ctx, s)
}

// upToDate is asked before the lock, so that an ordinary start waits for nobody, and
// again behind it.
func (db *DB) upToDate(ctx context.Context, s steps) (bool, error) {
	current, known, err := db.status(ctx, s)
	if err != nil {
		return false, fmt.Errorf("reading the version of the database: %w", err)
	}
	if current > known {
		return false, schemaNewer{current, known}
	}
	return current == known, nil
}

// await tries until it gets the turn to migrate.
func await(ctx context.Context, try func() (bool, error)) error {
	for {
		if got, err := try(); got || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting while another process migrates: %w", ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (db *DB) status(ctx context.Context, s steps) (current, known int64, err error) {
	if known, err = s.last(); err != nil {
		return 0, 0, err
	}
	exists := "SELECT count(*) FROM sqlite_schema WHERE name = '" + ledger + "'"
	if db.dialect == dialect.Postgres {
		exists = "SELECT count(to_regclass('" + ledger + "'))"
	}
	var there int
	if err := db.owner.QueryRowContext(ctx, exists).Scan(&there); err != nil || there == 0 {
		return 0, known, err
	}
	var version sql.NullInt64
	const newest = "SELECT max(version_id) FROM " + ledger
	err = db.owner.QueryRowContext(ctx, newest).Scan(&version)
	if code(err) == "42501" { // a login that only serves may have to be the run-time role to read it
		err = db.read.QueryRowContext(ctx, newest).Scan(&version)
	}
	return version.Int64, known, err
}

// last is the newest version there is a file for.
func (s steps) last() (version int64, err error) {
	names, err := fs.Glob(s.files, "*.sql")
	for _, name := range names {
		number, wrong := goose.NumericComponent(name)
		version, err = max(version, number), errors.Join(err, wrong)
	}
	return version, err
}

// text is a step's file.
func (s steps) text(version int64) (string, error) {
	names, err := fs.Glob(s.files, "*.sql")
	for _, name := range names {
		if number, _ := goose.NumericComponent(name); number == version {
			text, err := fs.ReadFile(s.files, name)
			return string(text), err
		}
	}
	return "", errors.Join(err, fmt.Errorf("there is no migration %d", version))
}

// provider runs steps on a pool. Goose's global registry stays out of it.
func (s steps) provider(pool *sql.DB, ledger database.Store) (*goose.Provider, error) {
	return goose.NewProvider(goose.DialectCustom, pool, s.files,
		goose.WithStore(ledger), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
}

// undone says which step failed, in our words instead of goose's.
func undone(err error) error {
	var partial *goose.PartialError
	if errors.As(err, &partial) {
		return fmt.Errorf("migration %d failed and was undone: %w", partial.Failed.Source.Version, partial.Err)
	}
	return err
}

// marked says whether a step's file declares, with its reason, that it does what is
// otherwise a mistake: "-- doorward:drops users: moved into members".
func marked(text, mark, table string) bool {
	for line := range strings.Lines(text) {
		what, reason, _ := strings.Cut(strings.TrimSpace(line), ":")
		name, why, _ := strings.Cut(strings.TrimPrefix(reason, mark+" "), ":")
		if what == "-- doorward" && strings.HasPrefix(reason, mark+" ") && name == table && strings.TrimSpace(why) != "" {
			return true
		}
	}
	return false
}
