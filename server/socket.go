package server

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"doorward/internal/identity"
	"doorward/internal/viewer"
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

// limits are how much and how long a socket may.
type limits struct {
	message       int64         // bytes of one message from the client
	write         time.Duration // until one message must have left
	init          time.Duration // from the upgrade to connection_init
	ping          time.Duration // between our pings; without an answer to two the peer is gone
	linger        time.Duration // for the peer to take note of a close
	subscriptions int           // at once
}

var ordinary = limits{message: 64 << 10, write: 5 * time.Second, init: 5 * time.Second, ping: 15 * time.Second, linger: time.Second, subscriptions: 20}

// socket stands between gorilla/websocket and gqlgen, which leaves open who may use
// an id twice, how long a write may take and with which code a connection ends. It
// lets only what keeps the protocol through to gqlgen.
type socket struct {
	ws     *websocket.Conn
	limits limits
	token  string
	origin identity.Origin
	flood  *rate.Limiter
	late   *time.Timer // ends the socket when no init comes
	begun  bool        // connection_init was seen; the reader's alone

	ended  atomic.Bool
	mu     sync.Mutex            // one writer at a time, and:
	open   map[string]*operation // by the client's id
	viewer atomic.Pointer[viewer.Viewer]
}

// operation is one subscription as the client knows it.
type operation struct {
	stopped bool          // the client has completed it: it hears no more of it
	over    chan struct{} // closed when gqlgen is done with it
}

type socketKey struct{}

func socketOf(ctx context.Context) *socket {
	k, _ := ctx.Value(socketKey{}).(*socket)
	return k
}

func newSocket(ws *websocket.Conn, l limits, token string, from identity.Origin) *socket {
	k := &socket{ws: ws, limits: l, token: token, origin: from, flood: rate.NewLimiter(20, 50), open: map[string]*operation{}}
	ws.SetReadLimit(l.message)
	k.late = time.AfterFunc(time.Hour, func() { k.end(codeInitLate, "Connection initialisation timeout") })
	k.late.Reset(l.init) // only now: the function reads late itself
	return k
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
		if k.admits(text) {
			return kind, bytes.NewReader(text), nil
		}
	}
}

// SetReadDeadline is how gqlgen drops a peer that answers no ping.
func (k *socket) SetReadDeadline(t time.Time) error {
	if k.ended.Load() { // the end has its own
		return nil
	}
	return k.ws.SetReadDeadline(t)
}

// WriteJSON sends one message, or ends the socket when the peer does not take it in time.
func (k *socket) WriteJSON(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var head struct{ ID, Type string }
	if err := json.Unmarshal(text, &head); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.ended.Load() {
		return transport.ErrWebsocketClosed
	}
	if head.ID != "" && !k.hears(head.ID, head.Type) {
		return nil
	}
	return k.write(text)
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

// Close leaves the closing to whoever serves the connection: bytes of the peer that
// nobody has read would turn our close into a reset.
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
	if k.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), patience) != nil {
		_ = k.ws.Close()
		return
	}
	_ = k.ws.SetReadDeadline(patience)
}

// finish waits a moment for the peer to close as well, and lets the connection go.
func (k *socket) finish() {
	k.end(websocket.CloseNormalClosure, "")
	for {
		if _, _, err := k.ws.NextReader(); err != nil {
			_ = k.ws.Close()
			return
		}
	}
}
