package journal_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

// sender is somebody who acts in the world's tenant.
func (w *world) sender() context.Context {
	return viewer.With(w.t.Context(), &viewer.Viewer{Person: id.New(), Tenant: w.tenant.ID, Acts: []uuid.UUID{w.tenant.ID}})
}

// sending is one under a key, and the context for its changes.
func sending(ctx context.Context, key string) (*journal.Once, context.Context) {
	sum := sha256.Sum256([]byte(key))
	o := journal.NewOnce(ctx, sum[:], sum[:])
	return o, o.With(ctx)
}

// founds makes a group of this name.
func (w *world) founds(ctx context.Context, name string) error {
	_, err := journal.Write(ctx, w.log, journal.GroupCreated, func(tx *ent.Client) (*ent.Group, error) {
		return tx.Group.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetName(name).Save(ctx)
	})
	return err
}

// holds says how many groups, entries about them and keys there are.
func (w *world) holds(t *testing.T, groups, keys int) {
	t.Helper()
	c := w.log.DB().Client()
	g, e, k := must(c.Group.Query().Count(w.ctx))(t), must(c.JournalEntry.Query().Count(w.ctx))(t)-1, must(c.OnceKey.Query().Count(w.ctx))(t)
	if g != groups || e != groups || k != keys {
		t.Errorf("%d groups, %d entries, %d keys; want %d, %d, %d", g, e, k, groups, groups, keys)
	}
}

