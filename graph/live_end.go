package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

type endKey struct{}

// WithEnd is the context of a subscription whose transport tells itself with which errors
// it ends: end gets them before the subscription's last response, which is nil. gqlgen has
// a place for them on its websocket alone.
func WithEnd(ctx context.Context, end func(gqlerror.List)) context.Context {
	return context.WithValue(ctx, endKey{}, end)
}

// ends tells the transport with which errors a subscription ends; false: it has no place for them.
func ends(ctx context.Context, with gqlerror.List) (told bool) {
	if end, ok := ctx.Value(endKey{}).(func(gqlerror.List)); ok {
		end(with)
		return true
	}
	defer func() { told = recover() == nil }() // gqlgen says with a panic that this is no websocket
	for _, e := range with {
		transport.AddSubscriptionError(ctx, e)
	}
	return true
}

// fail ends the subscription with an error, in the form in which all of them leave.
func (s *stream[T]) fail(err error) {
	before := len(graphql.GetErrors(s.ctx))
	graphql.AddError(s.ctx, err)
	ends(s.ctx, graphql.GetErrors(s.ctx)[before:])
}

// refusedEarly has a subscription that is refused before its first event, by its guard or
// for an argument, end with those errors alone. From gqlgen they come as an event without
// data and a proper end, where graphql-transport-ws has `error`.
func refusedEarly(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	responses := next(ctx)
	if graphql.GetOperationContext(ctx).Operation.Operation != ast.Subscription {
		return responses
	}
	return func(ctx context.Context) *graphql.Response {
		r := responses(ctx)
		// An event always has data, if only null.
		if r != nil && r.Data == nil && len(r.Errors) > 0 && ends(ctx, r.Errors) {
			return nil
		}
		return r
	}
}
