package servertest

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"doorward/internal/journal"
	"doorward/internal/secret"
	"doorward/internal/store/pgtest"
	"doorward/internal/store/storetest"
	"doorward/server"
	"doorward/server/demo"
)

// Password is everybody's in the world.
const Password = demo.Password

// World gives settings for a database of its own with the named world in it, for a
// server in another process.
func World(t testing.TB, postgres bool) server.Storage {
	t.Helper()
	c := server.Config{Storage: server.Storage{Data: t.TempDir(), Secret: key}}
	if postgres {
		c.DatabaseURL = secret.Text(pgtest.URL(t))
	}
	movedIn(t, &c)
	return c.Storage
}

// key is every test server's, so that what the world was made with is still good.
const key = "the secret of servers in tests, which guards nothing"

// The named world is the demo's, so that there is one. It is moved in once a process
// and database, and copied.
var (
	making   sync.Mutex
	onSQLite []byte // the database's file
	onServer string // the name of the kept database
)

// movedIn points the config to a copy of the world.
func movedIn(t testing.TB, c *server.Config) {
	t.Helper()
	making.Lock()
	defer making.Unlock()
	if c.DatabaseURL != "" {
		if onServer == "" {
			name, url := pgtest.Kept(t)
			moveIn(t, server.Storage{Data: t.TempDir(), DatabaseURL: secret.Text(url)})
			onServer = name
		}
		c.DatabaseURL = secret.Text(pgtest.Copy(t, onServer))
		return
	}
	if onSQLite == nil {
		dir := t.TempDir()
		moveIn(t, server.Storage{Data: dir})
		file, err := os.ReadFile(filepath.Join(dir, "doorward.db"))
		if err != nil {
			t.Fatal(err)
		}
		onSQLite = file
	}
	if err := os.WriteFile(filepath.Join(c.Data, "doorward.db"), onSQLite, 0o600); err != nil {
		t.Fatal(err)
	}
}

// moveIn fills an empty database and closes it.
func moveIn(t testing.TB, in server.Storage) {
	t.Helper()
	in.Synchronous, in.Secret = "NORMAL", key
	s, err := server.New(t.Context(), server.Config{PublicURL: "http://127.0.0.1:8080", Storage: in}, server.Deps{Watch: storetest.Watch(t)})
	if err != nil {
		t.Fatalf("opening a house for the world: %v", err)
	}
	ctx := server.AsCommand(t.Context())
	if _, err := demo.Seed(ctx, s.House()); err != nil {
		t.Errorf("moving the world in: %v", err)
	}
	// Tests serve it under other addresses than this machine's, too.
	if err := journal.Keep(ctx, s.Log, func(b journal.Books) error { return b.Cursor.DeleteOneID(demo.Moved).Exec(ctx) }); err != nil {
		t.Errorf("forgetting that the world is the demo's: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing the world: %v", err)
	}
	if t.Failed() {
		t.FailNow()
	}
}
