package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"doorward/internal/identity"
)

// The close codes: the protocol's own, and those of settled.md.
const (
	codeBadMessage  = 4400
	codeSignIn      = 4401 // never retried: sign in again
	codeSubProtocol = 4406
	codeInitLate    = 4408
	codeDuplicate   = 4409
	codeTooMany     = 4429
	codeRestart     = websocket.CloseServiceRestart // come back with jitter, and resume
	codeTryLater    = websocket.CloseTryAgainLater
)

// socket stands between gorilla/websocket and gqlgen, which leaves open who may use
// an id twice, how long a write may take and with which code a connection ends. It
// lets only what keeps the protocol through to gqlgen, under ids of its own: gqlgen
// lets go of an operation later than the client, who may use its id anew at once.
//
// It has no queue: a subscription makes its next event when the one before has left,
// so a peer that reads slowly holds back one event of each and what the kernel buffers.
type socket struct {
	ws     *websocket.Conn
	limits limits
	token  string
	origin identity.Origin
	flood  *rate.Limiter
	late   *time.Timer // ends the socket when no init comes
	place  *place      // in the server's register
	known  func()      // tells that it is known whose it is
	all    *sockets    // the register

	// The reader's alone:
	begun  bool   // connection_init was seen
	last   uint64 // operation
	excess int    // most subscriptions; not 0 while one above them is being refused
	warned bool   // one above them was refused

	ended    atomic.Bool
	deadline sync.Mutex            // held while one for reading is set
	mu       sync.Mutex            // one writer at a time, and:
	named    map[string]*operation // by the client's id, until either side has completed it
	running  map[string]*operation // by gqlgen's id, until gqlgen is done with it
}

// operation is one subscription.
type operation struct {
	id      string // the client's
	inner   string // gqlgen's
	stopped bool   // the client has completed it: it hears no more of it
	counted bool   // among the user's
}

type socketKey struct{}

func socketOf(ctx context.Context) *socket {
	k, _ := ctx.Value(socketKey{}).(*socket)
	return k
}

// newSocket guards a connection, and takes it into the register.
func newSocket(ws *websocket.Conn, all *sockets, now time.Time, token string, from identity.Origin) *socket {
	l := *all.limits
	k := &socket{
		ws: ws, limits: l, token: token, origin: from, flood: rate.NewLimiter(20, 50), all: all,
		named: map[string]*operation{}, running: map[string]*operation{},
	}
	ws.SetReadLimit(l.message)
	ws.SetPingHandler(func(data string) error { return k.control(websocket.PingMessage, data) })
	ws.SetPongHandler(func(data string) error { return k.control(websocket.PongMessage, data) })
	k.late = time.AfterFunc(time.Hour, func() { k.end(codeInitLate, "Connection initialisation timeout") })
	k.late.Reset(l.init) // only now: the function reads late itself
	k.place = all.enter(now, k.end)
	return k
}

// control counts a ping or pong of the websocket itself like any other message, and
// answers the ping (RFC 6455, 5.5.2).
func (k *socket) control(kind int, data string) error {
	switch {
	case k.ended.Load():
	case !k.flood.Allow():
		k.end(codeTooMany, "Too many messages")
	case kind == websocket.PingMessage:
		_ = k.ws.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(k.limits.linger))
	}
	return nil
}

// Subprotocol is the only one that is taken.
func (k *socket) Subprotocol() string { return subProtocol }

// NextReader gives gqlgen the next message that keeps the protocol.
func (k *socket) NextReader() (int, io.Reader, error) {
	for {
		kind, text, err := k.ws.ReadMessage()
		if err != nil {
			return 0, nil, transport.ErrWebsocketClosed
		}
		if k.ended.Load() { // only to hear the peer's own close
			continue
		}
		if kind != websocket.TextMessage {
			k.end(codeBadMessage, "Only text messages are taken")
			continue
		}
		if !k.flood.Allow() {
			k.end(codeTooMany, "Too many messages")
			continue
		}
		if m := k.admit(text); m != nil {
			text, err := json.Marshal(m)
			return kind, bytes.NewReader(text), err
		}
	}
}

// SetReadDeadline is how gqlgen drops a peer that answers no ping.
func (k *socket) SetReadDeadline(t time.Time) error {
	k.deadline.Lock()
	defer k.deadline.Unlock()
	if k.ended.Load() { // the end has its own
		return nil
	}
	return k.ws.SetReadDeadline(t)
}

// WriteJSON sends one of gqlgen's messages, or ends the socket when the peer does not take it in time.
func (k *socket) WriteJSON(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var m answered
	if err := json.Unmarshal(text, &m); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.ended.Load() {
		return transport.ErrWebsocketClosed
	}
	if m.ID == "" {
		return k.write(text)
	}
	if id, waits := k.hears(m.ID, m.Type); waits {
		return k.write(m.to(id))
	}
	return nil
}

// write is called with the lock held.
func (k *socket) write(text []byte) error {
	_ = k.ws.SetWriteDeadline(time.Now().Add(k.limits.write))
	err := k.ws.WriteMessage(websocket.TextMessage, text)
	if err != nil && k.ended.CompareAndSwap(false, true) {
		_ = k.ws.Close() // a peer that does not read would not read a close either
	}
	return err
}

// WriteClose is gqlgen's way to end; it knows one code for all that breaks the protocol.
func (k *socket) WriteClose(code int, reason string) error {
	if code == transport.WebsocketCloseProtocolError {
		code = codeBadMessage
	}
	k.end(code, reason)
	return nil
}

// Close leaves the closing to finish: bytes of the peer that nobody has read would turn
// our close into a reset.
func (k *socket) Close() error {
	k.end(websocket.CloseNormalClosure, "")
	return nil
}

// end closes with a code; whatever gqlgen still wants to say, a `complete` above all,
// is not sent: a client would take it for a normal end and not come back.
func (k *socket) end(code int, reason string) {
	if !k.ended.CompareAndSwap(false, true) {
		return
	}
	k.late.Stop()
	patience := time.Now().Add(k.limits.linger)
	err := k.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), patience)
	if err != nil && !errors.Is(err, websocket.ErrCloseSent) {
		_ = k.ws.Close()
		return
	}
	k.deadline.Lock()
	defer k.deadline.Unlock()
	_ = k.ws.SetReadDeadline(patience)
}

// finish waits a moment for the peer to close as well, and lets the connection go.
func (k *socket) finish() {
	k.end(websocket.CloseNormalClosure, "")
	var err error
	for err == nil {
		_, _, err = k.ws.NextReader()
	}
	if !errors.As(err, new(*websocket.CloseError)) { // a message too large, or none at all: its rest is still on the way
		_ = k.ws.SetReadDeadline(time.Now().Add(k.limits.linger))
		_, _ = io.Copy(io.Discard, k.ws.NetConn())
	}
	_ = k.ws.Close()
}
