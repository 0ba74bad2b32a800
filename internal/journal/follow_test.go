package journal_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"entgo.io/ent/dialect/sql"

	"doorward/ent/journalentry"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/store/pgtest"
	"doorward/internal/store/storetest"
)

const (
	writers = 16
	each    = 12
	readers = 5
)

// storm has 16 writers write through the logs in turn, while readers follow each
// log from where it stood; every reader must see all of it once, in order.
func (w *world) storm(t *testing.T, logs ...*journal.Log) {
	t.Helper()
	var followers, busy sync.WaitGroup
	seen := make([][]*journal.Entry, readers*len(logs))
	start := must(w.log.Last(w.ctx))(t)
	for i := range seen {
		followers.Go(func() {
			log, at := logs[i%len(logs)], start
			for len(seen[i]) < writers*each {
				got, to, err := log.Next(t.Context(), at, every)
				if err != nil {
					t.Errorf("reader %d: %v", i, err)
					return
				}
				for _, e := range got {
					if e.ID <= at || e.ID > to || to > log.Position() {
						t.Errorf("reader %d: entry %d of (%d, %d], the journal stands at %d", i, e.ID, at, to, log.Position())
					}
				}
				seen[i], at = append(seen[i], got...), to
			}
		})
	}
	for i := range writers {
		busy.Go(func() {
			for k := range each {
				log := logs[(i+k)%len(logs)]
				g, err := w.group(log, fmt.Sprintf("%p %d/%d", t, i, k))
				if err != nil {
					t.Errorf("writer %d: %v", i, err)
					return
				}
				// Write returns once its own process's readers have moved.
				if got, _, err := log.Read(t.Context(), start, log.Position(), 1000, func(e *journal.Entry) bool { return e.SubjectID == g.ID }); err != nil || len(got) != 1 {
					t.Errorf("writer %d: its entry is not there yet (%d, %v)", i, len(got), err)
				}
			}
		})
	}
	within(t, "writers", busy.Wait)
	within(t, "readers", followers.Wait)
	want := must(w.log.DB().Client().JournalEntry.Query().Where(journalentry.IDGT(start)).Order(journalentry.ByID()).IDs(w.ctx))(t)
	if len(want) != writers*each {
		t.Fatalf("%d entries, want %d", len(want), writers*each)
	}
	for i, got := range seen {
		ids := make([]int64, len(got))
		for k, e := range got {
			ids[k] = e.ID
		}
		if !slices.Equal(ids, want) {
			t.Errorf("reader %d saw %d entries, not the %d in their order", i, len(ids), len(want))
		}
	}
}

func TestOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		run(t, w.log)
		w.storm(t, w.log)
	})
	t.Run("two processes on one PostgreSQL", func(t *testing.T) {
		url := pgtest.URL(t)
		logs := make([]*journal.Log, 2)
		var w *world
		for i := range logs {
			db := must(store.Open(t.Context(), store.Config{DatabaseURL: url}))(t)
			t.Cleanup(func() { _ = db.Close() })
			if i == 0 {
				w = newWorld(t, db)
				logs[0] = w.log
			} else {
				logs[i] = w.open(db)
			}
			run(t, logs[i])
		}
		w.storm(t, logs...)
	})
}

