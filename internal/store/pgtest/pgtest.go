// Package pgtest owns a private PostgreSQL server for tests: started on demand from
// the binaries of the machine, one a test process, gone with it. It refuses to talk
// to any other server, and to keep anything.
package pgtest

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// errNoBinaries says that there is no PostgreSQL on this machine.
var errNoBinaries = errors.New("no PostgreSQL under /usr/lib/postgresql or in PATH")

var shared = sync.OnceValues(func() (*Server, error) {
	s, err := start(context.Background(), migrated)
	if err != nil {
		return nil, err
	}
	return s, s.migrate(context.Background(), template) // the kept one may have been given other rights by an older program
})

// URL is a fresh database, migrated, and dropped when the test ends.
func URL(t testing.TB) string { return fresh(t, template) }

// EmptyURL is a fresh database without any table.
func EmptyURL(t testing.TB) string { return fresh(t, "template0") }

// Kept is a fresh database, migrated, that stays as long as the process: to be filled
// once and let go, for Copy.
func Kept(t testing.TB) (name, url string) {
	t.Helper()
	return made(t, template)
}

// Copy is a fresh database with all that is in a kept one, and dropped when the test ends.
func Copy(t testing.TB, kept string) string { return fresh(t, kept) }

func fresh(t testing.TB, from string) string {
	t.Helper()
	name, url := made(t, from)
	t.Cleanup(func() {
		server, err := shared()
		if err == nil {
			err = server.drop(context.Background(), name)
		}
		if err != nil {
			t.Errorf("dropping a test database: %v", err)
		}
	})
	return url
}

func made(t testing.TB, from string) (name, url string) {
	t.Helper()
	server, err := shared()
	if errors.Is(err, errNoBinaries) && os.Getenv("REQUIRE_POSTGRES") != "1" {
		t.Skipf("skipped: %v", err)
	}
	if err != nil {
		t.Fatalf("starting the PostgreSQL test server: %v", err)
	}
	if name, err = server.create(context.Background(), from); err != nil {
		t.Fatalf("making a test database: %v", err)
	}
	return name, server.url(name, Login)
}

// Administrator is a connection of the server's superuser to a test's database: for what
// its owner may not do.
func Administrator(t testing.TB, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", strings.Replace(address, "user="+Login, "user=postgres", 1))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// Blank starts a server that is not the tests' and knows no migration: for the
// command that writes them. The caller stops it.
func Blank(ctx context.Context) (*Server, error) { return start(ctx, blank) }

// URL is one more empty database of the server.
func (s *Server) URL(ctx context.Context) (string, error) {
	name, err := s.create(ctx, "template0")
	return s.url(name, Login), err
}

// Run runs one of the server's own programs, such as pg_dump, with more in its environment.
func Run(t testing.TB, program string, environment []string, args ...string) error {
	t.Helper()
	bin, err := binaries()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(bin, program), args...)
	cmd.Env = append(cmd.Environ(), environment...)
	return quiet(cmd)
}
