package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/gorilla/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
	"doorward/internal/viewer"
)

const subProtocol = "graphql-transport-ws"

// serveSocket upgrades a connection and serves it until it ends.
func (s *Server) serveSocket(graph http.Handler, origins map[string]bool) http.HandlerFunc {
	upgrader := websocket.Upgrader{
		Subprotocols: []string{subProtocol},
		CheckOrigin:  func(*http.Request) bool { return true }, // checked below, more strictly
		// A socket is silent nearly always: it writes with a buffer from the pool, and reads with net/http's.
		WriteBufferSize: 4 << 10, WriteBufferPool: &sync.Pool{},
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if !websocket.IsWebSocketUpgrade(r) {
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "Send GraphQL by POST, or open a websocket with the sub-protocol graphql-transport-ws.", http.StatusMethodNotAllowed)
			return
		}
		if keyed(r) {
			refuseSocket(w, http.StatusUnauthorized, unknownKey)
			return
		}
		if !s.mayConnect(r, origins) {
			http.Error(w, "This origin may not open a websocket here.", http.StatusForbidden)
			return
		}
		if !s.sockets.room() {
			refuseSocket(w, http.StatusServiceUnavailable, noMoreConnections)
			return
		}
		known, err := s.strangers.enter(networkOf(address(r)))
		if fault.Is(err, fault.Busy) {
			refuseSocket(w, http.StatusServiceUnavailable, noMoreConnections)
			return
		} else if err != nil {
			refuseSocket(w, http.StatusTooManyRequests, tooManyConnections)
			return
		}
		defer known()
		ws, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return // gorilla has answered
		}
		s.serveConnection(ws, r, graph, w, known)
	}
}

// refuseSocket answers in words: no operation was sent.
func refuseSocket(w http.ResponseWriter, status int, f *fault.Fault) {
	if f.Retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(f.Retry.Seconds())))
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	http.Error(w, f.Message+" "+f.Next, status)
}

// serveConnection serves one until it ends; known is called once it is known whose it is.
func (s *Server) serveConnection(ws *websocket.Conn, r *http.Request, graph http.Handler, w http.ResponseWriter, known func()) {
	narrow(r, s.limits.buffer)
	k := newSocket(ws, s.sockets, s.clock.Now(), s.token(r), origin(r))
	k.known = known
	defer s.sockets.leave(k.place)
	defer k.finish()
	if ws.Subprotocol() != subProtocol {
		k.end(codeSubProtocol, "Subprotocol not acceptable")
		return
	}
	graph.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), socketKey{}, k)))
}

// mayConnect asks for the exact origin. Programs send none, and may connect; with a
// cookie it was a browser's, which always says where it is.
func (s *Server) mayConnect(r *http.Request, origins map[string]bool) bool {
	from := r.Header.Values("Origin")
	if len(from) == 0 {
		return s.token(r) == ""
	}
	return len(from) == 1 && origins[from[0]]
}

// accepted hands gqlgen the connection that serveSocket has opened.
type accepted struct{}

// Accept is for gqlgen.
func (accepted) Accept(_ http.ResponseWriter, r *http.Request, _ transport.WebsocketAcceptOptions) (transport.WebsocketConn, error) {
	return socketOf(r.Context()), nil
}

// gqlSocket is gqlgen's transport, which tells a refusal by `error` only where a code says
// that the protocol was broken, and by an event that is not even presented elsewhere.
type gqlSocket struct{ *Server }

// Supports an upgrade.
func (gqlSocket) Supports(r *http.Request) bool { return transport.Websocket{}.Supports(r) }

// Do serves a connection.
func (g gqlSocket) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	transport.Websocket{
		Implementation: accepted{}, InitFunc: g.beginSocket, PingPongInterval: g.limits.ping,
	}.Do(w, r, refusing{exec, g.Server})
}

type refusing struct {
	graphql.GraphExecutor
	at *Server
}

// CreateOperationContext gives each refusal such a code; the presenter writes the real one over it.
func (e refusing) CreateOperationContext(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	var op *graphql.OperationContext
	var wrong gqlerror.List
	if err := e.at.solvent(ctx); err != nil {
		op, wrong = &graphql.OperationContext{}, gqlerror.List{early(err)}
	} else if op, wrong = e.GraphExecutor.CreateOperationContext(ctx, params); len(wrong) > 0 {
		e.at.fine(ctx, wrong)
	}
	for _, one := range wrong {
		errcode.Set(one, errcode.ValidationFailed)
	}
	return op, wrong
}

// beginSocket is connection_init: who is it, and where. Without a session, or with
// too many sockets, the connection ends; a tenant that is not theirs is told to each
// subscription as an `error`, which no client retries. Such a socket counts, and ends,
// like any other of its session.
func (s *Server) beginSocket(ctx context.Context, init transport.InitPayload) (context.Context, *transport.InitPayload, error) {
	k := socketOf(ctx)
	v, err := s.Identity.Viewer(ctx, k.token, init.GetString("tenant"), k.origin)
	f := fault.Of(err)
	switch {
	case err != nil && f == nil:
		s.logger.Error("a websocket's session could not be read", "error", err, "request", requestID(ctx))
		return ctx, nil, refuse(k, codeTryLater, "Try again later")
	case f != nil && f.Kind == fault.Unavailable:
		return ctx, nil, refuse(k, codeTryLater, "Try again later")
	case f != nil && f.Kind == fault.Authentication:
		return ctx, nil, refuse(k, codeSignIn, "Sign in again")
	case !v.SignedIn():
		return ctx, nil, refuse(k, codeSignIn, "Sign in first")
	}
	if err := s.sockets.join(k.place, v); fault.Is(err, fault.Busy) {
		return ctx, nil, refuse(k, codeTryLater, "Try again later")
	} else if err != nil {
		return ctx, nil, refuse(k, codeTooMany, "Too many connections")
	}
	k.known()
	if !s.Identity.Alive(v) { // ended while it was being read: the tail has passed this socket by
		return ctx, nil, refuse(k, codeSignIn, "Sign in again")
	}
	ctx = viewer.With(ctx, v)
	if f != nil {
		ctx = refused(ctx, f)
	}
	return ctx, nil, nil
}

func refuse(k *socket, code int, reason string) error {
	k.end(code, reason)
	return errors.New(reason)
}
