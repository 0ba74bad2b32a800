package graph

import "sync"

// recent keeps the last things that were made for several to use. The zero value
// is ready.
type recent[K comparable, V any] struct {
	mu    sync.Mutex
	all   map[K]V
	order []K
}

// get is the thing of a key, made by the first who asks; so many are kept.
func (r *recent[K, V]) get(k K, most int, create func() V) V {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, there := r.all[k]
	if there {
		return v
	}
	if r.all == nil {
		r.all = make(map[K]V, most)
	}
	v = create()
	r.all[k], r.order = v, append(r.order, k)
	if len(r.order) > most {
		delete(r.all, r.order[0])
		r.order = append(r.order[:0], r.order[1:]...)
	}
	return v
}

// forget has the next who asks make it anew; its place in the order goes in its turn.
func (r *recent[K, V]) forget(k K) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.all, k)
}
