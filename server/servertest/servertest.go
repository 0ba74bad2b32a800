// Package servertest owns whole servers for tests: a real listener on a random
// loopback port, a real database, the named world in it, and small clients that
// speak HTTP and graphql-transport-ws. Only the clock and the mailbox are fake.
package servertest

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"doorward/internal/clock"
	"doorward/internal/outbound"
	"doorward/internal/secret"
	"doorward/internal/store/pgtest"
	"doorward/internal/store/storetest"
	"doorward/server"
)

// Patience is how long a test waits for what should come at once: it only keeps a
// broken program from hanging, and measures nothing.
const Patience = 30 * time.Second

// Generous are limits that no test meets by how much it asks for in a minute, or at once.
var Generous = server.Limits{UserBudget: 1e9, NetworkBudget: 1e9, AtOnce: 1000, AtOncePerUser: 1000}

// Server is one that runs until its test ends.
type Server struct {
	*server.Server
	Mails *outbound.Mailbox // what was mailed

	t    testing.TB
	stop func() error
}

// Option changes how a server is started.
type Option func(*setup)

type setup struct {
	config server.Config
	deps   server.Deps
	empty  bool
	tune   []func(*server.Server)
}

// Clock has the server go by a clock that the test moves. The world was made at the
// process's own present: begin there.
func Clock(c *clock.Fake) Option { return func(s *setup) { s.deps.Clock = c } }

// PublicURL says under which address people type; the server listens on loopback all the same.
func PublicURL(url string) Option { return func(s *setup) { s.config.PublicURL = url } }

// Postgres has the server use a fresh database of the private PostgreSQL.
func Postgres(t testing.TB) Option {
	url := secret.Text(pgtest.URL(t))
	return func(s *setup) { s.config.DatabaseURL = url }
}

// Empty leaves the world out: nobody is there.
func Empty() Option { return func(s *setup) { s.empty = true } }

// Documents are those that the server knows by their hash, in place of the built console's.
func Documents(byHash map[string]string) Option { return func(s *setup) { s.deps.Documents = byHash } }

// Logger has the server's log written to it, at every level that it takes.
func Logger(l *slog.Logger) Option { return func(s *setup) { s.deps.Logger = l } }

// Deps changes anything else that the server brings along.
func Deps(change func(*server.Deps)) Option { return func(s *setup) { change(&s.deps) } }

// Config changes any other setting.
func Config(change func(*server.Config)) Option { return func(s *setup) { change(&s.config) } }

// Tune changes the server between its wiring and its start.
func Tune(change func(*server.Server)) Option {
	return func(s *setup) { s.tune = append(s.tune, change) }
}

// Each runs f as the subtests "sqlite" and "postgres", each with a server of its own.
func Each(t *testing.T, f func(t *testing.T, s *Server), options ...Option) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, Start(t, options...)) })
	t.Run("postgres", func(t *testing.T) { f(t, Start(t, append(options, Postgres(t))...)) })
}

// Start runs a server until the test ends: on SQLite, with the named world, unless
// the options say otherwise.
func Start(t testing.TB, options ...Option) *Server {
	t.Helper()
	box := &outbound.Mailbox{}
	with := setup{
		config: server.Config{
			Addr: "127.0.0.1:0", OpsAddr: "127.0.0.1:0", Limits: Generous,
			Storage: server.Storage{Data: t.TempDir(), Synchronous: "NORMAL", Secret: key},
		},
		deps: server.Deps{Mail: box.Deliver, Watch: storetest.Watch(t), Logger: watched(t)},
	}
	for _, o := range options {
		o(&with)
	}
	if !with.empty {
		movedIn(t, &with.config)
	}
	s, err := server.New(t.Context(), with.config, with.deps)
	if err != nil {
		t.Fatalf("starting the server: %v", err)
	}
	for _, change := range with.tune {
		change(s)
	}
	return run(t, s, box)
}

func run(t testing.TB, s *server.Server, box *outbound.Mailbox) *Server {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	running := &Server{Server: s, Mails: box, t: t}
	stopped := false
	running.stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		return <-done
	}
	t.Cleanup(func() {
		if err := running.stop(); err != nil {
			t.Errorf("stopping the server: %v", err)
		}
	})
	return running
}

// Stop ends the server in order, before the test does.
func (s *Server) Stop() error { return s.stop() }

// Eventually waits until what holds, and fails the test when it does not come true.
func Eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(Patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("did not come true: %s", what)
		}
	}
}
