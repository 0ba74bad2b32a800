package servertest

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Message is one of graphql-transport-ws.
type Message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// Dial opens a connection as a browser of this origin would, with these sub-protocols;
// the error is a refusal before the upgrade, and then the response says with which status.
func (c *Client) Dial(t testing.TB, origin string, subprotocols ...string) (*websocket.Conn, *http.Response, error) {
	t.Helper()
	header := http.Header{}
	if origin != "" {
		header.Set("Origin", origin)
	}
	base, err := url.Parse(c.Base)
	if err != nil {
		t.Fatal(err)
	}
	for _, cookie := range c.HTTP.Jar.Cookies(base) {
		header.Add("Cookie", cookie.Name+"="+cookie.Value)
	}
	dialer := websocket.Dialer{Subprotocols: subprotocols, HandshakeTimeout: Patience, NetDial: func(network, addr string) (net.Conn, error) {
		conn, err := net.Dial(network, addr)
		if tcp, ok := conn.(*net.TCPConn); ok && c.Narrow {
			err = tcp.SetReadBuffer(4 << 10)
		}
		return conn, err
	}}
	ws, response, err := dialer.Dial(strings.Replace(c.Base, "http", "ws", 1)+"/graphql", header)
	if err == nil {
		t.Cleanup(func() { _ = ws.Close() })
	}
	return ws, response, err
}

// Socket is one initialised connection.
type Socket struct {
	ws   *websocket.Conn
	send sync.Mutex
	mu   sync.Mutex
	subs map[string]*Subscription
	over chan struct{} // closed when the connection has ended
	code int
}

// Socket opens a connection in the client's tenant and waits for the acknowledgement.
func (c *Client) Socket(t testing.TB) *Socket {
	t.Helper()
	ws, _, err := c.Dial(t, c.Base, "graphql-transport-ws")
	if err != nil {
		t.Fatalf("opening a websocket: %v", err)
	}
	s := &Socket{ws: ws, subs: map[string]*Subscription{}, over: make(chan struct{})}
	payload, _ := json.Marshal(map[string]string{"tenant": c.Tenant})
	s.write(t, Message{Type: "connection_init", Payload: payload})
	var ack Message
	_ = ws.SetReadDeadline(time.Now().Add(Patience))
	if err := ws.ReadJSON(&ack); err != nil || ack.Type != "connection_ack" {
		t.Fatalf("waiting for the acknowledgement: %+v, %v", ack, err)
	}
	_ = ws.SetReadDeadline(time.Time{})
	go s.read()
	return s
}

func (s *Socket) write(t testing.TB, m Message) {
	t.Helper()
	s.send.Lock()
	defer s.send.Unlock()
	if err := s.ws.WriteJSON(m); err != nil {
		t.Fatalf("sending %s: %v", m.Type, err)
	}
}

func (s *Socket) read() {
	defer close(s.over)
	for {
		var m Message
		if err := s.ws.ReadJSON(&m); err != nil {
			var closed *websocket.CloseError
			s.code = websocket.CloseAbnormalClosure
			if errors.As(err, &closed) {
				s.code = closed.Code
			}
			return
		}
		if m.Type == "ping" {
			s.send.Lock()
			_ = s.ws.WriteJSON(Message{Type: "pong"})
			s.send.Unlock()
			continue
		}
		s.mu.Lock()
		sub := s.subs[m.ID]
		s.mu.Unlock()
		if sub != nil {
			sub.all <- m
		}
	}
}

// Closed waits until the server has closed the connection, and gives its code.
func (s *Socket) Closed(t testing.TB) int {
	t.Helper()
	select {
	case <-s.over:
		return s.code
	case <-time.After(Patience):
		t.Fatal("the websocket is still open")
		return 0
	}
}

// Subscription is one operation on a socket.
type Subscription struct {
	id     string
	socket *Socket
	all    chan Message
}

// Subscribe begins one.
func (s *Socket) Subscribe(t testing.TB, document string, variables map[string]any) *Subscription {
	t.Helper()
	s.mu.Lock()
	sub := &Subscription{id: strconv.Itoa(len(s.subs) + 1), socket: s, all: make(chan Message, 10_000)}
	s.subs[sub.id] = sub
	s.mu.Unlock()
	payload, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	s.write(t, Message{ID: sub.id, Type: "subscribe", Payload: payload})
	return sub
}

// Message waits for the next one about this subscription, of whatever type.
func (u *Subscription) Message(t testing.TB) Message {
	t.Helper()
	select {
	case m := <-u.all:
		return m
	default:
	}
	select {
	case m := <-u.all:
		return m
	case <-u.socket.over:
		t.Fatalf("the websocket was closed (%d) while waiting", u.socket.code)
	case <-time.After(Patience):
		t.Fatal("no message came")
	}
	return Message{}
}

// Next waits for the next event and reads its data.
func (u *Subscription) Next(t testing.TB, data any) {
	t.Helper()
	m := u.Message(t)
	var next struct {
		Data   json.RawMessage
		Errors []Error
	}
	if m.Type != "next" {
		t.Fatalf("%s instead of next: %s", m.Type, m.Payload)
	}
	if err := json.Unmarshal(m.Payload, &next); err != nil || len(next.Errors) > 0 {
		t.Fatalf("next: %s, %v", m.Payload, err)
	}
	if err := json.Unmarshal(next.Data, data); err != nil {
		t.Fatalf("reading %s: %v", next.Data, err)
	}
}

// Refused waits for an `error`, and gives the first of its errors.
func (u *Subscription) Refused(t testing.TB) Error {
	t.Helper()
	m := u.Message(t)
	var all []Error
	if m.Type != "error" || json.Unmarshal(m.Payload, &all) != nil || len(all) == 0 {
		t.Fatalf("%s instead of an error: %s", m.Type, m.Payload)
	}
	return all[0]
}

// Stop completes the subscription.
func (u *Subscription) Stop(t testing.TB) {
	t.Helper()
	u.socket.write(t, Message{ID: u.id, Type: "complete"})
}
