package server

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"doorward/internal/fault"
)

// gate bounds how many operations run at once, in the process and for each caller. One
// that finds no place waits in line for a moment: first for a place of its caller's own,
// so that whoever sends many keeps nobody else waiting.
type gate struct {
	all  *semaphore.Weighted
	each int64
	wait time.Duration

	mu   sync.Mutex
	here map[caller]*line // whose operations run or wait; the others take no memory
}

// line is where one caller's operations wait.
type line struct {
	places *semaphore.Weighted
	in     int // that run or wait; under the lock of gate
}

func newGate(all, each int) *gate {
	return &gate{all: semaphore.NewWeighted(int64(all)), each: int64(each), wait: time.Second, here: map[caller]*line{}}
}

// enter waits for a place, and gives it back by leave. Faults: RATE_LIMITED where the
// caller's own operations take all of theirs, BUSY where the process is full.
func (g *gate) enter(ctx context.Context, who caller) (leave func(), err error) {
	ctx, stop := context.WithTimeout(ctx, g.wait)
	defer stop()
	own := g.join(who)
	if own.places.Acquire(ctx, 1) != nil {
		g.part(who, own)
		return nil, &fault.Fault{Kind: fault.Request, Code: fault.RateLimited, Message: "Too many requests are sent at once.",
			Next: "Wait for their answers first.", Retry: time.Second}
	}
	if g.all.Acquire(ctx, 1) != nil {
		own.places.Release(1)
		g.part(who, own)
		return nil, &fault.Fault{Kind: fault.Unavailable, Code: fault.Busy, Message: "The server is busy.",
			Next: "Try again in a moment.", Retry: time.Second}
	}
	return sync.OnceFunc(func() {
		g.all.Release(1)
		own.places.Release(1)
		g.part(who, own)
	}), nil
}

func (g *gate) join(who caller) *line {
	g.mu.Lock()
	defer g.mu.Unlock()
	l := g.here[who]
	if l == nil {
		l = &line{places: semaphore.NewWeighted(g.each)}
		g.here[who] = l
	}
	l.in++
	return l
}

func (g *gate) part(who caller, l *line) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if l.in--; l.in == 0 {
		delete(g.here, who)
	}
}
