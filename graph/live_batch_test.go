package graph_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"doorward/internal/fault"
)

const made = `subscription($after: String) { live(after: $after, verbs: ["user.created"]) { cursor events { cursor verb subject { id } } } }`

// What was missed comes in batches of a page at most, whole and in order, also for
// somebody who comes back with each cursor anew.
func TestABatchIsNoMoreThanAPage(t *testing.T) {
	each(t, func(w *world) {
		url := w.sockets()
		b := w.as("manager@acme.example", "acme-production")
		from := b.now()
		var want []string
		for _, u := range w.crowd(250) {
			want = append(want, userID(u))
		}
		slices.Sort(want)

		read := func(next func() liveBatch) {
			w.Helper()
			var got []string
			for len(got) < len(want) {
				batch := next().Live
				if n := len(batch.Events); n == 0 || n > 100 {
					w.Fatalf("%d events in one batch", n)
				}
				for _, e := range batch.Events {
					got = append(got, e.Subject.ID)
				}
				if len(got) < len(want) && batch.Cursor != batch.Events[len(batch.Events)-1].Cursor {
					w.Error("a batch with more behind it stands elsewhere than its last event")
				}
				from = batch.Cursor
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				w.Errorf("%d came of %d, or some twice", len(got), len(want))
			}
		}
		begun := from
		w.Run("for who stays", func(*testing.T) {
			sub := b.socket(url).subscribe(made, map[string]any{"after": from})
			read(func() liveBatch { return event[liveBatch](sub) })
		})
		w.Run("for who leaves and comes back", func(*testing.T) {
			from = begun
			read(func() liveBatch {
				s := b.socket(url)
				defer s.ws.Close()
				return event[liveBatch](s.subscribe(made, map[string]any{"after": from}))
			})
		})
	})
}

// A list tells row by row what fits into a batch; what does not is fetched anew.
func TestABatchOfAList(t *testing.T) {
	each(t, func(w *world) {
		b := w.as("manager@acme.example", "acme-production")
		s := b.socket(w.sockets())
		from := b.now()
		w.crowd(100)
		if got := event[usersDelta](s.subscribe(usersLive, map[string]any{"after": from})).UsersLive; got.Reset || len(got.Added) != 100 {
			w.Errorf("%d rows, reset %v", len(got.Added), got.Reset)
		}
		w.newcomer("production", "one more")
		w.until(func() bool { // subscribers of one moment read equally far
			got := event[usersDelta](s.subscribe(usersLive, map[string]any{"after": from})).UsersLive
			return got.Reset && len(got.Added) == 0
		}, func() string { return "more than fits is told row by row" })
	})
}

func TestCostOfFollowing(t *testing.T) {
	each(t, func(w *world) {
		spent := make(chan int, 100)
		next := func() int {
			select {
			case cost := <-spent:
				return cost
			case <-time.After(patience):
				w.Error("nothing was spent")
				return 0
			}
		}
		w.r.Spend = func(_ context.Context, cost int) error { spent <- cost; return nil }
		b := w.as("manager@acme.example", "acme-production")

		w.Run("what is too dear for a page is too dear to be followed", func(*testing.T) {
			for document, cost := range map[string]float64{
				`subscription{live{events{subject{...on User{roles{role{permissions{key}}}}}}}}`: 1 + 100*(1+1+1+5+5),
				`subscription{usersLive{changed{groups{roles{permissions{key}}}}}}`:              1 + 100*(1+1+5+25),
			} {
				if e := b.refused("LIMIT_EXCEEDED", document, nil).Errors[0]; e.Extensions["cost"] != cost {
					w.Errorf("%s: %v", document, e.Extensions)
				}
			}
			if len(spent) > 0 {
				w.Errorf("%d", next())
			}
		})

		const document = `subscription($after: String) { live(after: $after, verbs: ["user.created"]) { cursor events { verb } } }`
		url, from := w.sockets(), b.now()
		next()
		w.crowd(250)
		whole := func() {
			w.Helper()
			sub := b.socket(url).subscribe(document, vars("after", from))
			for got := 0; got < 250; {
				got += len(event[liveBatch](sub).Live.Events)
			}
		}
		w.Run("who comes back late pays for all that is more", func(*testing.T) {
			whole()
			if begin, first, second := next(), next(), next(); begin != 101 || first != 101 || second != 101 || len(spent) > 0 {
				w.Errorf("%d, %d, %d and %d more", begin, first, second, len(spent))
			}
		})
		w.Run("the console pays a tenth, and is not refused", func(*testing.T) {
			w.r.Persisted = func(text string) bool { return text == document }
			defer func() { w.r.Persisted = nil }()
			whole()
			if begin, first, second := next(), next(), next(); begin != 10 || first != 10 || second != 10 || len(spent) > 0 {
				w.Errorf("%d, %d, %d and %d more", begin, first, second, len(spent))
			}
		})
		w.Run("what has just happened costs nothing", func(*testing.T) {
			sub := b.socket(url).subscribe(document, vars("after", b.now()))
			for i := range 3 {
				w.newcomer("production", fmt.Sprint("new ", i))
				event[liveBatch](sub)
			}
			if cursor, begin := next(), next(); cursor != 1 || begin != 101 || len(spent) > 0 {
				w.Errorf("%d, %d and %d more", cursor, begin, len(spent))
			}
		})
		w.Run("a full batch is paid for when it begins", func(*testing.T) {
			s := b.socket(w.sockets())
			for document, cost := range map[string]int{
				`subscription{live{cursor}}`:       1,
				`subscription{live{events{verb}}}`: 1 + 100,
				`subscription{live{events{subject{id}} ...more}} fragment more on LiveBatch{events{actor{label}}}`:                  1 + 400,
				`subscription{live{a:events{verb} b:events{verb}}}`:                                                                 1 + 200,
				`subscription{live{events{verb}} live{events{actor{user{name}}}}}`:                                                  1 + 400,
				`subscription{usersLive{added{node{groups{name}}} changed{groups{name} roles{role{name}}} removed counts{active}}}`: 2 + 800,
				`subscription{userLastLogin{user{name}}}`:                                                                           2,
			} {
				s.subscribe(document, nil)
				if got := next(); got != cost {
					w.Errorf("%s: %d instead of %d", document, got, cost)
				}
			}
		})
		w.Run("where the budget is used up it waits, and loses nothing", func(*testing.T) {
			var asked atomic.Int32
			w.r.Spend = func(_ context.Context, cost int) error {
				if n := asked.Add(1); n > 1 && n <= 5 {
					return &fault.Fault{Kind: fault.Request, Code: fault.RateLimited, Message: "Too many requests.", Retry: time.Millisecond}
				}
				return nil
			}
			whole()
			if n := asked.Load(); n != 1+5+1 {
				w.Errorf("asked %d times", n)
			}
		})
	})
}

