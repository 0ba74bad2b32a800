package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
)

// fsyncOff in the address says that this server may forget: the test server's own
// address has it. It is a setting of ours that PostgreSQL carries and does not read.
const fsyncOff = "doorward.fsync_off"

func openPostgres(ctx context.Context, c Config) (*DB, error) {
	if !strings.HasPrefix(c.DatabaseURL, "postgres://") && !strings.HasPrefix(c.DatabaseURL, "postgresql://") {
		return nil, errors.New("the database URL must begin with postgres:// (leave it empty to use SQLite)")
	}
	config, err := pgx.ParseConfig(c.DatabaseURL)
	if err != nil { // the cause may quote the address, and with it the password
		return nil, errors.New("the database URL cannot be read: it must look like postgres://user:password@host:5432/name")
	}
	config.RuntimeParams["timezone"] = "UTC"
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "doorward"
	}
	serves := roleOf(config)
	size := c.PoolSize
	if size <= 0 {
		size = max(8, 4*runtime.GOMAXPROCS(0))
	}
	size = max(size, 2)
	pool := servingPool(*config, serves, size)
	// Each writer may need a second connection, to read what stood before.
	db := &DB{dialect: dialect.Postgres, role: serves, owner: owningPool(*config), read: pool, write: pool, turn: make(turn, min(4, size/2))}
	if err := db.keepsPromises(ctx, config.RuntimeParams[fsyncOff] == "allowed"); err != nil {
		return nil, errors.Join(fmt.Errorf("cannot use the database %q on %s: %w", config.Database, config.Host, oneLine{err}), db.Close())
	}
	return db, nil
}

// servingPool acts as the run-time role, behind the wall: all that is served.
func servingPool(config pgx.ConnConfig, r role, size int) *sql.DB {
	pool := sql.OpenDB(scopedConnector{stdlib.GetConnector(config, stdlib.OptionAfterConnect(func(ctx context.Context, conn *pgx.Conn) error {
		timesInUTC(conn)
		if err := r.assume(ctx, conn); err != nil {
			return errors.Join(err, conn.Close(ctx))
		}
		return nil
	}))})
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	return pool
}

// owningPool acts as the login itself, for the schema alone: a migration may have to
// change rows of every tenant, and the owner of a table stands behind the wall as well.
// Its connections go soon.
func owningPool(config pgx.ConnConfig) *sql.DB {
	config.RuntimeParams = maps.Clone(config.RuntimeParams)
	config.RuntimeParams["doorward.system"] = "on"
	pool := stdlib.OpenDB(config, stdlib.OptionAfterConnect(func(_ context.Context, conn *pgx.Conn) error {
		timesInUTC(conn)
		return nil
	}))
	pool.SetMaxOpenConns(2) // one for the lock, one for the work
	pool.SetConnMaxIdleTime(time.Second)
	return pool
}

// oneLine tells pgx's list of attempts as a sentence.
type oneLine struct{ error }

func (e oneLine) Error() string { return strings.Join(strings.Fields(e.error.Error()), " ") }
func (e oneLine) Unwrap() error { return e.error }

// timesInUTC hands out times as SQLite does: pgx would use the process's own zone.
func timesInUTC(conn *pgx.Conn) {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
}

// keepsPromises refuses a server that may lose a change it has acknowledged.
func (db *DB) keepsPromises(ctx context.Context, mayForget bool) error {
	var fsync, commit, encoding string
	err := db.owner.QueryRowContext(ctx, `SELECT current_setting('fsync'), current_setting('synchronous_commit'),
		current_setting('server_encoding')`).Scan(&fsync, &commit, &encoding)
	switch {
	case err != nil:
		return err
	case encoding != "UTF8":
		return fmt.Errorf("its encoding is %s: it must be UTF8", encoding)
	case mayForget:
		return nil
	case fsync != "on":
		return errors.New("fsync is off, so a power cut would lose changes")
	case commit != "on" && commit != "remote_apply":
		return fmt.Errorf("synchronous_commit is %s: it must be on or remote_apply", commit)
	}
	return nil
}
