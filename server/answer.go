package server

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// exchange is one request and the answer that it gets, in the form that was asked for.
type exchange struct {
	w     http.ResponseWriter
	r     *http.Request
	exec  graphql.GraphExecutor
	ctx   context.Context
	kind  string // one of the forms of JSON, or events
	at    *Server
	leave func() // gives its place at the gate to the next one
}

// begin is the exchange of a request; false: it is not to be read, and the client was told so.
func (s *Server) begin(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) (*exchange, bool) {
	x := &exchange{w, r, exec, context.WithValue(r.Context(), answerKey{}, w), wanted(r.Header), s, func() {}}
	if x.kind == "" || x.kind == kindEvents && r.Method != http.MethodPost {
		x.kind = kindJSON
		x.refuse(http.StatusNotAcceptable, badRequest("There is no answer in a form that the request takes.", "Send the header Accept: application/graphql-response+json."))
		return x, false
	}
	if err := s.solvent(x.ctx); err != nil {
		x.refuse(http.StatusTooManyRequests, err)
		return x, false
	}
	return x, true
}

// end gives the place back; it may be called again.
func (x *exchange) end() { x.leave() }

// operation finds a place for what was read, and makes it ready to run; false: it cannot
// be, and the client was told so.
func (x *exchange) operation(params *graphql.RawParams) (*graphql.OperationContext, bool) {
	leave, err := x.at.gate.enter(x.ctx, callerOf(viewer.From(x.ctx)))
	if err != nil {
		told := x.told(err)
		x.answerErrors(statusOf(told), told)
		return nil, false
	}
	x.leave = leave
	params.Headers = x.r.Header
	op, wrong := x.exec.CreateOperationContext(x.ctx, params)
	if len(wrong) > 0 {
		x.at.fine(x.ctx, wrong)
		x.refuseOperation(op, wrong)
		return nil, false
	}
	return op, true
}

// unread refuses what is no operation.
func (x *exchange) unread(wrong *unreadable) {
	x.at.fine(x.ctx, wrong.fault)
	x.refuse(wrong.status, wrong.fault)
}

// refuse answers a request that is not one operation, in JSON and with a status always.
func (x *exchange) refuse(status int, err error) {
	if x.kind == kindEvents {
		x.kind = kindJSON
	}
	x.answerErrors(status, x.told(err))
}

// told is an error in the form in which all of them leave.
func (x *exchange) told(err error) gqlerror.List {
	return x.exec.DispatchError(x.ctx, gqlerror.List{early(err)}).Errors
}

// refuseOperation answers one that was read and is not begun. In application/json that is
// an answer like any other: only what no operation has to do with has a status of its own
// (GraphQL over HTTP, 6.4.1).
func (x *exchange) refuseOperation(op *graphql.OperationContext, wrong gqlerror.List) {
	told := x.exec.DispatchError(graphql.WithOperationContext(x.ctx, op), wrong).Errors
	status := statusOf(told)
	if status == http.StatusBadRequest && x.kind == kindJSON {
		status = http.StatusOK
	}
	x.answerErrors(status, told)
}

// answerErrors leaves out `data`: an operation that was not begun has none, not even null.
func (x *exchange) answerErrors(status int, told gqlerror.List) {
	x.write(status, told, refusal{told})
}

// answer is for an operation that was begun: whatever became of it, the answer tells.
func (x *exchange) answer(response *graphql.Response) {
	if response == nil { // nobody waits for it any more
		return
	}
	x.write(http.StatusOK, response.Errors, response)
}

func (x *exchange) write(status int, told gqlerror.List, response any) {
	if x.kind == kindEvents {
		x.answerEvents(response)
		return
	}
	body, err := json.Marshal(response)
	if err != nil {
		panic(err) // gqlgen's handler recovers and answers 500
	}
	x.end() // whoever reads slowly holds no place
	h := x.w.Header()
	h.Set("Content-Type", x.kind+"; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if wait := longestWait(told); wait > 0 {
		h.Set("Retry-After", strconv.Itoa(wait))
	}
	if status == http.StatusUnauthorized { // RFC 9110, 11.6.1: how to say who one is
		h.Set("WWW-Authenticate", "Bearer")
	}
	x.w.WriteHeader(status)
	_, _ = x.w.Write(body)
}

// longestWait is the most seconds that one of the errors asks to wait.
func longestWait(told gqlerror.List) (most int) {
	for _, e := range told {
		if wait, ok := e.Extensions["retryAfter"].(int); ok {
			most = max(most, wait)
		}
	}
	return most
}

// statusOf an operation that was not begun goes by what its first error tells.
func statusOf(told gqlerror.List) int {
	code, _ := told[0].Extensions["code"].(string)
	switch fault.Code(code) {
	case fault.StorageFull:
		return http.StatusInsufficientStorage
	case fault.RateLimited:
		return http.StatusTooManyRequests
	}
	category, _ := told[0].Extensions["category"].(string)
	switch fault.Kind(category) {
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	case fault.Authentication:
		return http.StatusUnauthorized
	case fault.Request, fault.Authorization, fault.ProductScope:
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}
