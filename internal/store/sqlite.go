package store

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"entgo.io/ent/dialect"
	"github.com/mattn/go-sqlite3"
)

// oldestSQLite is the first that cannot lose a committed transaction of its log.
const oldestSQLite = 3051003

func openSQLite(ctx context.Context, c Config) (*DB, error) {
	if err := checkSQLite(sqlite3.Version()); err != nil {
		return nil, err
	}
	synchronous := c.Synchronous
	switch synchronous {
	case "":
		synchronous = "FULL"
	case "FULL", "NORMAL":
	default:
		return nil, fmt.Errorf("synchronous is FULL or NORMAL, not %q", synchronous)
	}
	path, err := filepath.Abs(filepath.Join(c.DataDir, "doorward.db"))
	if err != nil {
		return nil, err
	}
	if err := privateFile(path); err != nil {
		return nil, cannotOpen(path, err)
	}
	db := &DB{
		dialect: dialect.SQLite, path: path, turn: make(turn, 1), patience: waitForWriter,
		write: sqlitePool(path, "mode=rwc&_journal_mode=WAL&_foreign_keys=on&_txlock=immediate&_synchronous="+synchronous, 1),
		read:  sqlitePool(path, "mode=ro&_query_only=on&_foreign_keys=on&_synchronous=NORMAL", readers(c.PoolSize)),
	}
	db.owner = db.read
	if err := db.answers(ctx); err != nil {
		return nil, cannotOpen(path, errors.Join(err, db.read.Close(), db.write.Close()))
	}
	return db, nil
}

func checkSQLite(version string, number int, _ string) error {
	if number < oldestSQLite {
		return fmt.Errorf("this program was built with SQLite %s, which can lose changes: it needs 3.51.3 or newer", version)
	}
	return nil
}

// answers reads through both pools, the writer first: it makes the log that the
// readers, who may make nothing, open.
func (db *DB) answers(ctx context.Context) error {
	var mode string
	var tables int
	if err := db.write.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("the file system does not carry a write-ahead log (journal mode %s)", mode)
	}
	return db.read.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
}

// fold brings the log into the file, so that what is left behind is one file. It reads
// first: a connection that has not seen another's commit finds the log busy. And it does
// not wait long for another process that reads.
func (db *DB) fold() error {
	for _, one := range []string{"PRAGMA busy_timeout=500", "SELECT count(*) FROM sqlite_schema", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := db.write.ExecContext(context.Background(), one); err != nil {
			return err
		}
	}
	return nil
}

// cannotOpen is one sentence: which file, and why.
func cannotOpen(path string, err error) error {
	var wrong *fs.PathError
	if errors.As(err, &wrong) && wrong.Path != path {
		return fmt.Errorf("cannot open %s: %s: %w", path, wrong.Path, wrong.Err)
	}
	if wrong != nil {
		err = wrong.Err
	}
	return fmt.Errorf("cannot open %s: %w", path, err)
}

// privateFile makes the file before SQLite does, or narrows the one that is there:
// the log and its index take over its mode.
func privateFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	for _, one := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(one)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			if err := os.Chmod(one, 0o600); err != nil {
				return err
			}
		}
	}
	return nil
}

func readers(size int) int {
	if size > 0 {
		return size
	}
	return max(4, runtime.GOMAXPROCS(0))
}

// sqlitePool keeps its connections: opening one costs more than a query.
func sqlitePool(path, options string, size int) *sql.DB {
	file := (&url.URL{Path: path}).EscapedPath()
	pool := sql.OpenDB(sqliteConnector{fmt.Sprintf("file:%s?_busy_timeout=%d&_cache_size=-16000&%s",
		file, waitForWriter.Milliseconds(), options)})
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	return pool
}

// sqliteConnector gives every connection what the address cannot say: after a burst
// the log shrinks back to 64 MB.
type sqliteConnector struct{ dsn string }

func (c sqliteConnector) Driver() sqldriver.Driver {
	return &sqlite3.SQLiteDriver{ConnectHook: func(conn *sqlite3.SQLiteConn) error {
		_, err := conn.Exec("PRAGMA journal_size_limit=67108864", nil)
		return err
	}}
}

func (c sqliteConnector) Connect(context.Context) (sqldriver.Conn, error) {
	return c.Driver().Open(c.dsn)
}
