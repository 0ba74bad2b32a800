// Package pgtest owns a private PostgreSQL server for tests: started on demand from
// the binaries of the machine, one a test process, gone with it. It refuses to talk
// to any other server, and to keep anything.
package pgtest

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
)

// errNoBinaries says that there is no PostgreSQL on this machine.
var errNoBinaries = errors.New("no PostgreSQL under /usr/lib/postgresql or in PATH")

var shared = sync.OnceValues(func() (*Server, error) { return start(context.Background(), migrated) })

// URL is a fresh database, migrated, and dropped when the test ends.
func URL(t testing.TB) string { return fresh(t, template) }

// EmptyURL is a fresh database without any table.
func EmptyURL(t testing.TB) string { return fresh(t, "template0") }

func fresh(t testing.TB, from string) string {
	t.Helper()
	server, err := shared()
	if errors.Is(err, errNoBinaries) && os.Getenv("REQUIRE_POSTGRES") != "1" {
		t.Skipf("skipped: %v", err)
	}
	if err != nil {
		t.Fatalf("starting the PostgreSQL test server: %v", err)
	}
	name, err := server.create(context.Background(), from)
	if err != nil {
		t.Fatalf("making a test database: %v", err)
	}
	t.Cleanup(func() {
		if err := server.drop(context.Background(), name); err != nil {
			t.Errorf("dropping a test database: %v", err)
		}
	})
	return server.url(name)
}

// Blank starts a server that is not the tests' and knows no migration: for the
// command that writes them. The caller stops it.
func Blank(ctx context.Context) (*Server, error) { return start(ctx, blank) }

// URL is one more empty database of the server.
func (s *Server) URL(ctx context.Context) (string, error) {
	name, err := s.create(ctx, "template0")
	return s.url(name), err
}
