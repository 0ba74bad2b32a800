package server

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

const (
	// keysMost is how many keys somebody may have in a tenant that are not forgotten yet.
	keysMost = 10_000
	// working is how long a sending that has changed something may still be at work; after
	// that its process was stopped before it kept the answer.
	working = 15 * time.Second
)

var (
	publicKeyed = badRequest("Signing in, signing out and accepting an invite take no Idempotency-Key.", "Leave the header out.")
	otherwise   = &fault.Fault{Kind: fault.Request, Code: fault.KeyReused, Message: "This Idempotency-Key came before, with another request.",
		Next: "Take a new one for each thing to do."}
	answerLost = &fault.Fault{Kind: fault.Request, Code: fault.AlreadyDone, Message: "This was done before, and its answer was lost.",
		Next: "Look how things stand: of several things that were asked for at once, some may be missing."}
	tooManyKeys = &fault.Fault{Kind: fault.Request, Code: fault.RateLimited, Message: "Today's requests with an Idempotency-Key are used up.",
		Next: "Try again later.", Retry: time.Hour}
)

// sendings is what this process does under keys of its clients.
type sendings struct {
	underway sync.Map
	most     int // keys of one sender; 0: keysMost
}

// once answers an operation that is now to be run. A mutation with an Idempotency-Key is
// run one time for each key of its sender, in whatever processes: a repetition gets the
// answer of the first, is refused where it asks for something else (422), or is told to
// come again while the first is at work (409). A query needs no key, and passes over it.
func (s *Server) once(x *exchange, op *graphql.OperationContext, run func(context.Context) *graphql.Response) {
	lines := x.r.Header.Values(keyHeader)
	if len(lines) == 0 || op.Operation.Operation != ast.Mutation {
		x.answer(run(x.ctx))
		return
	}
	key, ok := readKey(lines)
	switch {
	case !ok:
		x.refuse(http.StatusBadRequest, badKey)
		return
	case anyPublic(op.Operation.SelectionSet):
		x.refuse(http.StatusBadRequest, publicKeyed)
		return
	}
	again := true
	response, err := s.runOnce(x.ctx, sendingOf(x.ctx, key, op), func(ctx context.Context) *graphql.Response {
		again = false
		return run(ctx)
	})
	if err != nil {
		x.refuseSending(err)
		return
	}
	if again {
		x.w.Header().Set("Idempotent-Replayed", "true")
	}
	x.answer(response)
}

// sendingOf is this sending of the operation. A request may hold what is worth guessing:
// it is hashed together with the key, which nobody guesses.
func sendingOf(ctx context.Context, key string, op *graphql.OperationContext) *journal.Once {
	request, err := json.Marshal([]any{key, viewer.From(ctx).Tenant, op.RawQuery, op.OperationName, op.Variables})
	if err != nil {
		panic(err) // it came as JSON
	}
	keyHash, requestHash := sha256.Sum256([]byte(key)), sha256.Sum256(request)
	return journal.NewOnce(ctx, keyHash[:], requestHash[:])
}

// runOnce gives the answer of the one time that the operation is run, now or before, or
// why there is none: KEY_REUSED, ALREADY_DONE, BUSY, RATE_LIMITED.
func (s *Server) runOnce(ctx context.Context, sending *journal.Once, run func(context.Context) *graphql.Response) (*graphql.Response, error) {
	// Whoever sent it may be gone: it goes on for the answer that the repetition gets.
	within := sending.With(context.WithoutCancel(ctx))
	if v := viewer.From(ctx); !v.SignedIn() || v.Entry == uuid.Nil || !s.Identity.Alive(v) {
		return run(within), nil // the guards refuse it, with their reason; nothing kept is told
	}
	place := [2]any{sending.Sender, string(sending.Key)}
	if _, there := s.sendings.underway.LoadOrStore(place, true); there {
		return nil, journal.Underway()
	}
	defer s.sendings.underway.Delete(place)
	if was, err := s.answered(ctx, sending); was != nil || err != nil {
		return was, err
	}
	switch crowded, err := sending.Crowded(ctx, s.Log, cmp.Or(s.sendings.most, keysMost)); {
	case err != nil:
		return nil, err
	case crowded:
		return nil, tooManyKeys
	}
	response := run(within)
	if err := s.keep(within, sending, response); err != nil { // it was run all the same
		s.logger.WarnContext(ctx, "an answer was not kept for its repetition", "error", err, "request", requestID(ctx))
	}
	if !sending.Lost() {
		return response, nil
	}
	was, err := s.answered(ctx, sending)
	if was == nil && err == nil { // used in another tenant, where this request does not look
		err = otherwise
	}
	return was, err
}

// answered is what a sending with this key was answered before; nil: there was none.
func (s *Server) answered(ctx context.Context, sending *journal.Once) (*graphql.Response, error) {
	was, err := sending.Earlier(ctx, s.Log)
	switch {
	case was == nil || err != nil:
		return nil, err
	case !bytes.Equal(was.RequestHash, sending.Request):
		return nil, otherwise
	case was.FinishedAt == nil && s.clock.Now().Sub(was.CreatedAt) < working:
		return nil, journal.Underway()
	case was.Answer == nil:
		return nil, answerLost
	}
	return s.opened(was.ID, *was.Answer)
}

// refuseSending answers a mutation that is not run this time.
func (x *exchange) refuseSending(err error) {
	told := x.told(err)
	status := statusOf(told)
	switch {
	case fault.Is(err, fault.Busy):
		status = http.StatusConflict
	case fault.Is(err, fault.KeyReused), fault.Is(err, fault.AlreadyDone):
		status = http.StatusUnprocessableEntity
	}
	x.answerErrors(status, told)
}
