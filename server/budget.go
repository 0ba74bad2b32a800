package server

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"

	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// budgetsKept is of how many callers the budget is known. Those who have been silent the
// longest are forgotten, and begin with a full one: however many addresses somebody has,
// they fill no memory.
const budgetsKept = 10_000

// budget is how much each caller may ask for in a minute: a bucket that holds one minute's,
// and fills up all the time.
type budget struct {
	perMinute int
	kept      *lru.Cache[caller, *rate.Limiter]
}

func newBudget(perMinute int) *budget {
	kept, err := lru.New[caller, *rate.Limiter](budgetsKept)
	if err != nil {
		panic(err) // only for a size that is none
	}
	return &budget{perMinute, kept}
}

// spend takes a cost off, or tells how long it takes until that can be done. What costs
// more than a minute's takes all of it.
func (b *budget) spend(who caller, cost int, now time.Time) (wait time.Duration) {
	bucket, known := b.kept.Get(who)
	if !known {
		bucket = rate.NewLimiter(rate.Limit(float64(b.perMinute)/60), b.perMinute)
		if before, found, _ := b.kept.PeekOrAdd(who, bucket); found {
			bucket = before
		}
	}
	taken := bucket.ReserveN(now, min(cost, b.perMinute))
	if wait = taken.DelayFrom(now); wait > 0 {
		taken.CancelAt(now)
	}
	return wait
}

// spend takes an operation's cost off the budget of whoever sends it: users have one,
// and networks, so that neither pushes out the other.
func (s *Server) spend(ctx context.Context, cost int) error {
	who, from := callerOf(viewer.From(ctx)), s.users
	if who.user == uuid.Nil {
		from = s.networks
	}
	wait := from.spend(who, cost, s.clock.Now())
	if wait == 0 {
		return nil
	}
	return &fault.Fault{Kind: fault.Request, Code: fault.RateLimited, Message: "That is more than can be asked for within a minute.",
		Next: "Wait a moment and try again.", Retry: wait}
}