func TestOnce(t *testing.T) {
	t.Run("the_first_change_commits_the_key_and_the_later_ones_pass", onBoth(func(t *testing.T, w *world) {
		_, ctx := sending(w.sender(), "a")
		for _, name := range []string{"one", "two"} {
			if err := w.founds(ctx, name); err != nil {
				t.Fatal(err)
			}
		}
		w.holds(t, 2, 1)
	}))
	t.Run("a_second_sending_changes_nothing_at_all", onBoth(func(t *testing.T, w *world) {
		who := w.sender()
		_, first := sending(who, "a")
		if err := w.founds(first, "one"); err != nil {
			t.Fatal(err)
		}
		again, second := sending(who, "a")
		for _, name := range []string{"two", "three"} {
			if err := w.founds(second, name); !fault.Is(err, fault.Busy) {
				t.Errorf("%v", err)
			}
		}
		if !again.Lost() {
			t.Error("it does not know that another was first")
		}
		w.holds(t, 1, 1)
	}))
	t.Run("of_sendings_at_once_one_changes_something", onBoth(func(t *testing.T, w *world) {
		who := w.sender()
		var all sync.WaitGroup
		won := make(chan string, 20)
		for n := range 20 {
			all.Go(func() {
				name := string(rune('a' + n))
				_, ctx := sending(who, "a")
				if err := w.founds(ctx, name); err == nil {
					won <- name
				} else if !fault.Is(err, fault.Busy) {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if len(won) != 1 {
			t.Errorf("%d have won", len(won))
		}
		w.holds(t, 1, 1)
	}))
	t.Run("what_changes_nothing_leaves_no_key", onBoth(func(t *testing.T, w *world) {
		who, broken := w.sender(), errors.New("broken")
		for _, err := range []error{journal.Nothing, broken} {
			_, ctx := sending(who, "a")
			_, got := journal.Write(ctx, w.log, journal.GroupCreated, func(*ent.Client) (*ent.Group, error) { return nil, err })
			if err == broken && !errors.Is(got, broken) || err != broken && got != nil {
				t.Errorf("%v", got)
			}
		}
		w.holds(t, 0, 0)
		_, ctx := sending(who, "a")
		if err := w.founds(ctx, "one"); err != nil {
			t.Errorf("afterwards: %v", err)
		}
		w.holds(t, 1, 1)
	}))
	t.Run("another_sender_has_other_keys", onBoth(func(t *testing.T, w *world) {
		for _, name := range []string{"one", "two"} {
			_, ctx := sending(w.sender(), "a")
			if err := w.founds(ctx, name); err != nil {
				t.Error(err)
			}
		}
		w.holds(t, 2, 2)
	}))
	t.Run("whoever_acts_in_no_tenant_changes_nothing_under_a_key", onBoth(func(t *testing.T, w *world) {
		_, ctx := sending(viewer.With(t.Context(), &viewer.Viewer{Person: id.New()}), "a")
		if err := w.founds(ctx, "one"); err == nil {
			t.Error("it was done")
		}
		w.holds(t, 0, 0)
	}))
}

// TestOnceFinish is about what is kept beside the key.
func TestOnceFinish(t *testing.T) {
	answer := "sealed"
	t.Run("the_answer_is_kept_where_nothing_was_changed_too", onBoth(func(t *testing.T, w *world) {
		for _, change := range []bool{true, false} {
			who := w.sender()
			o, ctx := sending(who, "a")
			if change {
				if err := w.founds(ctx, "one"); err != nil {
					t.Fatal(err)
				}
			}
			if err := o.Finish(ctx, w.log, &answer); err != nil {
				t.Fatal(err)
			}
			next, _ := sending(who, "a")
			was := must(next.Earlier(who, w.log))(t)
			if was == nil || was.FinishedAt == nil || was.Answer == nil || *was.Answer != answer {
				t.Errorf("changed: %v: %+v", change, was)
			}
		}
	}))
	t.Run("without_an_answer_only_what_changed_something_is_remembered", onBoth(func(t *testing.T, w *world) {
		who := w.sender()
		o, ctx := sending(who, "a")
		if err := o.Finish(ctx, w.log, nil); err != nil {
			t.Fatal(err)
		}
		w.holds(t, 0, 0)
		if err := w.founds(ctx, "one"); err != nil {
			t.Fatal(err)
		}
		if err := o.Finish(ctx, w.log, nil); err != nil {
			t.Fatal(err)
		}
		if was := must(o.Earlier(who, w.log))(t); was == nil || was.FinishedAt == nil || was.Answer != nil {
			t.Errorf("%+v", was)
		}
	}))
	t.Run("of_two_that_changed_nothing_the_first_answer_stays", onBoth(func(t *testing.T, w *world) {
		who, other := w.sender(), "another"
		first, ctx := sending(who, "a")
		second, _ := sending(who, "a")
		if err := errors.Join(first.Finish(ctx, w.log, &answer), second.Finish(ctx, w.log, &other)); err != nil {
			t.Fatal(err)
		}
		if was := must(first.Earlier(who, w.log))(t); first.Lost() || !second.Lost() || *was.Answer != answer {
			t.Errorf("%+v, %v, %v", was, first.Lost(), second.Lost())
		}
	}))
	t.Run("a_day_later_the_key_is_new", onBoth(func(t *testing.T, w *world) {
		who := w.sender()
		o, ctx := sending(who, "a")
		if err := errors.Join(w.founds(ctx, "one"), o.Finish(ctx, w.log, &answer)); err != nil {
			t.Fatal(err)
		}
		w.clock.Advance(journal.OnceLife - time.Microsecond)
		if was := must(o.Earlier(who, w.log))(t); was == nil {
			t.Error("forgotten too early")
		}
		w.clock.Advance(time.Microsecond)
		if was := must(o.Earlier(who, w.log))(t); was != nil {
			t.Errorf("%+v", was)
		}
		_, ctx = sending(who, "a")
		if err := w.founds(ctx, "two"); err != nil {
			t.Error(err)
		}
		w.holds(t, 2, 1)
	}))
	t.Run("what_is_old_is_forgotten_for_all", onBoth(func(t *testing.T, w *world) {
		for _, name := range []string{"old", "older", "new"} {
			if name == "new" {
				w.clock.Advance(journal.OnceLife)
			}
			_, ctx := sending(w.sender(), "a")
			if err := w.founds(ctx, name); err != nil {
				t.Fatal(err)
			}
		}
		if err := journal.Forget(w.ctx, w.log); err != nil {
			t.Fatal(err)
		}
		w.holds(t, 3, 1)
	}))
}

func onBoth(f func(t *testing.T, w *world)) func(*testing.T) {
	return func(t *testing.T) {
		storetest.Each(t, func(t *testing.T, db *store.DB) { f(t, newWorld(t, db)) })
	}
}
