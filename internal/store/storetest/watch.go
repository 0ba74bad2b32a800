package storetest

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"doorward/internal/store/storetest/wall"
	"doorward/internal/viewer"
)

// Watch is for store.Config.Watch: it fails the test for each statement that touches a
// tenant's table without its tenant, unless its viewer passes the wall. SQLite has no
// second wall: this stands in for it.
func Watch(t testing.TB) func(context.Context, string, []any) {
	t.Helper()
	w := watcher{faults: map[string]string{}, changed: map[change]bool{}}
	t.Cleanup(func() { // not at once: it may be a goroutine's that outlives the test's own
		w.Lock()
		defer w.Unlock()
		for query, found := range w.faults {
			t.Errorf("a statement without its tenant: %s\n%s", found, query)
		}
	})
	return w.sees
}

type watcher struct {
	sync.Mutex
	faults  map[string]string // by statement
	changed map[change]bool
}

// change is a row that was just changed within its tenant. Ent reads it once more, with
// the same context and by its id alone: that is let pass, once.
type change struct {
	ctx   context.Context
	table string
	id    uuid.UUID
}

func (w *watcher) sees(ctx context.Context, query string, args []any) {
	if v := viewer.From(ctx); v != nil && v.System {
		return
	}
	w.Lock()
	defer w.Unlock()
	found := wall.Faults(query)
	if table := wall.Updates(query); table != "" && len(found) == 0 {
		for _, arg := range args {
			if id, ok := arg.(uuid.UUID); ok {
				w.changed[change{ctx, table, id}] = true
			}
		}
	}
	if len(found) == 0 {
		return
	}
	if table := wall.Rereads(query); table != "" && len(args) == 1 {
		id, _ := args[0].(uuid.UUID)
		if again := (change{ctx, table, id}); w.changed[again] {
			delete(w.changed, again)
			return
		}
	}
	w.faults[query] = strings.Join(found, "; ")
}