func TestNext(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for i := range 30 {
			must(w.group(w.log, fmt.Sprint(i)))(t)
		}
		groups := func(e *journal.Entry) bool { return e.Verb == journal.GroupCreated.Name }
		inSQL := func(s *sql.Selector) { s.Where(sql.EQ(s.C(journalentry.FieldVerb), journal.GroupCreated.Name)) }

		t.Run("from memory and from the database it is the same", func(t *testing.T) {
			later := w.open(db) // has read them from the database
			for _, log := range []*journal.Log{w.log, later, journal.Forgetful(w.open(db))} {
				got, to, err := log.Next(t.Context(), 0, groups, inSQL)
				if err != nil || len(got) != 30 || to != log.Position() {
					t.Fatalf("%d entries up to %d of %d, %v", len(got), to, log.Position(), err)
				}
				if got, to, err := log.Next(t.Context(), got[9].ID, groups, inSQL); err != nil || len(got) != 20 || to != log.Position() {
					t.Fatalf("%d entries up to %d, %v", len(got), to, err)
				}
				if got, to, err := log.Read(t.Context(), got[9].ID, got[14].ID, 1000, groups, inSQL); err != nil || len(got) != 5 || to != got[4].ID {
					t.Fatalf("%d entries up to %d, %v", len(got), to, err)
				}
				if some, to, err := log.Read(t.Context(), got[9].ID, log.Position(), 7, groups, inSQL); err != nil || len(some) != 7 || to != got[16].ID {
					t.Fatalf("%d entries up to %d, %v", len(some), to, err)
				}
				if got, to, err := log.Next(t.Context(), 0, func(*journal.Entry) bool { return false }); err != nil || len(got) != 0 || to != log.Position() {
					t.Fatalf("%d entries up to %d, %v", len(got), to, err)
				}
			}
		})

		t.Run("it ends with its context", func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			time := make(chan error, 1)
			go func() { _, _, err := w.log.Next(ctx, w.log.Position(), every); time <- err }()
			cancel()
			within(t, "Next", func() {
				if err := <-time; !errors.Is(err, context.Canceled) {
					t.Errorf("ended with %v", err)
				}
			})
		})

		t.Run("the last entry is known before the tail has it", func(t *testing.T) {
			other := w.open(db)
			must(w.group(w.log, "elsewhere"))(t)
			if last := must(other.Last(w.ctx))(t); last != w.log.Position() || other.Position() >= last {
				t.Errorf("last %d, the tail at %d, the other at %d", last, other.Position(), w.log.Position())
			}
		})
	})
}

func TestApply(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		t.Run("it sees each entry before any follower, and a failure holds the tail", func(t *testing.T) {
			w := newWorld(t, db)
			var applied atomic.Int64
			var broken atomic.Bool
			w.log.Apply(func(_ context.Context, batch []*journal.Entry) error {
				if broken.Load() {
					return errors.New("broken")
				}
				applied.Store(batch[len(batch)-1].ID)
				return nil
			})
			run(t, w.log)
			stop := make(chan struct{})
			var followers sync.WaitGroup
			followers.Go(func() {
				for at := int64(0); ; {
					ctx, cancel := context.WithCancel(t.Context())
					go func() {
						select {
						case <-stop:
							cancel()
						case <-ctx.Done():
						}
					}()
					_, to, err := w.log.Next(ctx, at, every)
					cancel()
					if err != nil {
						return
					}
					if have := applied.Load(); have < to && to > 1 {
						t.Errorf("delivered up to %d, applied up to %d", to, have)
					}
					at = to
				}
			})
			for i := range 40 {
				must(w.group(w.log, fmt.Sprint(i)))(t)
			}
			broken.Store(true)
			at := w.log.Position()
			done := make(chan error, 1)
			go func() { _, err := w.group(w.log, "held"); done <- err }()
			until(t, "trouble", func() bool { return w.log.Trouble() != nil })
			if w.log.Position() != at || !w.has("held") {
				t.Errorf("the tail moved to %d, or the change is not committed", w.log.Position())
			}
			broken.Store(false)
			within(t, "the change that was held", func() {
				if err := <-done; err != nil {
					t.Error(err)
				}
			})
			if w.log.Trouble() != nil || w.log.Position() <= at {
				t.Errorf("trouble %v at %d", w.log.Trouble(), w.log.Position())
			}
			close(stop)
			within(t, "the follower", followers.Wait)
		})
	})
	t.Run("without a running tail the writer moves it", func(t *testing.T) {
		w := newWorld(t, storetest.SQLite(t))
		seen := 0
		w.log.Apply(func(_ context.Context, batch []*journal.Entry) error { seen += len(batch); return nil })
		must(w.group(w.log, "alone"))(t)
		if last := must(w.log.Last(w.ctx))(t); seen != 1 || w.log.Position() != last {
			t.Errorf("applied %d, stands at %d of %d", seen, w.log.Position(), last)
		}
	})
	t.Run("memory stays bounded", func(t *testing.T) {
		w := newWorld(t, storetest.SQLite(t))
		kept := journal.Flood(w.log, 100_000)
		if kept > 17_500 {
			t.Errorf("%d entries are kept", kept)
		}
	})
}
