package server_test

import (
	"net/http"
	"testing"

	"doorward/ent"
	"doorward/internal/journal"
	"doorward/server"
	"doorward/server/servertest"
)

// TestAtOnce holds a change open, so that those behind it wait and take up places: of
// three in the process, two for each caller.
func TestAtOnce(t *testing.T) {
	s := servertest.Start(t, servertest.Config(func(c *server.Config) { c.AtOnce, c.AtOncePerUser = 3, 2 }))
	manager, owner := s.SignIn(t, "manager@acme.example").In("acme-production"), s.SignIn(t, "owner@acme.example").In("acme-production")
	owner.Query(t, `{serverInfo{version}}`, nil, nil) // their first look into the tenant is a change
	live := manager.Socket(t).Subscribe(t, `subscription{live{cursor}}`, nil)
	held, release, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		_, err := journal.Write(server.AsCommand(t.Context()), s.Log, journal.GroupCreated, func(*ent.Client) (*ent.Group, error) {
			close(held)
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
