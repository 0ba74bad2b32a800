// Package storetest owns fresh databases for tests: each test runs on a SQLite and on
// a PostgreSQL of its own, migrated and empty. It refuses to share one between tests.
package storetest

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"doorward/internal/store"
	"doorward/internal/store/pgtest"
)

// Each runs f as the subtests "sqlite" and "postgres". They may call t.Parallel.
func Each(t *testing.T, f func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { f(t, Postgres(t)) })
}

// SQLite is a fresh database in a folder of the test.
func SQLite(t testing.TB) *store.DB {
	t.Helper()
	dir := t.TempDir()
	bytes, err := template()
	if err != nil {
		t.Fatalf("making the SQLite template: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "doorward.db"), bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, store.Config{DataDir: dir, Synchronous: "NORMAL"})
}

// Postgres is a fresh database of the private server; without binaries the test is skipped.
func Postgres(t testing.TB) *store.DB {
	t.Helper()
	return open(t, store.Config{DatabaseURL: pgtest.URL(t)})
}

func open(t testing.TB, c store.Config) *store.DB {
	t.Helper()
	c.Watch = Watch(t)
	db, err := store.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	opened.Store(db, c)
	t.Cleanup(func() {
		opened.Delete(db)
		if err := db.Close(); err != nil {
			t.Errorf("closing the database: %v", err)
		}
	})
	return db
}

// opened says where each open database of a test is.
var opened sync.Map

// Owner is a connection beside the store, past the journal and both walls: for what the
// program itself may not do to its database, such as to change a table.
func Owner(t testing.TB, db *store.DB) *sql.DB {
	t.Helper()
	found, ok := opened.Load(db)
	if !ok {
		t.Fatal("the database was not opened here")
	}
	c := found.(store.Config)
	driver, address := "sqlite3", "file:"+filepath.Join(c.DataDir, "doorward.db")+"?_busy_timeout=5000&_foreign_keys=on"
	if c.DatabaseURL != "" {
		driver, address = "pgx", c.DatabaseURL+"&doorward.system=on"
	}
	owner, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = owner.Close() })
	return owner
}

// template is a migrated file, made once a process: after Close it is one file.
var template = sync.OnceValues(func() (_ []byte, err error) {
	dir, err := os.MkdirTemp("", "storetest")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	db, err := store.Open(ctx, store.Config{DataDir: dir, Synchronous: "NORMAL"})
	if err != nil {
		return nil, err
	}
	if _, err := db.Migrate(ctx); err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, "doorward.db"))
})
