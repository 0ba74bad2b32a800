package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/graph"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// Event streams: GraphQL over Server-Sent Events, in its "distinct connections mode"
// (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md). One POST with
// Accept: text/event-stream is one operation, answered by events `next` and one `complete`.
// A subscription's stream takes up a place like a websocket, and ends with what ends one.

var (
	complete = []byte("event: complete\ndata:\n\n")
	comment  = []byte(":\n\n")
)

// nextEvent is one event; JSON as encoding/json writes it has no line breaks.
func nextEvent(response any) []byte {
	text, err := json.Marshal(response)
	if err != nil {
		panic(err) // gqlgen's handler recovers
	}
	return fmt.Appendf(nil, "event: next\ndata: %s\n\n", text)
}

// refusal has no `data`, not even null.
type refusal struct {
	Errors gqlerror.List `json:"errors"`
}

// answerEvents is the whole answer of an operation that has but one.
func (x *exchange) answerEvents(response any) {
	text := append(nextEvent(response), complete...)
	x.end()
	eventHeaders(x.w.Header())
	_, _ = x.w.Write(text)
}

// eventHeaders have a proxy pass each event on at once, and keep none.
func eventHeaders(h http.Header) {
	h.Set("Content-Type", kindEvents+"; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
}

// stream answers a subscription. Before it begins, what is too many is refused with a status.
func (s *Server) stream(x *exchange, op *graphql.OperationContext) {
	x.end() // a stream lasts: it has limits of its own
	v := viewer.From(x.ctx)
	if !v.SignedIn() {
		x.refuseOperation(op, gqlerror.List{early(fault.SignIn())})
		return
	}
	if !s.sockets.room() {
		x.refuse(http.StatusServiceUnavailable, noMoreConnections)
		return
	}
	ctx, stop := context.WithCancel(x.ctx)
	defer stop()
	e := &events{w: x.w, control: http.NewResponseController(x.w), limits: s.limits, stop: stop}
	p := s.sockets.enter(s.clock.Now(), e.end)
	defer s.sockets.leave(p)
	if err := s.sockets.join(p, v); err != nil {
		x.refuse(statusOf(x.told(err)), err)
		return
	}
	switch {
	case !s.sockets.subscribe(p):
		x.refuse(http.StatusTooManyRequests, tooManySubscriptions(s.limits.user))
	case !s.Identity.Alive(v): // ended while it was being read: the tail has passed this stream by
		x.refuseOperation(op, gqlerror.List{early(fault.SignIn())})
	default:
		e.run(ctx, x, op)
	}
}

// events is one stream on its way out.
type events struct {
	w       http.ResponseWriter
	control *http.ResponseController
	limits  limits
	stop    context.CancelFunc

	over gqlerror.List // with which the subscription ended
	mu   sync.Mutex    // one writer at a time, and:
	code int           // with which the stream was ended from outside
}

// run writes until the subscription is over, the peer has left or stopped reading, or
// somebody ends the stream.
func (e *events) run(ctx context.Context, x *exchange, op *graphql.OperationContext) {
	narrow(x.r, e.limits.buffer)
	ctx = graph.WithEnd(ctx, func(with gqlerror.List) { e.over = with })
	responses, ctx := x.exec.DispatchOperation(ctx, op)
	eventHeaders(x.w.Header())
	e.write(comment)
	stopComments := e.keepAlive(ctx)
	defer stopComments()
	for r := responses(ctx); r != nil && ctx.Err() == nil; r = responses(ctx) {
		e.write(nextEvent(r))
	}
	stopComments()
	e.last(x, ctx.Err() == nil)
}

// last writes the end. A stream that is to be taken up again has none: a client takes
// `complete` for the end of all events.
func (e *events) last(x *exchange, whole bool) {
	e.mu.Lock()
	code := e.code
	e.mu.Unlock()
	switch {
	case code == codeSignIn:
		e.over = x.told(fault.SignIn())
	case !whole:
		_ = e.control.SetWriteDeadline(time.Now().Add(e.limits.write)) // for the last, empty chunk
		return
	}
	if len(e.over) > 0 {
		e.write(nextEvent(refusal{e.over}))
	}
	e.write(complete)
}

// end is called from outside, with the close code that a websocket would get.
func (e *events) end(code int, _ string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.code == 0 {
		e.code = code
	}
	e.stop()
}

// write sends some text, or ends the stream when the peer does not take it in time.
func (e *events) write(text []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	_ = e.control.SetWriteDeadline(time.Now().Add(e.limits.write))
	_, err := e.w.Write(text)
	if err == nil {
		err = e.control.Flush()
	}
	if err != nil {
		e.stop()
	}
}

// keepAlive writes comments, so that a proxy sees the connection used and we see a peer
// that has gone. What it gives stops it, and waits until it has.
func (e *events) keepAlive(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		ticks := time.NewTicker(e.limits.ping)
		defer ticks.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticks.C:
				e.write(comment)
			}
		}
	}()
	return func() {
		cancel()
		<-done
	}
}
