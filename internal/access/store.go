package access

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/singleflight"

	"doorward/ent"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// ErrNoTenant is the answer to a scope that is asked for where no tenant is.
var ErrNoTenant = errors.New("there is no such tenant")

// Store keeps the snapshots of the tenants that were asked about, as new as the
// journal's tail: it sees each entry before any follower does.
type Store struct {
	db      *store.DB
	reading singleflight.Group

	mu        sync.RWMutex
	catalogue *Catalogue
	tenants   map[uuid.UUID]Tenant
	slugs     map[string]uuid.UUID
	snapshots map[uuid.UUID]*Snapshot
	scopes    map[uuid.UUID]*Scope
	missed    map[uuid.UUID]*touch // by the readings that are under way
	blind     error                // why catalogue or tenants could not be read anew
}

// NewStore reads catalogue and tenants, and follows the journal from now on.
func NewStore(ctx context.Context, log *journal.Log) (*Store, error) {
	s := &Store{db: log.DB(), snapshots: map[uuid.UUID]*Snapshot{}, scopes: map[uuid.UUID]*Scope{}, missed: map[uuid.UUID]*touch{}}
	ctx = viewer.AsSystem(ctx)
	var err error
	if s.catalogue, err = loadCatalogue(ctx, s.db.Client()); err != nil {
		return nil, err
	}
	if s.tenants, s.slugs, err = loadTenants(ctx, s.db.Client()); err != nil {
		return nil, err
	}
	log.Apply(s.apply)
	return s, nil
}

func loadTenants(ctx context.Context, c *ent.Client) (map[uuid.UUID]Tenant, map[string]uuid.UUID, error) {
	rows, err := c.Tenant.Query().All(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("reading tenants: %w", err)
	}
	tenants, slugs := make(map[uuid.UUID]Tenant, len(rows)), make(map[string]uuid.UUID, len(rows))
	for _, t := range rows {
		tenants[t.ID], slugs[t.Slug] = tenantOf(t), t.ID
	}
	return tenants, slugs, nil
}

// Tenant finds a tenant by its id.
func (s *Store) Tenant(t uuid.UUID) (Tenant, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	got, ok := s.tenants[t]
	return got, ok
}

// BySlug finds a tenant by its slug.
func (s *Store) BySlug(slug string) (Tenant, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	got, ok := s.tenants[s.slugs[slug]]
	return got, ok
}

// Above lists the tenants above one, nearest first.
func (s *Store) Above(t uuid.UUID) []uuid.UUID {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.above(t)
}

func (s *Store) above(t uuid.UUID) []uuid.UUID {
	var all []uuid.UUID
	for p := s.tenants[t].Parent; p != uuid.Nil && len(all) < 32; p = s.tenants[p].Parent {
		all = append(all, p)
	}
	return all
}

// Below lists the tenants below one, at every depth, by name.
func (s *Store) Below(t uuid.UUID) []Tenant {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var all []Tenant
	for _, other := range s.tenants {
		for _, a := range s.above(other.ID) {
			if a == t {
				all = append(all, other)
			}
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Name < all[j].Name })
	return all
}

// Scope is what a decision in the tenant reads, as new as the journal's tail.
// Errors are ErrNoTenant, and those of reading: then nothing can be decided.
func (s *Store) Scope(ctx context.Context, t uuid.UUID) (*Scope, error) {
	for {
		s.mu.RLock()
		got := s.scopes[t]
		s.mu.RUnlock()
		if got != nil {
			return got, nil
		}
		got, missing, err := s.join(t)
		if got != nil || err != nil {
			return got, err
		}
		if err := s.read(ctx, missing); err != nil {
			return nil, err
		}
	}
}

// Ready tells whether a decision in the tenant needs no reading now.
func (s *Store) Ready(t uuid.UUID) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.scopes[t] != nil
}

// join makes a scope of the snapshots, or says which one has to be read first.
func (s *Store) join(t uuid.UUID) (got *Scope, missing uuid.UUID, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.blind != nil {
		return nil, uuid.Nil, s.blind
	}
	if _, ok := s.tenants[t]; !ok {
		return nil, uuid.Nil, ErrNoTenant
	}
	var parts []*Snapshot
	for _, part := range append([]uuid.UUID{t}, s.above(t)...) {
		snap := s.snapshots[part]
		if snap == nil {
			return nil, part, nil
		}
		parts = append(parts, snap)
	}
	got = newScope(s.catalogue, parts[0], parts[1:])
	s.scopes[t] = got
	return got, uuid.Nil, nil
}

// patience is how long a reading may take that others may be waiting for.
const patience = time.Minute

// read waits for a tenant's snapshot: one reading for all who ask, that goes on
// when the first of them has gone.
func (s *Store) read(ctx context.Context, t uuid.UUID) error {
	done := s.reading.DoChan(t.String(), func() (any, error) {
		ctx, stop := context.WithTimeout(context.WithoutCancel(viewer.AsSystem(ctx)), patience)
		defer stop()
		return nil, s.load(ctx, t)
	})
	select {
	case <-ctx.Done():
		return ctx.Err()
	case r := <-done:
		return r.Err
	}
}