// However many come back at once, few of their batches are built at once.
func TestFewBatchesAreBuiltAtOnce(t *testing.T) {
	each(t, func(w *world) {
		const subscribers = 60
		var inside, most atomic.Int32
		hold := make(chan struct{})
		url := w.sockets(func(ctx context.Context, next graphql.Resolver) (any, error) {
			if graphql.GetFieldContext(ctx).Field.Name == "reset" {
				most.Store(max(most.Load(), inside.Add(1)))
				defer inside.Add(-1)
				<-hold
			}
			return next(ctx)
		})
		b := w.as("manager@acme.example", "acme-production")
		from := b.now()
		w.newcomer("production", "missed")
		var subs []*subscription
		for range subscribers / 20 {
			s := b.socket(url)
			for range 20 {
				subs = append(subs, s.subscribe(liveAll, vars("after", from)))
			}
		}
		places := int32(2 * runtime.GOMAXPROCS(0))
		w.until(func() bool { return inside.Load() >= places }, func() string { return fmt.Sprintf("%d are being built", inside.Load()) })
		for range 20 { // time enough for more to come, were there room
			b.now()
		}
		close(hold)
		for _, sub := range subs {
			if got := event[liveBatch](sub).Live; len(got.Events) != 1 {
				w.Errorf("%+v", got)
			}
		}
		if n := most.Load(); n > places {
			w.Errorf("%d batches were built at once, in %d places", n, places)
		}
	})
}

func TestASubscriptionIsOneField(t *testing.T) {
	each(t, func(w *world) {
		b := w.as("manager@acme.example", "acme-production")
		s := b.socket(w.sockets())
		for _, document := range []string{
			`subscription{a:live{cursor} b:live{cursor}}`,
			`subscription($s:Boolean!){live @skip(if:$s){cursor}}`,
			`subscription($s:Boolean!){live @include(if:$s){cursor}}`,
			`subscription($s:Boolean!){...on Subscription @skip(if:$s){live{cursor}}}`,
			`subscription($s:Boolean!){...f @skip(if:$s)} fragment f on Subscription{live{cursor}}`,
			`subscription($s:Boolean!){...f} fragment f on Subscription{live @include(if:$s){cursor}}`,
		} {
			variables := map[string]any{}
			if strings.Contains(document, "$s") {
				variables["s"] = true
			}
			w.asked.Store(0)
			b.refused("INVALID", document, variables)
			if n := w.asked.Load(); n > 0 {
				w.Errorf("%s: %d statements", document, n)
			}
			if code, before := s.subscribe(document, variables).over(); code != "INVALID" || len(before) > 0 {
				w.Errorf("%s: %s after %s", document, code, before)
			}
		}
		if w.logged.Len() > 0 {
			w.Errorf("logged: %s", w.logged.String())
		}
		w.Run("the same field twice is one", func(*testing.T) {
			sub := s.subscribe(`subscription($after:String){live(after:$after){cursor} ...f} fragment f on Subscription{live(after:$after){reset events{verb}}}`, vars("after", b.now()))
			w.newcomer("production", "somebody")
			if got := event[liveBatch](sub).Live; got.Cursor == "" || len(got.Events) != 1 {
				w.Errorf("%+v", got)
			}
		})
	})
}
