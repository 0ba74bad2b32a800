package graph

import (
	"context"
	"runtime"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"golang.org/x/sync/semaphore"
)

// building bounds how many batches of the process are read and put into responses at
// once: however many subscriptions come back at one moment, for however old news, no more
// of them than that hold what they read.
var building = semaphore.NewWeighted(int64(2 * runtime.GOMAXPROCS(0)))

// delivery is where a subscription, which makes batches, and its transport, which has them
// put into responses, meet. A batch is made once the transport asks for one, so that a
// peer that reads slowly holds neither a batch nor a place.
type delivery struct {
	asked  chan struct{} // by the transport, for the next response
	known  bool          // to the subscription, that it was
	inside atomic.Bool   // it has a place at building
	rows   atomic.Pointer[loaders]
}

type deliveryKey struct{}

// deliveries gives each subscription its own.
func deliveries(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	if op := graphql.GetOperationContext(ctx).Operation; op != nil && op.Operation == ast.Subscription {
		ctx = context.WithValue(ctx, deliveryKey{}, &delivery{asked: make(chan struct{}, 1)})
	}
	return next(ctx)
}

// deliveryOf is nil where no transport asks, and somebody reads from the channel itself.
func deliveryOf(ctx context.Context) *delivery {
	d, _ := ctx.Value(deliveryKey{}).(*delivery)
	return d
}

// await waits until the transport asks for a response.
func (d *delivery) await(ctx context.Context) error {
	if d == nil || d.known {
		return nil
	}
	select {
	case <-d.asked:
		d.known = true
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// enter waits for a place too. It is given back by leave, which the transport does once
// it has made its response.
func (d *delivery) enter(ctx context.Context) error {
	if err := d.await(ctx); err != nil || d == nil {
		return err
	}
	if err := building.Acquire(ctx, 1); err != nil {
		return err
	}
	d.inside.Store(true)
	return nil
}

func (d *delivery) leave() {
	if d != nil && d.inside.Swap(false) {
		building.Release(1)
	}
}

// handed says that the transport has what it asked for.
func (d *delivery) handed() {
	if d != nil {
		d.known = false
	}
}

// share says from which loaders the fields of what is handed over next are read.
func (d *delivery) share(l *loaders) {
	if d != nil {
		d.rows.Store(l)
	}
}

// delivered has the fields of an event read with what the other subscribers read. One of
// them who goes must not end the reading for all: the response does not end with the
// context but with the stream, which does.
func delivered(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	d := deliveryOf(ctx)
	if d == nil {
		return next(ctx)
	}
	own, _ := ctx.Value(loadersKey{}).(func() *loaders)
	defer d.leave()
	select {
	case d.asked <- struct{}{}:
	default: // the subscription is over, and asks for nothing any more
	}
	return next(context.WithValue(context.WithoutCancel(ctx), loadersKey{}, func() *loaders {
		if l := d.rows.Load(); l != nil {
			return l
		}
		return own()
	}))
}
