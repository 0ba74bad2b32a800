package server_test

import (
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"doorward/internal/clock"
	"doorward/internal/secret"
	"doorward/server"
	"doorward/server/servertest"
)

// TestSecrets sends a secret of its own kind to every place that takes one, and to those
// that do not, and then looks for it in all that was logged, answered, stored and mailed
// (T-26).
func TestSecrets(t *testing.T) {
	var log servertest.Log
	var still standstill
	still.Clock = clock.Real()
	x, key := secrets{}, secrets{}.new("")
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		clear(x)
		x["the server's key"], x["everybody's password"] = key, servertest.Password
		began := len(log.String())
		told := &teller{t: t, s: s, x: x, heard: &overheard{RoundTripper: http.DefaultTransport}}
		told.signIns()
		told.invites()
		told.requests()
		told.documents()
		told.addresses()
		told.sockets()
		told.streams()
		still.armed.Store(true)
		told.defect()
		still.armed.Store(false)
		for _, m := range s.Mails.All() {
			for _, what := range x.foundIn(m.Subject + m.FromName + m.Text + m.HTML) {
				if !strings.HasPrefix(what, "an invite's link to "+m.To) {
					t.Errorf("a mail to %s tells %s", m.To, what)
				}
			}
		}
		kept := stored(t, s.Config())
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
		kept += stored(t, s.Config())
		if !strings.Contains(kept, "$argon2id$") || !strings.Contains(kept, string(secret.TokenHash(x["a session"]))) {
			t.Error("the hashes are not where they are looked for")
		}
		for where, text := range map[string]string{"the log": log.String()[began:], "an answer": told.heard.String(), "the database": kept} {
			for _, what := range x.foundIn(text) {
				t.Errorf("%s tells %s", where, what)
			}
			planted := secrets{"": "nothing to hide"}
			if len(planted.foundIn(text)) == 0 {
				t.Errorf("%s does not tell what it is to tell, so nothing would be found there: %d bytes", where, len(text))
			}
		}
		if !log.Logger().Enabled(t.Context(), slog.LevelDebug) {
			t.Error("not everything was logged")
		}
	}, servertest.Logger(log.Logger()),
		servertest.Config(func(c *server.Config) { c.Secret = secret.Text(key) }),
		servertest.Deps(func(d *server.Deps) { d.Clock = &still }))
}

// standstill is a clock that breaks where a session is made.
type standstill struct {
	clock.Clock
	armed atomic.Bool
}

func (c *standstill) Now() time.Time {
	if c.armed.Load() && strings.Contains(string(debug.Stack()), "identity.(*Identity).mint(") {
		panic("the clock of somebody with nothing to hide stands still")
	}
	return c.Clock.Now()
}
