// Package store owns the two databases behind one ent client: SQLite in the data
// folder, PostgreSQL by address. It opens them, migrates them and lends out
// transactions. It refuses every change outside Write, which only the journal calls,
// so that nothing can be committed without its row there.
package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"entgo.io/ent/dialect"

	"doorward/ent"
	// The wall's hooks and interceptors are wired by this import: here, nobody can forget it.
	_ "doorward/ent/runtime"
)

// Config says which database.
type Config struct {
	DataDir     string // where SQLite lives, as doorward.db; made with mode 0700
	DatabaseURL string // postgres://…; empty means SQLite
	Synchronous string // SQLite: FULL (the default) or NORMAL, which may lose the last commits at a power cut
	PoolSize    int    // connections that read, or on PostgreSQL all of them; 0 means by the number of cores

	// Watch is told of every statement before it is sent, and with which context: nil, nobody is.
	Watch func(ctx context.Context, query string, args []any)
}

// DB is one open database.
type DB struct {
	dialect string
	path    string // SQLite only: the file
	client  *ent.Client
	role    role    // PostgreSQL only: whom the pools act as
	owner   *sql.DB // asks for the schema's version and migrates: the login itself on PostgreSQL, the readers on SQLite
	read    *sql.DB
	write   *sql.DB // the same pool as read on PostgreSQL
	turn    turn
	watch   func(context.Context, string, []any)

	patience time.Duration // SQLite only: how long the writing connection waits; whoever has the turn sets it
}

// waitForWriter is how long a change waits for others that change something before it
// is told that the database is busy: shorter than a person's patience.
const waitForWriter = 5 * time.Second

// Open opens the database and asks whether it answers. It does not migrate.
func Open(ctx context.Context, c Config) (*DB, error) {
	open := openSQLite
	if c.DatabaseURL != "" {
		open = openPostgres
	}
	db, err := open(ctx, c)
	if err != nil {
		return nil, err
	}
	db.watch = c.Watch
	db.client = ent.NewClient(ent.Driver(newDriver(db)))
	return db, nil
}

// Client reads. A change through it is refused with ErrOutsideJournal.
func (db *DB) Client() *ent.Client { return db.client }

// Dialect is dialect.SQLite or dialect.Postgres.
func (db *DB) Dialect() string { return db.dialect }

// Close lets the database go.
func (db *DB) Close() error {
	if db.dialect == dialect.Postgres {
		return errors.Join(db.read.Close(), db.owner.Close())
	}
	return errors.Join(db.read.Close(), db.fold(), db.write.Close())
}
