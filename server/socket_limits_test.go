package server_test

import (
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"doorward/internal/clock"
	"doorward/server"
	"doorward/server/servertest"
)

const loggedIn = `subscription{userLastLogin{cursor}}`

// begin opens a connection and sends an init; the answer is for the test.
func begin(t *testing.T, c *servertest.Client) *websocket.Conn {
	t.Helper()
	ws, _, err := c.Dial(t, c.Base, "graphql-transport-ws")
	if err != nil {
		t.Fatal(err)
	}
	if err := ws.WriteMessage(websocket.TextMessage, []byte(initMessage)); err != nil {
		t.Fatal(err)
	}
	return ws
}

// TestSocketNumbers holds how many may be open: of a session (TestSocketOperations), of a
// person, of a tenant, of the process, and how many subscriptions of a user.
func TestSocketNumbers(t *testing.T) {
	t.Run("of_a_person_in_all_their_sessions", func(t *testing.T) {
		s := servertest.Start(t, servertest.Tune(func(s *server.Server) { s.SetLiveLimits(server.LiveLimits{Person: 3}) }))
		first, second := s.SignIn(t, "owner@acme.example").In("acme-production"), s.SignIn(t, "owner@acme.example").In("acme-production")
		gone := first.Socket(t)
		first.Socket(t)
		second.Socket(t)
		if got := closeCode(t, begin(t, second)); got != 4429 {
			t.Errorf("closed with %d", got)
		}
		s.SignIn(t, "agent@acme.example").In("acme-production").Socket(t)
		gone.Close()
		servertest.Eventually(t, "a place is free again", func() bool {
			k, err := second.TrySocket()
			if err == nil {
				t.Cleanup(k.Close)
			}
			return err == nil
		})
	})
	t.Run("of_a_tenant_whoever_opens_them", func(t *testing.T) {
		s := servertest.Start(t, servertest.Tune(func(s *server.Server) { s.SetLiveLimits(server.LiveLimits{Tenant: 2}) }))
		s.SignIn(t, "owner@acme.example").In("acme-production").Socket(t)
		s.SignIn(t, "agent@acme.example").In("acme-production").Socket(t)
		manager := s.SignIn(t, "manager@acme.example")
		if got := closeCode(t, begin(t, manager.In("acme-production"))); got != 4429 {
			t.Errorf("closed with %d", got)
		}
		manager.In("acme-sandbox").Socket(t)
	})
	t.Run("of_the_process_before_the_upgrade", func(t *testing.T) {
		s := servertest.Start(t, servertest.Tune(func(s *server.Server) { s.SetLiveLimits(server.LiveLimits{Process: 1}) }))
		owner := s.SignIn(t, "owner@acme.example").In("acme-production")
		owner.Socket(t)
		_, response, err := owner.Dial(t, owner.Base, "graphql-transport-ws")
		if err == nil || response == nil || response.StatusCode != 503 || response.Header.Get("Retry-After") == "" {
			t.Errorf("%v, %+v", err, response)
		}
		stream, answer, err := owner.TryEvents(loggedIn, nil, nil)
		if stream != nil || err != nil || answer.Status != 503 || answer.Header.Get("Retry-After") == "" || answer.Errors[0].Extensions.Code != "BUSY" {
			t.Errorf("%v, %+v", err, answer)
		}
	})
	t.Run("subscriptions_of_a_user_on_all_their_connections", func(t *testing.T) {
		s := servertest.Start(t, servertest.Tune(func(s *server.Server) { s.SetLiveLimits(server.LiveLimits{User: 3}) }))
		owner := s.SignIn(t, "owner@acme.example").In("acme-production")
		one, other := owner.Socket(t), s.SignIn(t, "owner@acme.example").In("acme-production").Socket(t)
		first := one.Subscribe(t, loggedIn, nil)
		one.Subscribe(t, loggedIn, nil)
		owner.Events(t, loggedIn, nil)
		servertest.Eventually(t, "all three are open", func() bool { return s.Subscriptions() == 3 })
		for range 3 { // each is told, and costs the connection nothing
			if got := other.Subscribe(t, loggedIn, nil).Refused(t); got.Extensions.Code != "LIMIT_EXCEEDED" || got.Extensions.Category != "REQUEST" {
				t.Errorf("%+v", got)
			}
		}
		if stream, answer, err := owner.TryEvents(loggedIn, nil, nil); stream != nil || err != nil || answer.Status != 429 {
			t.Errorf("%v, %+v", err, answer)
		}
		first.Stop(t)
		servertest.Eventually(t, "one is over", func() bool { return s.Subscriptions() == 2 })
		other.Subscribe(t, loggedIn, nil)
		servertest.Eventually(t, "another one took its place", func() bool { return s.Subscriptions() == 3 })
		one.Close()
		servertest.Eventually(t, "a connection gives back what it had", func() bool { return s.Subscriptions() == 2 })
	})
}

// TestSocketLife holds that no connection outlives its time, whoever is on it.
func TestSocketLife(t *testing.T) {
	now := clock.NewFake(time.Now())
	s := servertest.Start(t, servertest.Clock(now), servertest.Tune(func(s *server.Server) { s.SetLiveLimits(server.LiveLimits{Life: 2 * time.Minute}) }))
	owner := s.SignIn(t, "owner@acme.example").In("acme-production")
	k, stream := owner.Socket(t), owner.Events(t, loggedIn, nil)
	servertest.Eventually(t, "the sweep comes by", func() bool {
		now.Advance(5 * time.Second)
		return s.Sockets() == 0
	})
	if code := k.Closed(t); code != websocket.CloseServiceRestart {
		t.Errorf("closed with %d: the client shall come back", code)
	}
	if e := stream.Event(t); e != (servertest.Event{}) {
		t.Errorf("%+v: the client shall come back", e)
	}
	owner.Socket(t)
}

// TestSocketSilence drops who answers no ping, which a half-open connection looks like.
func TestSocketSilence(t *testing.T) {
	s := servertest.Start(t, servertest.Tune(func(s *server.Server) { s.SetLiveLimits(server.LiveLimits{Ping: time.Second}) }))
	owner := s.SignIn(t, "owner@acme.example").In("acme-production")
	answers := owner.Socket(t)
	begin(t, owner) // and reads nothing, not even a close
	servertest.Eventually(t, "both are open", func() bool { return s.Sockets() == 2 })
	servertest.Eventually(t, "the silent one is let go", func() bool { return s.Sockets() == 1 })
	answers.Subscribe(t, `subscription{nothing}`, nil).Refused(t)
}
