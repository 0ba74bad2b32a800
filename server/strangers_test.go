package server_test

import (
	"net/http"
	"testing"

	"github.com/gorilla/websocket"

	"doorward/server"
	"doorward/server/servertest"
)

// TestStrangers: websockets of which it is not known who opens them are few, of each network
// and in the process, and keep nobody out who is known.
func TestStrangers(t *testing.T) {
	begin := func(t *testing.T, network, all int) *servertest.Server {
		return servertest.Start(t, servertest.Config(func(c *server.Config) { c.TrustedProxies = []string{"127.0.0.1"} }),
			servertest.Tune(func(s *server.Server) {
				s.SetLiveLimits(server.LiveLimits{Init: 10 * servertest.Patience, Network: network, Strangers: all, Process: 3})
			}))
	}
	silent := func(t *testing.T, s *servertest.Server, address string) *websocket.Conn {
		t.Helper()
		ws, response, err := knock(s, address)
		if err != nil {
			t.Fatalf("from %s: %v, %+v", address, err, response)
		}
		t.Cleanup(func() { _ = ws.Close() })
		return ws
	}
	refused := func(t *testing.T, s *servertest.Server, address string, status int) {
		t.Helper()
		_, response, err := knock(s, address)
		if err == nil || response == nil || response.StatusCode != status || response.Header.Get("Retry-After") != "5" {
			t.Errorf("from %s: %v, %+v", address, err, response)
		}
	}
	t.Run("a_network_that_opens_many_and_says_nothing_keeps_out_itself", func(t *testing.T) {
		s := begin(t, 3, 100)
		gone := silent(t, s, "198.51.100.7")
		silent(t, s, "198.51.100.7")
		silent(t, s, "198.51.100.7")
		refused(t, s, "198.51.100.7", http.StatusTooManyRequests)
		refused(t, s, "1.1.1.1, 198.51.100.7", http.StatusTooManyRequests) // whatever it writes itself
		silent(t, s, "198.51.100.8")
		_ = gone.Close()
		servertest.Eventually(t, "a place is free again", func() bool {
			ws, _, err := knock(s, "198.51.100.7")
			if err == nil {
				t.Cleanup(func() { _ = ws.Close() })
			}
			return err == nil
		})
	})
	t.Run("of_ipv6_a_whole_64_is_one_network", func(t *testing.T) {
		s := begin(t, 2, 100)
		silent(t, s, "2001:db8:1:1::1")
		silent(t, s, "2001:db8:1:1::2")
		refused(t, s, "2001:db8:1:1:ffff::1", http.StatusTooManyRequests)
		silent(t, s, "2001:db8:1:2::1")
	})
	t.Run("many_networks_together_keep_out_no_more_than_the_strangers", func(t *testing.T) {
		s := begin(t, 3, 5)
		owner := s.SignIn(t, "owner@acme.example").In("acme-production")
		known := owner.Socket(t)
		for _, address := range []string{"198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.4", "198.51.100.5"} {
			silent(t, s, address)
		}
		refused(t, s, "198.51.100.6", http.StatusServiceUnavailable)
		owner.Events(t, loggedIn, nil).Comment(t) // it needs no upgrade: it is known from the start
		owner.Events(t, loggedIn, nil).Comment(t)
		known.Subscribe(t, `subscription{nothing}`, nil).Refused(t)
		if _, got, err := owner.TryEvents(loggedIn, nil, nil); err != nil || got.Status != http.StatusServiceUnavailable {
			t.Errorf("a fourth that is known: status %d, %v", got.Status, err)
		}
	})
	t.Run("whoever_is_known_is_none", func(t *testing.T) {
		s := begin(t, 1, 1)
		owner := s.SignIn(t, "owner@acme.example").In("acme-production")
		for range 3 {
			owner.Socket(t)
		}
	})
	t.Run("one_that_waited_while_the_process_filled_up_is_told_to_come_again", func(t *testing.T) {
		s := begin(t, 5, 5)
		owner := s.SignIn(t, "owner@acme.example").In("acme-production")
		late, _, err := owner.Dial(t, owner.Base, "graphql-transport-ws")
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			owner.Socket(t)
		}
		send(t, late, initMessage)
		if got := closeCode(t, late); got != websocket.CloseTryAgainLater {
			t.Errorf("closed with %d", got)
		}
	})
}

// knock opens a websocket that says nothing, from an address, and without a session.
func knock(s *servertest.Server, address string) (*websocket.Conn, *http.Response, error) {
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: servertest.Patience}
	return dialer.Dial("ws://"+s.Addr()+"/graphql", http.Header{"X-Forwarded-For": {address}})
}
