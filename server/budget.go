package server

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"
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

// of gives a caller's bucket.
func (b *budget) of(who caller) *rate.Limiter {
	bucket, known := b.kept.Get(who)
	if !known {
		bucket = rate.NewLimiter(rate.Limit(float64(b.perMinute)/60), b.perMinute)
		if before, found, _ := b.kept.PeekOrAdd(who, bucket); found {
			bucket = before
		}
	}
	return bucket
}

// spend takes a cost off, or tells how long it takes until that can be done. What costs
// more than a minute's takes all of it.
func (b *budget) spend(who caller, cost int, now time.Time) (wait time.Duration) {
	taken := b.of(who).ReserveN(now, min(cost, b.perMinute))
	if wait = taken.DelayFrom(now); wait > 0 {
		taken.CancelAt(now)
	}
	return wait
}

// fine takes 1 off for what was refused, also where there is not as much: only that brings
// a bucket below nothing.
func (b *budget) fine(who caller, now time.Time) { b.of(who).ReserveN(now, 1) }

// owes is how long it takes until a caller's fines are paid; zero: there are none.
func (b *budget) owes(who caller, now time.Time) time.Duration {
	bucket, known := b.kept.Get(who)
	if !known {
		return 0
	}
	return time.Duration(max(0, -bucket.TokensAt(now)) / float64(bucket.Limit()) * float64(time.Second))
}

// spend takes an operation's cost off the budget of whoever sends it. Where something can
// be guessed it is the network's, whoever guesses: a session is no leave to try passwords.
func (s *Server) spend(ctx context.Context, cost int) error {
	who, from := s.budgetOf(viewer.From(ctx))
	if guesses(graphql.GetOperationContext(ctx).Operation) {
		who, from = strangerOf(viewer.From(ctx)), s.networks
	}
	return spent(from.spend(who, cost, s.clock.Now()))
}

// solvent refuses whoever has sent so much of what no operation can be made of that they
// owe for it, before more of it is looked at.
func (s *Server) solvent(ctx context.Context) error {
	who, from := s.budgetOf(viewer.From(ctx))
	return spent(from.owes(who, s.clock.Now()))
}

// fine makes whoever sent an operation that was refused pay for its being read; not who
// has only come too soon.
func (s *Server) fine(ctx context.Context, why error) {
	if fault.Is(why, fault.RateLimited) {
		return
	}
	who, from := s.budgetOf(viewer.From(ctx))
	from.fine(who, s.clock.Now())
}

// budgetOf whoever sends something: users have one, and networks, so that neither pushes
// out the other.
func (s *Server) budgetOf(v *viewer.Viewer) (caller, *budget) {
	who := callerOf(v)
	if who.user == uuid.Nil {
		return who, s.networks
	}
	return who, s.users
}

// guesses tells whether an operation signs in by what may be guessed; such a field stands
// alone in it. Signing out takes nothing.
func guesses(op *ast.OperationDefinition) bool {
	if op.Operation != ast.Mutation {
		return false
	}
	f, plain := op.SelectionSet[0].(*ast.Field)
	return plain && f.Definition.Directives.ForName("public") != nil && len(f.Definition.Arguments) > 0
}

func spent(wait time.Duration) error {
	if wait == 0 {
		return nil
	}
	return &fault.Fault{Kind: fault.Request, Code: fault.RateLimited, Message: "That is more than can be asked for within a minute.",
		Next: "Wait a moment and try again.", Retry: wait}
}
