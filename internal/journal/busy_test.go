package journal_test

import (
	"testing"
	"time"

	"doorward/ent"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
)

// One change that takes its time may not make those behind it wait one after the other.
func TestWriteWaitsOnceForTheOthers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		g := must(w.group(w.log, "Held"))(t)
		before := w.count()
		rename := func(then func()) error {
			_, err := journal.Write(w.ctx, w.log, journal.GroupCreated, func(tx *ent.Client) (*ent.Group, error) {
				defer then()
				return tx.Group.UpdateOne(g).SetName("Renamed").Save(w.ctx)
			})
			return err
		}
		held, release, ended := make(chan struct{}), make(chan struct{}), make(chan error)
		go func() { ended <- rename(func() { close(held); <-release }) }()
		<-held
		const waiting = 24
		answers, begun := make(chan error, waiting), time.Now()
		for range waiting {
			go func() { answers <- rename(func() {}) }()
		}
		within(t, "writers", func() {
			for range waiting {
				if err := <-answers; !store.IsBusy(err) {
					t.Errorf("want busy: %v", err)
				}
			}
		})
		// On PostgreSQL a row that others wait for too is two locks.
		if took := time.Since(begun); took > 14*time.Second {
			t.Errorf("it took %v until all were told", took)
		}
		if w.count() != before {
			t.Error("an entry of a change that was not made")
		}
		close(release)
		if err := <-ended; err != nil {
			t.Error(err)
		}
		must(w.group(w.log, "After"))(t)
	})
}
