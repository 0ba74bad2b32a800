package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
	"doorward/internal/journal"
)

const (
	// answerMost is the size of an answer that is kept, in bytes: of a longer one it is known
	// that it was done.
	answerMost = 64 << 10
	// keepWithin is how long an answer waits to be kept.
	keepWithin = 5 * time.Second
	// forgetEvery is how often old keys are looked for; by their own clock they are gone before.
	forgetEvery = time.Minute
	// answers is the purpose under which they are sealed.
	answers = "once"
)

// keep has the next sending with the key be answered as this one was. What failed for a
// reason that passes is not kept: the client may try it again, or learns, where something
// was done before it failed, that it was.
func (s *Server) keep(ctx context.Context, sending *journal.Once, response *graphql.Response) error {
	ctx, stop := context.WithTimeout(ctx, keepWithin)
	defer stop()
	if response == nil || sending.Again() || passes(response.Errors) {
		return sending.Finish(ctx, s.Log, nil)
	}
	body, err := json.Marshal(response)
	if err != nil || len(body) > answerMost {
		return sending.Finish(ctx, s.Log, nil)
	}
	// With the row's id, so that no answer can be put beside another key.
	sealed := s.Keys.Seal(answers, append(sending.ID[:], body...))
	return sending.Finish(ctx, s.Log, &sealed)
}

// opened is an answer that was kept. With other keys (the secret was changed) it is lost.
func (s *Server) opened(of uuid.UUID, sealed string) (*graphql.Response, error) {
	text, err := s.Keys.Open(answers, sealed)
	body, ours := bytes.CutPrefix(text, of[:])
	if err != nil || !ours {
		return nil, answerLost
	}
	response := &graphql.Response{}
	if err := json.Unmarshal(body, response); err != nil {
		return nil, fmt.Errorf("reading an answer that was kept: %w", err)
	}
	return response, nil
}

// passes tells whether an error among these says nothing of the request itself: the
// server's state, the session's, a limit, a defect.
func passes(told gqlerror.List) bool {
	for _, e := range told {
		category, _ := e.Extensions["category"].(string)
		code, _ := e.Extensions["code"].(string)
		switch f := (&fault.Fault{Kind: fault.Kind(category), Code: fault.Code(code)}); f.Kind {
		case fault.Request, fault.Authorization, fault.ProductScope:
			if journal.Passes(f) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// forgetKeys drops what is older than keys are kept, until the context ends.
func (s *Server) forgetKeys(ctx context.Context) error {
	ctx = AsCommand(ctx)
	for {
		next := s.clock.After(forgetEvery)
		if err := journal.Forget(ctx, s.Log); err != nil && ctx.Err() == nil {
			s.logger.WarnContext(ctx, "old keys are still there", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-next:
		}
	}
}
