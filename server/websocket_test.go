package server_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"doorward/server"
	"doorward/server/servertest"
)

const (
	initMessage = `{"type":"connection_init","payload":{"tenant":"acme-production"}}`
	follow      = `{"id":"1","type":"subscribe","payload":{"query":"subscription{userLastLogin{cursor}}"}}`
)

// TestSocketHandshake is what happens before the first message that is taken.
func TestSocketHandshake(t *testing.T) {
	s := servertest.Start(t, servertest.Tune(func(s *server.Server) { s.SetLiveLimits(server.LiveLimits{Init: 300 * time.Millisecond}) }))
	owner := s.SignIn(t, "owner@acme.example").In("acme-production")
	t.Run("whoever_says_nothing_is_closed", func(t *testing.T) {
		ws, _, err := owner.Dial(t, owner.Base, "graphql-transport-ws")
		if err != nil {
			t.Fatal(err)
		}
		if got := closeCode(t, ws); got != 4408 {
			t.Errorf("closed with %d", got)
		}
	})
	t.Run("pings_are_no_init", func(t *testing.T) {
		ws, _, err := owner.Dial(t, owner.Base, "graphql-transport-ws")
		if err != nil {
			t.Fatal(err)
		}
		if err := ws.WriteMessage(websocket.TextMessage, []byte(ping)); err != nil {
			t.Fatal(err)
		}
		if got := closeCode(t, ws); got != 4408 {
			t.Errorf("closed with %d", got)
		}
	})
	for _, offered := range [][]string{nil, {"graphql-ws"}, {"graphql-ws", "json"}, {"Graphql-Transport-WS"}} {
		t.Run("the_sub_protocol_"+strings.Join(offered, "_"), func(t *testing.T) {
			ws, _, err := owner.Dial(t, owner.Base, offered...)
			if err != nil {
				t.Fatal(err)
			}
			if got := closeCode(t, ws); got != 4406 {
				t.Errorf("closed with %d", got)
			}
		})
	}
	t.Run("of_several_sub_protocols_ours_is_taken", func(t *testing.T) {
		ws, _, err := owner.Dial(t, owner.Base, "graphql-ws", "graphql-transport-ws")
		if err != nil || ws.Subprotocol() != "graphql-transport-ws" {
			t.Errorf("%q, %v", ws.Subprotocol(), err)
		}
	})
	t.Run("nobody_is_told_to_sign_in", func(t *testing.T) {
		ws, _, err := s.Client().Dial(t, owner.Base, "graphql-transport-ws")
		if err != nil {
			t.Fatal(err)
		}
		if err := ws.WriteMessage(websocket.TextMessage, []byte(initMessage)); err != nil {
			t.Fatal(err)
		}
		if got := closeCode(t, ws); got != 4401 {
			t.Errorf("closed with %d", got)
		}
	})
}

// closeCode reads until the connection ends.
func closeCode(t *testing.T, ws *websocket.Conn) int {
	t.Helper()
	_ = ws.SetReadDeadline(time.Now().Add(servertest.Patience))
	for {
		if _, _, err := ws.ReadMessage(); err != nil {
			var closed *websocket.CloseError
			if !errors.As(err, &closed) {
				t.Fatalf("ended without a close: %v", err)
			}
			return closed.Code
		}
	}
}

func TestSocketOperations(t *testing.T) {
	s := servertest.Start(t)
	owner := s.SignIn(t, "owner@acme.example").In("acme-production")
	t.Run("a_ping_is_answered_before_and_after_the_init", func(t *testing.T) {
		ws, _, err := owner.Dial(t, owner.Base, "graphql-transport-ws")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []string{`{"type":"ping","payload":{"a":1}}`, initMessage, `{"type":"ping"}`} {
			if err := ws.WriteMessage(websocket.TextMessage, []byte(m)); err != nil {
				t.Fatal(err)
			}
		}
		for _, want := range []string{"pong", "connection_ack", "pong"} {
			var got servertest.Message
			if err := ws.ReadJSON(&got); err != nil || got.Type != want {
				t.Fatalf("%+v, %v, want %s", got, err, want)
			}
		}
	})
	t.Run("a_query_is_refused", func(t *testing.T) {
		if got := owner.Socket(t).Subscribe(t, `{serverInfo{version}}`, nil).Refused(t); got.Extensions.Code != "INVALID" || got.Extensions.Category != "REQUEST" {
			t.Errorf("%+v", got)
		}
	})
	t.Run("a_mutation_is_refused_and_does_nothing", func(t *testing.T) {
		k := owner.Socket(t)
		if got := k.Subscribe(t, `mutation{signOut{signedOut}}`, nil).Refused(t); got.Extensions.Code != "INVALID" {
			t.Errorf("%+v", got)
		}
		var who struct {
			Viewer *struct{ Person struct{ ID string } }
		}
		if owner.Query(t, `{viewer{person{id}}}`, nil, &who); who.Viewer == nil {
			t.Error("signed out by a socket")
		}
	})
	t.Run("a_foreign_tenant_is_told_as_an_error_that_no_client_retries", func(t *testing.T) {
		k := owner.In("globex").Socket(t)
		if got := k.Subscribe(t, `subscription{userLastLogin{cursor}}`, nil).Refused(t); got.Extensions.Code != "NOT_FOUND" {
			t.Errorf("%+v", got)
		}
	})
	t.Run("a_broken_document_is_an_error", func(t *testing.T) {
		if got := owner.Socket(t).Subscribe(t, `subscription{nothing}`, nil).Refused(t); got.Extensions.Code != "INVALID" {
			t.Errorf("%+v", got)
		}
	})
	t.Run("an_id_is_free_again_once_its_subscription_was_completed", func(t *testing.T) {
		ws, _, err := owner.Dial(t, owner.Base, "graphql-transport-ws")
		if err != nil {
			t.Fatal(err)
		}
		send := []string{initMessage}
		for range 10 {
			send = append(send, follow, `{"id":"1","type":"complete"}`)
		}
		for _, m := range append(send, `{"type":"ping"}`) {
			if err := ws.WriteMessage(websocket.TextMessage, []byte(m)); err != nil {
				t.Fatal(err)
			}
		}
		for _, want := range []string{"connection_ack", "pong"} {
			var got servertest.Message
			if err := ws.ReadJSON(&got); err != nil || got.Type != want {
				t.Fatalf("%+v, %v, want %s", got, err, want)
			}
		}
	})
	t.Run("the_twenty_first_socket_of_a_session_is_refused", func(t *testing.T) {
		agent := s.SignIn(t, "agent@acme.example").In("acme-production")
		for range 20 {
			agent.Socket(t)
		}
		ws, _, err := agent.Dial(t, agent.Base, "graphql-transport-ws")
		if err != nil {
			t.Fatal(err)
		}
		if err := ws.WriteMessage(websocket.TextMessage, []byte(initMessage)); err != nil {
			t.Fatal(err)
		}
		if got := closeCode(t, ws); got != 4429 {
			t.Errorf("closed with %d", got)
		}
	})
	t.Run("also_of_one_that_names_a_foreign_tenant", func(t *testing.T) {
		guest := s.SignIn(t, "guest@acme.example").In("globex")
		for range 20 {
			guest.Socket(t)
		}
		ws, _, err := guest.Dial(t, guest.Base, "graphql-transport-ws")
		if err != nil {
			t.Fatal(err)
		}
		if err := ws.WriteMessage(websocket.TextMessage, []byte(`{"type":"connection_init","payload":{"tenant":"globex"}}`)); err != nil {
			t.Fatal(err)
		}
		if got := closeCode(t, ws); got != 4429 {
			t.Errorf("closed with %d", got)
		}
	})
}

