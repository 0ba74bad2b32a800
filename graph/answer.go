package graph

import (
	"cmp"
	"context"
	"encoding/json"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"doorward/internal/fault"
)

const (
	queryTime    = 5 * time.Second
	mutationTime = 10 * time.Second
	errorsMost   = 10       // in one answer
	errorsSize   = 16 << 10 // bytes of all of them together
)

var tooLong = &fault.Fault{Kind: fault.Unavailable, Code: fault.Busy, Message: "The answer took too long.",
	Next: "Ask for less at once, or try again in a moment.", Retry: time.Second}

// inTime ends the reading for an answer that takes too long. An event of a
// subscription is no answer that somebody waits for.
func (r *Resolver) inTime(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if !graphql.HasOperationContext(ctx) { // a request that could not be read
		return next(ctx)
	}
	limit := cmp.Or(r.QueryTime, queryTime)
	switch op := graphql.GetOperationContext(ctx).Operation; {
	case op == nil || op.Operation == ast.Subscription:
		return next(ctx)
	case op.Operation == ast.Mutation:
		limit = cmp.Or(r.MutationTime, mutationTime)
	}
	ctx, stop := context.WithTimeoutCause(ctx, limit, tooLong)
	defer stop()
	return next(ctx)
}

// fewErrors keeps a short document full of mistakes from a long answer.
func fewErrors(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	r := next(ctx)
	if r == nil {
		return nil
	}
	r.Errors = r.Errors[:min(len(r.Errors), errorsMost)]
	size := 0
	for i, e := range r.Errors {
		if text, err := json.Marshal(e); err == nil {
			size += len(text)
		}
		if size > errorsSize && i > 0 {
			r.Errors = r.Errors[:i]
			break
		}
	}
	return r
}
