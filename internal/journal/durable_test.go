package journal_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

// follow runs a durable follower until stop is called.
func (w *world) follow(log *journal.Log, name string, from journal.Start, fn func(*journal.Entry) error) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() {
		err := journal.Follow(ctx, log, name, from, []journal.Verb{journal.GroupCreated}, func(ctx context.Context, e *journal.Entry) error {
			if v := viewer.From(ctx); v == nil || !v.System {
				w.t.Error("it does not act as the system")
			}
			return fn(e)
		})
		if err != nil {
			w.t.Errorf("the follower ended: %v", err)
		}
	})
	stop = func() { cancel(); done.Wait() }
	w.t.Cleanup(stop)
	return stop
}

// until waits for a condition; the limit is only against hanging.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for look := time.NewTicker(2 * time.Millisecond); !holds(); {
		select {
		case <-look.C:
		case <-limit:
			t.Fatalf("%s: still waiting", what)
		}
	}
}

func TestFollow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		run(t, w.log)
		var mu sync.Mutex
		var got []int64
		took := func(e *journal.Entry) error {
			mu.Lock()
			defer mu.Unlock()
			got = append(got, e.ID)
			return nil
		}
		taken := func() []int64 { mu.Lock(); defer mu.Unlock(); return slices.Clone(got) }
		kept := func(name string) int64 {
			c, err := db.Client().Cursor.Get(w.ctx, name)
			if err != nil {
				return -1
			}
			return c.EntryID
		}

		t.Run("it goes on where it stopped, in order and without another verb", func(t *testing.T) {
			for _, name := range []string{"a", "b", "c"} {
				must(w.group(w.log, name))(t)
			}
			w.user("Uma", "uma@acme.example")
			stop := w.follow(w.log, "one", journal.FromBeginning, took)
			until(t, "three", func() bool { return len(taken()) == 3 })
			until(t, "its place", func() bool { return kept("one") >= taken()[2] })
			stop()
			must(w.group(w.log, "while away"))(t)
			again := w.open(db) // as after a restart
			run(t, again)
			stop = w.follow(again, "one", journal.FromBeginning, took)
			defer stop()
			until(t, "the fourth", func() bool { return len(taken()) == 4 })
			if all := taken(); !slices.IsSorted(all) || len(slices.Compact(all)) != 4 {
				t.Errorf("took %v", all)
			}
		})

		t.Run("from now on it leaves the past alone", func(t *testing.T) {
			var n atomic.Int64
			w.follow(w.log, "late", journal.FromNow, func(*journal.Entry) error { n.Add(1); return nil })
			until(t, "its place", func() bool { return kept("late") == w.log.Position() })
			must(w.group(w.log, "new"))(t)
			until(t, "the new one", func() bool { return n.Load() == 1 })
		})

		t.Run("a failure comes again, with waits, and nothing is stepped over", func(t *testing.T) {
			var tries atomic.Int64
			var mu sync.Mutex
			var names []int64
			w.follow(w.log, "stubborn", journal.FromNow, func(e *journal.Entry) error {
				if tries.Add(1) <= 3 {
					return errors.New("not now")
				}
				mu.Lock()
				defer mu.Unlock()
				names = append(names, e.ID)
				return nil
			})
			until(t, "its place", func() bool { return kept("stubborn") >= 0 })
			a, b := must(w.group(w.log, "x"))(t), must(w.group(w.log, "y"))(t)
			until(t, "the first try", func() bool { return tries.Load() == 1 })
			until(t, "both", func() bool {
				w.clock.Advance(time.Second)
				mu.Lock()
				defer mu.Unlock()
				return len(names) == 2
			})
			if want := []int64{w.entries(a.ID)[0].ID, w.entries(b.ID)[0].ID}; !slices.Equal(names, want) || tries.Load() != 5 {
				t.Errorf("took %v in %d tries, want %v in 5", names, tries.Load(), want)
			}
		})

		t.Run("in two processes each entry is taken, and neither turns the other back", func(t *testing.T) {
			other := w.open(db)
			run(t, other)
			defer w.follow(w.log, "one", journal.FromBeginning, took)()
			defer w.follow(other, "one", journal.FromBeginning, took)()
			highest := kept("one")
			for _, name := range []string{"for both", "and again"} {
				e := w.entries(must(w.group(w.log, name))(t).ID)[0]
				until(t, "the entry", func() bool {
					if k := kept("one"); k < highest {
						t.Errorf("turned back from %d to %d", highest, k)
					} else {
						highest = k
					}
					return slices.Contains(taken(), e.ID) && highest >= e.ID
				})
			}
		})
	})
}
