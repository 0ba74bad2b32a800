package graph

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

	"doorward/internal/journal"
)

const (
	window    = 50 * time.Millisecond // a subscription delivers at most once in it
	batches   = 64                    // whose rows are kept for the next subscriber
	places    = 256                   // whose cursors are
	rowsLimit = 10 * time.Second      // for reading what all of them wait for
)

// sharing lets the subscriptions of a process keep step, so that what one batch
// needs of a tenant is read once and not once a subscriber. The zero value is ready.
type sharing struct {
	mu   sync.Mutex
	slot int64 // the window, counted from the process's beginning
	to   int64 // how far everybody reads in it

	rows    recent[batchOf, *loaders]
	cursors recent[batchOf, string]
}

// batchOf is a struct and never a joined text: no two of them can meet (T-36).
type batchOf struct {
	in uuid.UUID
	to int64
}

var begun = time.Now() // windows are of the process's own time, which no clock of a test moves

// pace says how far to read now. The first news comes at once; what follows is
// gathered until the next window. All subscribers of a window read equally far.
func (h *sharing) pace(ctx context.Context, log *journal.Log, last, after int64) (slot, to int64) {
	if slot = int64(time.Since(begun) / window); slot == last {
		wait := time.NewTimer(time.Until(begun.Add(time.Duration(last+1) * window)))
		defer wait.Stop()
		select {
		case <-ctx.Done():
			return slot, after
		case <-wait.C:
			slot = int64(time.Since(begun) / window)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.slot != slot || h.to <= after {
		h.slot, h.to = slot, log.Position()
	}
	return slot, h.to
}

// loadersFor is the loaders of one batch for the viewers of one tenant, the same
// for all its subscribers: they find nothing in a tenant that a key does not name,
// and whether the viewer may see a thing is decided before it is asked for.
func (r *Resolver) loadersFor(in uuid.UUID, to int64) *loaders {
	return r.shared.rows.get(batchOf{in, to}, batches, r.newLoaders)
}

// forget drops a batch that could not be read: the next subscriber reads anew.
func (r *Resolver) forget(in uuid.UUID, to int64) { r.shared.rows.forget(batchOf{in, to}) }

// batch is the context in which a batch is read. It waits for nobody in
// particular, since others wait for the same rows.
func (r *Resolver) batch(ctx context.Context, in uuid.UUID, to int64) (context.Context, context.CancelFunc) {
	l := r.loadersFor(in, to)
	ctx = context.WithValue(context.WithoutCancel(ctx), loadersKey{}, func() *loaders { return l })
	return context.WithTimeout(ctx, rowsLimit)
}

// rowsOf reads rows of one tenant for a batch; nil for those that are gone.
func rowsOf[T any](ctx context.Context, r *Resolver, n news, tenant uuid.UUID, ids []uuid.UUID, of func(*loaders) *loader[key, *T]) (map[uuid.UUID]*T, error) {
	ctx, done := r.batch(ctx, n.in, n.to)
	defer done()
	keys := make([]key, len(ids))
	for i, u := range ids {
		keys[i] = key{tenant, u}
	}
	rows, err := of(r.load(ctx)).LoadAll(ctx, keys)
	if err != nil {
		r.forget(n.in, n.to)
		return nil, err
	}
	found := make(map[uuid.UUID]*T, len(ids))
	for i, u := range ids {
		found[u] = rows[i]
	}
	return found, nil
}

// there is the rows that are not gone.
func there[T any](rows map[uuid.UUID]*T) []*T {
	all := make([]*T, 0, len(rows))
	for _, row := range rows {
		if row != nil {
			all = append(all, row)
		}
	}
	return all
}
