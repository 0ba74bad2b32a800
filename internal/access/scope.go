package access

import (
	"slices"
	"strings"
	"sync/atomic"

	"github.com/google/uuid"
)

// Scope is all that a decision in one tenant reads: the catalogue, the tenant's
// own snapshot and those of the tenants above, nearest first.
type Scope struct {
	Catalogue *Catalogue
	Own       *Snapshot
	Above     []*Snapshot
	number    uint64 // no two scopes of the process have the same
	keys      map[string]*key
	sorted    []*key
}

var scopes atomic.Uint64

// newScope joins the parts. A key that stands in several counts once: the
// catalogue's comes before the tenant's own, and that before those above.
func newScope(cat *Catalogue, own *Snapshot, above []*Snapshot) *Scope {
	s := &Scope{Catalogue: cat, Own: own, Above: above, number: scopes.Add(1), keys: make(map[string]*key, len(cat.Permissions)+len(own.Permissions))}
	s.take(cat.Permissions)
	s.take(own.Permissions)
	for _, a := range above {
		s.take(a.Permissions)
	}
	s.sorted = make([]*key, 0, len(s.keys))
	for _, k := range s.keys {
		s.sorted = append(s.sorted, k)
	}
	slices.SortFunc(s.sorted, func(a, b *key) int { return strings.Compare(a.Key, b.Key) })
	return s
}

func (s *Scope) take(part map[string]*Permission) {
	for name, p := range part {
		if s.keys[name] == nil {
			s.keys[name] = s.keyOf(p)
		}
	}
}

// Permission finds a key: the catalogue's, the tenant's own, or one from above.
func (s *Scope) Permission(name string) *Permission {
	if k := s.keys[name]; k != nil {
		return k.Permission
	}
	return nil
}

// Role finds a role that can be given here: the tenant's own or one from above.
func (s *Scope) Role(r uuid.UUID) *Role {
	if got, ok := s.Own.roles[r]; ok {
		return got
	}
	for _, a := range s.Above {
		if got, ok := a.roles[r]; ok {
			return got
		}
	}
	return nil
}

// User is the tenant's own user with this id.
func (s *Scope) User(u uuid.UUID) *User { return s.Own.users.get(u) }

// FlagOn tells whether the tenant's switch is on.
func (s *Scope) FlagOn(f *Flag) bool {
	if on, set := s.Own.Flags[f.ID]; set {
		return on
	}
	return f.Default
}

// Seats is how many seats of the scope's tenant are taken, by active users that
// are not services, and how many there are; nil for as many as like.
func (s *Scope) Seats() (used int, limit *int) {
	if p := s.Catalogue.Plans[s.Own.Tenant.Plan]; p != nil {
		limit = p.Seats
	}
	return s.Own.seated, limit
}
