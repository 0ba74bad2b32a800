package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"doorward/ent"
	"doorward/ent/tenant"
	"doorward/internal/directory"
	"doorward/internal/journal"
	"doorward/server"
	"doorward/server/servertest"
)

// TestAtOnce holds a change open, so that those behind it wait and take up places: of
// three in the process, two for each caller.
func TestAtOnce(t *testing.T) {
	servertest.Each(t, atOnce, servertest.Config(func(c *server.Config) { c.AtOnce, c.AtOncePerUser = 3, 2 }))
}

func atOnce(t *testing.T, s *servertest.Server) {
	manager, owner := s.SignIn(t, "manager@acme.example").In("acme-production"), s.SignIn(t, "owner@acme.example").In("acme-production")
	owner.Query(t, `{serverInfo{version}}`, nil, nil) // their first look into the tenant is a change
	live := manager.Socket(t).Subscribe(t, `subscription{live{cursor}}`, nil)
	held, release, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		ctx := server.AsCommand(t.Context())
		_, err := journal.Write(ctx, s.Log, journal.GroupCreated, func(tx *ent.Client) (*ent.Group, error) {
			defer close(held)
			at, err := tx.Tenant.Query().Where(tenant.SlugEQ("acme-production")).OnlyID(ctx)
			if err == nil {
				_, err = directory.LockTenant(ctx, tx, at) // on PostgreSQL that is what an invite waits for
			}
			if err != nil {
				return nil, err
			}
			held <- struct{}{}
			<-release
			return nil, journal.Nothing
		})
		ended <- err
	}()
	<-held
	answers := make(chan servertest.Answer, 3)
	invite := func(c *servertest.Client, email string) {
		go func() {
			got, err := c.Try(inviteSend, map[string]any{"email": email})
			if err != nil {
				t.Error(err)
			}
			answers <- got
		}()
	}
	invite(manager, "first@acme.example")
	invite(manager, "second@acme.example")
	servertest.Eventually(t, "two of the manager's run", func() bool { return s.AtWork() == 2 })
	refused := func(c *servertest.Client, who string, status int, category, code string) {
		t.Helper()
		got := c.Do(t, `{serverInfo{version}}`, nil)
		if got.Status != status || got.Data != nil || len(got.Errors) != 1 || got.Header.Get("Retry-After") != "1" {
			t.Fatalf("%s: status %d, Retry-After %q, %+v", who, got.Status, got.Header.Get("Retry-After"), got)
		}
		if x := got.Errors[0].Extensions; x.Category != category || x.Code != code {
			t.Errorf("%s: %+v", who, x)
		}
	}
	refused(manager, "a third of the manager's", http.StatusTooManyRequests, "REQUEST", "RATE_LIMITED")
	owner.Query(t, `{serverInfo{version}}`, nil, nil) // has a place of their own
	invite(owner, "third@acme.example")
	servertest.Eventually(t, "the process is full", func() bool { return s.AtWork() == 3 })
	refused(s.Client(), "nobody", http.StatusServiceUnavailable, "UNAVAILABLE", "BUSY")
	close(release)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	for range 3 {
		if got := <-answers; got.Status != http.StatusOK || len(got.Errors) > 0 {
			t.Errorf("status %d, %+v", got.Status, got.Errors)
		}
	}
	servertest.Eventually(t, "every place is free, and nobody's line is kept", func() bool { return s.AtWork() == 0 && s.Lines() == 0 })
	var event struct{ Live struct{ Cursor string } }
	live.Next(t, &event) // it was open all the time, and held none
	manager.Query(t, `{serverInfo{version}}`, nil, nil)
}

// TestSlowReader: whoever reads slowly holds no place, whatever the form of the answer.
func TestSlowReader(t *testing.T) {
	s := servertest.Start(t, servertest.Empty(), servertest.Config(func(c *server.Config) { c.AtOnce, c.AtOncePerUser = 1, 1 }))
	const body = `{"query":"{serverInfo{version}}"}`
	for name, r := range map[string]*http.Request{
		"of_one_answer":      httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body)),
		"of_a_query_by_GET":  httptest.NewRequest(http.MethodGet, "/graphql?query={serverInfo{version}}", nil),
		"of_an_event_stream": httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body)),
		"of_a_refusal":       httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(`{"query":"{nothing}"}`)),
	} {
		t.Run(name, func(t *testing.T) {
			r.Host = s.Addr()
			r.Header.Set("Content-Type", "application/json")
			if name == "of_an_event_stream" {
				r.Header.Set("Accept", "text/event-stream")
			}
			w := &unread{httptest.NewRecorder(), make(chan bool), make(chan bool)}
			served := make(chan bool)
			go func() {
				defer close(served)
				s.Handler().ServeHTTP(w, r)
			}()
			<-w.begun
			if s.AtWork() != 0 || s.Lines() != 0 {
				t.Errorf("%d hold a place", s.AtWork())
			}
			s.Client().Query(t, `{serverInfo{version}}`, nil, nil)
			close(w.goOn)
			<-served
			if w.Body.Len() == 0 {
				t.Error("no answer")
			}
		})
	}
}

// unread is a connection whose peer reads nothing at first, and whose buffers are full.
type unread struct {
	*httptest.ResponseRecorder
	begun, goOn chan bool
}

func (u *unread) Write(text []byte) (int, error) {
	close(u.begun)
	<-u.goOn
	return u.ResponseRecorder.Write(text)
}