func TestSocketEnds(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		t.Run("with_its_session_and_no_other", func(t *testing.T) {
			here, there := s.SignIn(t, "manager@acme.example").In("acme-production"), s.SignIn(t, "manager@acme.example").In("acme-production")
			ends, stays := here.Socket(t), there.Socket(t)
			sub := stays.Subscribe(t, `subscription{nothing}`, nil)
			here.Query(t, `mutation{signOut{signedOut}}`, nil, nil)
			if got := ends.Closed(t); got != 4401 {
				t.Errorf("closed with %d", got)
			}
			sub.Refused(t)
			stays.Subscribe(t, `subscription{nothing}`, nil).Refused(t)
		})
		t.Run("with_its_session_also_where_it_named_a_foreign_tenant", func(t *testing.T) {
			manager := s.SignIn(t, "manager@acme.example")
			k := manager.In("globex").Socket(t)
			k.Subscribe(t, loginLive, nil).Refused(t)
			manager.Query(t, `mutation{signOut{signedOut}}`, nil, nil)
			if got := k.Closed(t); got != 4401 {
				t.Errorf("closed with %d", got)
			}
		})
		t.Run("with_its_user", func(t *testing.T) {
			owner, agent := s.SignIn(t, "owner@acme.example").In("acme-production"), s.SignIn(t, "agent@acme.example").In("acme-production")
			k := agent.Socket(t)
			var me struct {
				Viewer struct{ User struct{ ID string } }
			}
			agent.Query(t, `{viewer{user{id}}}`, nil, &me)
			var got struct {
				UserDeactivate struct{ UserErrors []struct{ Code string } }
			}
			owner.Query(t, `mutation($id:ID!){userDeactivate(id:$id){userErrors{code}}}`, map[string]any{"id": me.Viewer.User.ID}, &got)
			if len(got.UserDeactivate.UserErrors) > 0 {
				t.Fatalf("%+v", got)
			}
			if code := k.Closed(t); code != 4401 {
				t.Errorf("closed with %d", code)
			}
		})
		t.Run("with_the_server_which_is_told_apart", func(t *testing.T) {
			k := s.SignIn(t, "owner@acme.example").In("acme-production").Socket(t)
			k.Subscribe(t, `subscription{userLastLogin{cursor}}`, nil)
			stopped := make(chan error, 1)
			go func() { stopped <- s.Stop() }()
			if code := k.Closed(t); code != websocket.CloseServiceRestart {
				t.Errorf("closed with %d", code)
			}
			if err := <-stopped; err != nil {
				t.Error(err)
			}
			if n := s.Sockets(); n != 0 {
				t.Errorf("%d sockets are left", n)
			}
		})
	})
}

// TestSocketRefusedEarly holds that a guard's refusal is an `error`, and the id free again.
func TestSocketRefusedEarly(t *testing.T) {
	s := servertest.Start(t)
	k := s.SignIn(t, "guest@acme.example").In("acme-production").Socket(t)
	for range 30 { // each gives its place back
		if got := k.Subscribe(t, `subscription{invitesLive{cursor}}`, nil).Refused(t); got.Extensions.Code != "PERMISSION_DENIED" || got.Extensions.RequestID == "" {
			t.Fatalf("%+v", got)
		}
	}
	if n := s.Subscriptions(); n != 0 {
		t.Errorf("%d are counted", n)
	}
}
