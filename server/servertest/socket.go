package servertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
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
	ws, response, err := c.dial(origin, subprotocols)
	if err == nil {
		t.Cleanup(func() { _ = ws.Close() })
	}
	return ws, response, err
}

func (c *Client) dial(origin string, subprotocols []string) (*websocket.Conn, *http.Response, error) {
	header := http.Header{}
	if origin != "" {
		header.Set("Origin", origin)
	}
	base, err := url.Parse(c.Base)
	if err != nil {
		return nil, nil, err
	}
	for _, cookie := range c.HTTP.Jar.Cookies(base) {
		header.Add("Cookie", cookie.Name+"="+cookie.Value)
	}
	dialer := websocket.Dialer{Subprotocols: subprotocols, HandshakeTimeout: Patience, NetDialContext: c.connect}
	return dialer.Dial(strings.Replace(c.Base, "http", "ws", 1)+"/graphql", header)
}

// connect opens a connection; what a narrow one takes in is told to the server with its
// first packet.
func (c *Client) connect(ctx context.Context, network, addr string) (net.Conn, error) {
	var d net.Dialer
	if c.Narrow {
		d.Control = func(_, _ string, raw syscall.RawConn) error {
			var failed error
			err := raw.Control(func(fd uintptr) {
				failed = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4<<10)
			})
			return errors.Join(err, failed)
		}
	}
	return d.DialContext(ctx, network, addr)
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
	s, err := c.TrySocket()
	if err != nil {
		t.Fatalf("opening a websocket: %v", err)
	}
	t.Cleanup(s.Close)
	return s
}

// TrySocket is Socket where the server may be gone. The caller closes it.
func (c *Client) TrySocket() (*Socket, error) {
	ws, _, err := c.dial(c.Base, []string{"graphql-transport-ws"})
	if err != nil {
		return nil, err
	}
	s := &Socket{ws: ws, subs: map[string]*Subscription{}, over: make(chan struct{})}
	payload, err := json.Marshal(map[string]string{"tenant": c.Tenant})
	if err == nil {
		err = s.write(Message{Type: "connection_init", Payload: payload})
	}
	var ack Message
	if err == nil {
		_ = ws.SetReadDeadline(time.Now().Add(Patience))
		err = ws.ReadJSON(&ack)
	}
	if err == nil && ack.Type != "connection_ack" {
		err = fmt.Errorf("%s instead of an acknowledgement", ack.Type)
	}
	if err != nil {
		return nil, errors.Join(err, ws.Close())
	}
	_ = ws.SetReadDeadline(time.Time{})
	go s.read()
	return s, nil
}

// Close drops the connection without a word.
func (s *Socket) Close() { _ = s.ws.Close() }

func (s *Socket) write(m Message) error {
	s.send.Lock()
	defer s.send.Unlock()
	return s.ws.WriteJSON(m)
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
			_ = s.write(Message{Type: "pong"})
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
	sub, err := s.TrySubscribe(document, variables)
	if err != nil {
		t.Fatalf("subscribing: %v", err)
	}
	return sub
}

// TrySubscribe is Subscribe where the server may be gone.
func (s *Socket) TrySubscribe(document string, variables map[string]any) (*Subscription, error) {
	return s.subscribe(map[string]any{"query": document, "variables": variables})
}

// SubscribeByHash begins one whose document the server knows.
func (s *Socket) SubscribeByHash(t testing.TB, hash string) *Subscription {
	t.Helper()
	sub, err := s.TrySubscribeByHash(hash, nil)
	if err != nil {
		t.Fatalf("subscribing: %v", err)
	}
	return sub
}

// TrySubscribeByHash is SubscribeByHash where the server may be gone.
func (s *Socket) TrySubscribeByHash(hash string, variables map[string]any) (*Subscription, error) {
	return s.subscribe(byHash(hash, variables))
}

func (s *Socket) subscribe(operation map[string]any) (*Subscription, error) {
	s.mu.Lock()
	sub := &Subscription{id: strconv.Itoa(len(s.subs) + 1), socket: s, all: make(chan Message, 10_000)}
	s.subs[sub.id] = sub
	s.mu.Unlock()
	payload, err := json.Marshal(operation)
	if err != nil {
		return nil, err
	}
	return sub, s.write(Message{ID: sub.id, Type: "subscribe", Payload: payload})
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

// TryMessage waits for the next one; false: the connection has ended.
func (u *Subscription) TryMessage() (Message, bool) {
	select {
	case m := <-u.all:
		return m, true
	case <-u.socket.over:
		select {
		case m := <-u.all:
			return m, true
		default:
			return Message{}, false
		}
	}
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
	if err := u.socket.write(Message{ID: u.id, Type: "complete"}); err != nil {
		t.Fatalf("completing: %v", err)
	}
}
