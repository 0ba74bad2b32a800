package graph

import (
	"context"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vikstrous/dataloadgen"

	"doorward/internal/viewer"
)

const (
	batch  = 1000                   // keys in one statement
	gather = 500 * time.Microsecond // how long a key without mates waits for others
)

// key names a thing and the tenant in which it is looked for: a loader finds
// nothing in a tenant that the key does not name.
type key struct{ tenant, id uuid.UUID }

// loader reads things by their keys, many in one statement. Keys that came
// together, as the rows of a page, are read together by whoever asks for the
// first of them, without waiting to see who else asks.
type loader[K comparable, V any] struct {
	*dataloadgen.Loader[K, V]
	fetch func(context.Context, []K) (map[K]V, error)

	mu    sync.Mutex
	mates map[K]*company[K]
}

// company is keys that came together.
type company[K comparable] struct {
	keys []K
	mu   sync.Mutex
	read bool
}

func newLoader[K comparable, V any](fetch func(context.Context, []K) (map[K]V, error)) *loader[K, V] {
	l := &loader[K, V]{mates: map[K]*company[K]{}}
	l.fetch = func(ctx context.Context, keys []K) (map[K]V, error) {
		all := make(map[K]V, len(keys))
		for len(keys) > 0 {
			part := keys[:min(batch, len(keys))]
			keys = keys[len(part):]
			found, err := fetch(ctx, part)
			if err != nil {
				return nil, err
			}
			for _, k := range part {
				all[k] = found[k] // the zero value for what is not there
			}
		}
		return all, nil
	}
	l.Loader = dataloadgen.NewMappedLoader(l.fetch, dataloadgen.WithBatchCapacity(batch), dataloadgen.WithWait(gather))
	return l
}

// newLists is a loader of lists: where there is nothing the list is empty, and not
// null, which would say that it may not be seen.
func newLists[K comparable, V any](fetch func(context.Context, []K) (map[K][]V, error)) *loader[K, []V] {
	return newLoader(func(ctx context.Context, keys []K) (map[K][]V, error) {
		found, err := fetch(ctx, keys)
		if err != nil {
			return nil, err
		}
		all := make(map[K][]V, len(keys))
		for _, k := range keys {
			all[k] = append([]V{}, found[k]...)
		}
		return all, nil
	})
}

// together notes keys that are to be read as one. A key that has mates keeps them.
func (l *loader[K, V]) together(keys []K) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := &company[K]{keys: make([]K, 0, len(keys))}
	for _, k := range keys {
		if l.mates[k] == nil {
			l.mates[k] = c
			c.keys = append(c.keys, k)
		}
	}
}

// load is the thing of a key; the zero value where there is none. A failure is
// nobody else's: who asks next reads anew, in a context of their own. An answer that
// takes too long ends here also where everything was read long ago.
func (l *loader[K, V]) load(ctx context.Context, k K) (V, error) {
	if err := ctx.Err(); err != nil {
		var none V
		return none, err
	}
	l.mu.Lock()
	c := l.mates[k]
	l.mu.Unlock()
	if c != nil {
		if err := l.readAll(ctx, c); err != nil {
			var none V
			return none, err
		}
	}
	v, err := l.Load(ctx, k)
	if err != nil {
		l.Clear(k)
	}
	return v, err
}

func (l *loader[K, V]) readAll(ctx context.Context, c *company[K]) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.read {
		return nil
	}
	found, err := l.fetch(ctx, c.keys)
	if err != nil {
		return err
	}
	for k, v := range found {
		l.Prime(k, v)
	}
	c.read = true
	return nil
}

// all loads the things of these keys, as one, without those that are not there.
func all[K comparable, V any](ctx context.Context, l *loader[K, *V], keys []K) ([]*V, error) {
	l.together(keys)
	found := make([]*V, 0, len(keys))
	for _, k := range keys {
		v, err := l.load(ctx, k)
		if err != nil {
			return nil, err
		}
		if v != nil {
			found = append(found, v)
		}
	}
	return found, nil
}

// apart splits keys into tenants and ids, and widens the context to the tenants:
// each was decided when its key was made.
func apart(ctx context.Context, keys []key) (context.Context, []uuid.UUID, []uuid.UUID) {
	seen := make(map[uuid.UUID]bool, 1)
	var tenants []uuid.UUID
	ids := make([]uuid.UUID, len(keys))
	for i, k := range keys {
		ids[i] = k.id
		if !seen[k.tenant] {
			seen[k.tenant] = true
			tenants = append(tenants, k.tenant)
		}
	}
	return viewer.Widened(ctx, tenants), tenants, ids
}

type loadersKey struct{}

// freshLoaders gives each response loaders of its own: what was read for one
// answer, or for one event of a subscription, is never an answer to another.
func (r *Resolver) freshLoaders(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	return next(context.WithValue(ctx, loadersKey{}, sync.OnceValue(r.newLoaders)))
}

// freshAfterMutation does the same for each act of several in one operation.
func (r *Resolver) freshAfterMutation(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	if op := graphql.GetOperationContext(ctx).Operation; op != nil && op.Operation == ast.Mutation {
		ctx = context.WithValue(ctx, loadersKey{}, sync.OnceValue(r.newLoaders))
	}
	return next(ctx)
}

// load is the loaders of the response.
func (r *Resolver) load(ctx context.Context) *loaders {
	if once, ok := ctx.Value(loadersKey{}).(func() *loaders); ok {
		return once()
	}
	return r.newLoaders()
}
