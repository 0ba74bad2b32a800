package access

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"sync"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// Store keeps the snapshots of the tenants that were asked about, as new as the
// journal's tail: it sees each entry before any follower does.
type Store struct {
	db *store.DB

	mu        sync.RWMutex
	catalogue *Catalogue
	tenants   map[uuid.UUID]Tenant
	slugs     map[string]uuid.UUID
	snapshots map[uuid.UUID]*Snapshot
	scopes    map[uuid.UUID]*Scope
}

// NewStore reads catalogue and tenants, and follows the journal from now on.
func NewStore(ctx context.Context, log *journal.Log) (*Store, error) {
	s := &Store{db: log.DB(), snapshots: map[uuid.UUID]*Snapshot{}, scopes: map[uuid.UUID]*Scope{}}
	if err := s.reloadWorld(viewer.AsSystem(ctx)); err != nil {
		return nil, err
	}
	log.Apply(s.apply)
	return s, nil
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
func (s *Store) Scope(ctx context.Context, t uuid.UUID) (*Scope, error) {
	s.mu.RLock()
	got := s.scopes[t]
	s.mu.RUnlock()
	if got != nil {
		return got, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.scope(viewer.AsSystem(ctx), t)
}

func (s *Store) scope(ctx context.Context, t uuid.UUID) (*Scope, error) {
	if got := s.scopes[t]; got != nil {
		return got, nil
	}
	if _, ok := s.tenants[t]; !ok {
		return nil, fmt.Errorf("no tenant %s", t)
	}
	next := &Scope{Catalogue: s.catalogue}
	for i, part := range append([]uuid.UUID{t}, s.above(t)...) {
		snap := s.snapshots[part]
		if snap == nil {
			var err error
			if snap, err = s.load(ctx, part); err != nil {
				return nil, err
			}
			s.snapshots[part] = snap
		}
		if i == 0 {
			next.Own = snap
		} else {
			next.Above = append(next.Above, snap)
		}
	}
	s.scopes[t] = next
	return next, nil
}

// load reads a snapshot and its place in the journal from one moment.
func (s *Store) load(ctx context.Context, t uuid.UUID) (snap *Snapshot, err error) {
	err = s.db.Snapshot(ctx, func(c *ent.Client) error {
		last, err := c.JournalEntry.Query().Order(ent.Desc(journalentry.FieldID)).Limit(1).Select(journalentry.FieldID).Ints(ctx)
		if err != nil {
			return err
		}
		var entry int64
		if len(last) == 1 {
			entry = int64(last[0])
		}
		snap, err = loadSnapshot(ctx, c, t, entry)
		return err
	})
	return snap, err
}

func (s *Store) reloadWorld(ctx context.Context) error {
	cat, err := loadCatalogue(ctx, s.db.Client())
	if err != nil {
		return fmt.Errorf("reading the catalogue: %w", err)
	}
	rows, err := s.db.Client().Tenant.Query().All(ctx)
	if err != nil {
		return fmt.Errorf("reading tenants: %w", err)
	}
	s.catalogue, s.tenants, s.slugs = cat, make(map[uuid.UUID]Tenant, len(rows)), make(map[string]uuid.UUID, len(rows))
	for _, t := range rows {
		s.tenants[t.ID], s.slugs[t.Slug] = tenantOf(t), t.ID
	}
	s.scopes = map[uuid.UUID]*Scope{}
	return nil
}

// apply moves the snapshots past a batch of entries.
func (s *Store) apply(ctx context.Context, batch []*journal.Entry) error {
	touched := map[uuid.UUID]*touch{}
	world := false
	for _, e := range batch {
		if v, known := journal.VerbOf(e.Verb); known && !v.Moves {
			continue
		}
		kind := id.Kind(e.SubjectKind)
		if e.TenantID == nil || kind == id.Tenant {
			world = true
		}
		if e.TenantID != nil {
			t := touched[*e.TenantID]
			if t == nil {
				t = &touch{}
				touched[*e.TenantID] = t
			}
			t.add(kind, e)
		}
	}
	if len(touched) == 0 && !world {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if world {
		if err := s.reloadWorld(ctx); err != nil {
			return err
		}
		clear(s.snapshots)
		return nil
	}
	for t, what := range touched {
		if err := s.move(ctx, t, what, batch[len(batch)-1].ID); err != nil {
			return err
		}
	}
	clear(s.scopes)
	return nil
}

// move brings one tenant's snapshot up to an entry: a few users by themselves,
// anything else by reading it anew when it is next asked for.
func (s *Store) move(ctx context.Context, t uuid.UUID, what *touch, entry int64) error {
	snap := s.snapshots[t]
	if snap == nil || snap.Entry >= entry {
		return nil
	}
	if what.whole || len(what.users) > 64 {
		delete(s.snapshots, t)
		return nil
	}
	now, err := loadUsers(ctx, s.db.Client(), t, what.users)
	if err != nil {
		return fmt.Errorf("reading users anew: %w", err)
	}
	s.snapshots[t] = snap.replaced(entry, what.users, now)
	return nil
}

// touch is what of a tenant a batch of entries concerns.
type touch struct {
	whole bool
	users []uuid.UUID
}

func (t *touch) add(kind id.Kind, e *journal.Entry) {
	switch kind {
	case id.User:
		t.users = append(t.users, e.SubjectID)
	case id.Grant:
		if u := userOfGrant(e); u != uuid.Nil {
			t.users = append(t.users, u)
			return
		}
		t.whole = true
	case id.Invite:
	default:
		t.whole = true
	}
}

func userOfGrant(e *journal.Entry) uuid.UUID {
	var g struct {
		User uuid.UUID `json:"user_id"`
	}
	state := e.After
	if len(state) == 0 {
		state = e.Before
	}
	if json.Unmarshal(state, &g) != nil {
		return uuid.Nil
	}
	return g.User
}
