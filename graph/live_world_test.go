package graph_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	rows "doorward/ent"
	"doorward/ent/grant"
	"doorward/graph"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

const patience = 20 * time.Second // only against hanging

// sockets serves the API over websockets until the test ends.
func (w *world) sockets(around ...graphql.FieldMiddleware) string {
	api := graph.NewServer(w.r, slog.New(slog.DiscardHandler))
	api.AddTransport(transport.Websocket{})
	for _, f := range around {
		api.AroundFields(f)
	}
	s := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, req *http.Request) {
		v, err := w.r.Identity.Viewer(req.Context(), req.Header.Get("Session"), req.Header.Get("Doorward-Tenant"), identity.Origin{RequestID: "req_8"})
		if err != nil {
			http.Error(rw, err.Error(), http.StatusForbidden)
			return
		}
		ctx := context.WithValue(viewer.With(req.Context(), v), countKey{}, &w.asked)
		api.ServeHTTP(rw, req.WithContext(ctx))
	}))
	w.Cleanup(s.CloseClientConnections)
	w.Cleanup(s.Close)
	return strings.Replace(s.URL, "http", "ws", 1)
}

type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// socket is one connection of a browser.
type socket struct {
	b    *browser
	ws   *websocket.Conn
	mu   sync.Mutex
	subs map[string]*subscription
}

func (b *browser) socket(url string) *socket {
	b.Helper()
	d := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
	ws, _, err := d.Dial(url, http.Header{"Session": {b.token}, "Doorward-Tenant": {b.tenant}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = ws.Close() })
	s := &socket{b: b, ws: ws, subs: map[string]*subscription{}}
	s.write(message{Type: "connection_init"})
	var ack message
	if err := ws.ReadJSON(&ack); err != nil || ack.Type != "connection_ack" {
		b.Fatalf("%+v, %v", ack, err)
	}
	go s.read()
	return s
}

func (s *socket) write(m message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ws.WriteJSON(m); err != nil {
		s.b.Errorf("sending: %v", err)
	}
}

func (s *socket) read() {
	for {
		var m message
		if s.ws.ReadJSON(&m) != nil {
			return
		}
		s.mu.Lock()
		sub := s.subs[m.ID]
		s.mu.Unlock()
		if sub != nil {
			sub.all <- m
		}
	}
}

// subscription is one operation on a socket.
type subscription struct {
	s   *socket
	all chan message
}

func (s *socket) subscribe(document string, variables map[string]any) *subscription {
	s.mu.Lock()
	id := strconv.Itoa(len(s.subs) + 1)
	sub := &subscription{s, make(chan message, 10_000)}
	s.subs[id] = sub
	s.mu.Unlock()
	s.write(message{ID: id, Type: "subscribe", Payload: must(json.Marshal(map[string]any{"query": document, "variables": variables}))})
	return sub
}

func (u *subscription) next() message {
	u.s.b.Helper()
	select {
	case m := <-u.all:
		return m
	case <-time.After(patience):
		u.s.b.Fatal("nothing came")
		return message{}
	}
}

// event reads the next batch, which must be one.
func event[T any](u *subscription) T {
	u.s.b.Helper()
	m := u.next()
	var a struct {
		Data   T
		Errors []any
	}
	if err := json.Unmarshal(m.Payload, &a); err != nil || m.Type != "next" || len(a.Errors) > 0 {
		u.s.b.Fatalf("%s: %s (%v)", m.Type, m.Payload, err)
	}
	return a.Data
}

// over waits for the error that ends the subscription, and gives its code and what came before.
func (u *subscription) over() (code string, before []message) {
	u.s.b.Helper()
	for {
		m := u.next()
		switch m.Type {
		case "error":
			var all []struct{ Extensions map[string]any }
			if err := json.Unmarshal(m.Payload, &all); err != nil || len(all) != 1 {
				u.s.b.Fatalf("%s: %v", m.Payload, err)
			}
			code, _ = all[0].Extensions["code"].(string)
			return code, before
		case "next":
			before = append(before, m)
		default:
			u.s.b.Fatalf("%s instead of an error", m.Type)
		}
	}
}

// revoke takes every role that was given to a user directly.
func (w *world) revoke(tenant string, u *rows.User) {
	w.Helper()
	must(journal.Write(w.in(tenant), w.r.Log, journal.GrantCreated, func(tx *rows.Client) ([]*rows.Grant, error) {
		all, err := tx.Grant.Query().Where(grant.UserID(u.ID)).All(w.in(tenant))
		if err != nil {
			return nil, err
		}
		_, err = tx.Grant.Delete().Where(grant.UserID(u.ID)).Exec(w.in(tenant))
		return all, err
	}))
}

// newcomer is a user who joins without anybody's doing.
func (w *world) newcomer(tenant, name string) *rows.User {
	w.Helper()
	return must(journal.Write(w.in(tenant), w.r.Log, journal.UserCreated, func(tx *rows.Client) (*rows.User, error) {
		return tx.User.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenants[tenant].ID).SetType("SERVICE").
			SetName(name).SetUniqueID(name).Save(w.in(tenant))
	}))
}

func (w *world) entryOf(subject uuid.UUID) int64 {
	w.Helper()
	all, _, err := w.r.Log.Read(system(), 0, w.r.Log.Position(), 1000, func(e *journal.Entry) bool { return e.SubjectID == subject })
	if err != nil || len(all) == 0 {
		w.Fatalf("no entry: %v", err)
	}
	return all[0].ID
}
