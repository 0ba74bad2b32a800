package access

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/id"
	"doorward/internal/journal"
)

// load reads a tenant and what moved in it meanwhile, until it misses nothing.
func (s *Store) load(ctx context.Context, t uuid.UUID) error {
	s.mu.Lock()
	s.missed[t] = &touch{whole: true, last: 1}
	s.mu.Unlock()
	snap := &Snapshot{Tenant: Tenant{ID: t}}
	for {
		s.mu.Lock()
		what := s.missed[t]
		if what.last <= snap.Entry {
			s.snapshots[t] = snap
			delete(s.missed, t)
			s.mu.Unlock()
			return nil
		}
		s.missed[t] = &touch{}
		s.mu.Unlock()
		err := s.db.Snapshot(ctx, func(c *ent.Client) (err error) {
			snap, err = snap.after(ctx, c, what)
			return err
		})
		if err != nil {
			s.mu.Lock()
			delete(s.missed, t)
			s.mu.Unlock()
			return err
		}
	}
}

// movement is what a batch of entries moved.
type movement struct {
	tenants   map[uuid.UUID]*touch
	list      bool // which tenants there are, and how they stand
	catalogue bool
}

func movementOf(batch []*journal.Entry) movement {
	m := movement{tenants: map[uuid.UUID]*touch{}}
	for _, e := range batch {
		if v, known := journal.VerbOf(e.Verb); known && !v.Moves {
			continue
		}
		kind := id.Kind(e.SubjectKind)
		switch {
		case kind == id.Person, kind == id.Session: // they hold nothing but through their users
			continue
		case e.TenantID == nil:
			m.catalogue = true
			continue
		}
		m.list = m.list || kind == id.Tenant
		t := m.tenants[*e.TenantID]
		if t == nil {
			t = &touch{}
			m.tenants[*e.TenantID] = t
		}
		t.add(e)
	}
	return m
}

// apply moves the snapshots past a batch of entries. Where that fails they are
// forgotten: nothing is decided on what is known to be old.
func (s *Store) apply(ctx context.Context, batch []*journal.Entry) error {
	m := movementOf(batch)
	if len(m.tenants) == 0 && !m.catalogue {
		return nil
	}
	next, err := s.moved(ctx, m, s.before(m, batch[len(batch)-1].ID))
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil && (m.catalogue || m.list) {
		s.blind = errors.Join(errors.New("the catalogue or the tenants could not be read"), err)
	}
	for t, what := range m.tenants {
		if snap := s.snapshots[t]; snap != nil && snap.Entry < what.last {
			delete(s.snapshots, t)
		}
	}
	if m.catalogue { // what a role gives depends on it
		clear(s.snapshots)
	}
	for t, scope := range s.scopes {
		if m.catalogue || m.list || m.concerns(scope) {
			delete(s.scopes, t)
		}
	}
	if err != nil {
		return err
	}
	s.blind = nil
	if m.catalogue {
		s.catalogue = next.catalogue
	}
	if m.list {
		s.tenants, s.slugs = next.tenants, next.slugs
	}
	for t, snap := range next.snapshots {
		s.snapshots[t] = snap
	}
	return nil
}

func (m movement) concerns(s *Scope) bool {
	hit := m.tenants[s.Own.Tenant.ID] != nil
	for _, a := range s.Above {
		hit = hit || m.tenants[a.Tenant.ID] != nil
	}
	return hit
}

// before lists the snapshots to be moved, and tells the readings under way what
// they may have missed.
func (s *Store) before(m movement, last int64) []*Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	for t, what := range s.missed {
		if m.catalogue {
			what.merge(&touch{last: last, whole: true})
		}
		if moved := m.tenants[t]; moved != nil {
			what.merge(moved)
		}
	}
	var all []*Snapshot
	for t, what := range m.tenants {
		// What takes long to read is left to the next who asks: the tail does not wait for it.
		if snap := s.snapshots[t]; snap != nil && !m.catalogue && !what.much() {
			all = append(all, snap)
		}
	}
	return all
}

type world struct {
	catalogue *Catalogue
	tenants   map[uuid.UUID]Tenant
	slugs     map[string]uuid.UUID
	snapshots map[uuid.UUID]*Snapshot
}

// moved reads, from one moment, what moved.
func (s *Store) moved(ctx context.Context, m movement, were []*Snapshot) (next world, err error) {
	next.snapshots = map[uuid.UUID]*Snapshot{}
	err = s.db.Snapshot(ctx, func(c *ent.Client) error {
		if m.catalogue {
			if next.catalogue, err = loadCatalogue(ctx, c); err != nil {
				return err
			}
		}
		if m.list {
			if next.tenants, next.slugs, err = loadTenants(ctx, c); err != nil {
				return err
			}
		}
		for _, was := range were {
			t := was.Tenant.ID
			if _, ok := next.tenants[t]; m.list && !ok {
				continue
			}
			if next.snapshots[t], err = was.after(ctx, c, m.tenants[t]); err != nil {
				return err
			}
		}
		return nil
	})
	return next, err
}
