package access

import (
	"time"

	"github.com/google/uuid"
)

// Permission is an entry of the catalogue, or a key that a tenant imported.
type Permission struct {
	ID         uuid.UUID
	Key        string
	Capability string
	Area       string
	Elevated   bool
	Vendor     bool
	Flag       uuid.UUID // Nil: no gate
	bit        int
}

// Flag is a gate of the catalogue.
type Flag struct {
	ID              uuid.UUID
	Key             string
	Feature         string
	Default         bool
	Beta            bool
	MinimumPlan     string
	AccountRequired bool
}

// Plan is a tier of the catalogue.
type Plan struct {
	Key   string
	Name  string
	Rank  int
	Seats *int
}

// Catalogue is the catalogue as it stands in the database.
type Catalogue struct {
	Permissions map[string]*Permission
	Flags       map[uuid.UUID]*Flag
	Plans       map[string]*Plan
}

// Tenant is what decisions need of a tenant.
type Tenant struct {
	ID                uuid.UUID
	Slug, Name, Plan  string
	Parent            uuid.UUID // Nil for an organization
	Vendor            bool
	Suspended         bool
	RequiresTwoFactor bool
}

// Role is what a role gives.
type Role struct {
	ID       uuid.UUID
	Tenant   uuid.UUID
	Name     string
	Owner    bool
	System   bool
	Elevated bool
	gives    Bits
}

// given is a role given to a user or a group: the expiry is data, compared with
// the clock when a decision is made.
type given struct {
	Grant   uuid.UUID
	Role    uuid.UUID
	Subtree bool
	Until   time.Time // zero: for good
}

type member struct {
	Group uuid.UUID
	Until time.Time
}

// User is what decisions need of a user.
type User struct {
	ID        uuid.UUID
	Tenant    uuid.UUID
	Person    uuid.UUID // Nil for a service user
	Active    bool
	Beta      bool
	BetaUntil time.Time
	grants    []given
	groups    []member
}

// Snapshot is one tenant's part of the world, as of a place in the journal. It
// is never changed: a newer one takes its place.
type Snapshot struct {
	Entry       int64
	Tenant      Tenant
	Permissions map[string]*Permission // imported keys
	Flags       map[uuid.UUID]bool     // as this tenant has set them
	roles       map[uuid.UUID]*Role
	groups      map[uuid.UUID][]given
	users       shards
	persons     map[uuid.UUID]uuid.UUID // person → user; shared between snapshots of one shape
}

// shards keep the users so that replacing one copies a small part of them.
type shards [256]map[uuid.UUID]*User

func (s *shards) get(u uuid.UUID) *User { return s[u[15]][u] }

func (s *shards) put(u *User) {
	m := s[u.ID[15]]
	if m == nil {
		m = map[uuid.UUID]*User{}
		s[u.ID[15]] = m
	}
	m[u.ID] = u
}

// replaced is the snapshot with these users as they stand now; the missing ones are gone.
func (s *Snapshot) replaced(entry int64, ids []uuid.UUID, now map[uuid.UUID]*User) *Snapshot {
	next := *s
	next.Entry = entry
	copied := map[byte]bool{}
	persons := false
	for _, u := range ids {
		was, is := s.users.get(u), now[u]
		persons = persons || (was == nil) != (is == nil)
		if b := u[15]; !copied[b] {
			copied[b] = true
			m := make(map[uuid.UUID]*User, len(next.users[b])+1)
			for k, v := range next.users[b] {
				m[k] = v
			}
			next.users[b] = m
		}
		if is == nil {
			delete(next.users[u[15]], u)
			continue
		}
		next.users[u[15]][u] = is
	}
	if persons {
		next.index()
	}
	return &next
}

func (s *Snapshot) index() {
	s.persons = map[uuid.UUID]uuid.UUID{}
	for _, m := range s.users {
		for _, u := range m {
			if u.Person != uuid.Nil {
				s.persons[u.Person] = u.ID
			}
		}
	}
}

// Scope is all that a decision in one tenant reads: the catalogue, the tenant's
// own snapshot and those of the tenants above, nearest first.
type Scope struct {
	Catalogue *Catalogue
	Own       *Snapshot
	Above     []*Snapshot
}

// Permission finds a key: the tenant's own, one from above, or the catalogue's.
func (s *Scope) Permission(key string) *Permission {
	if p, ok := s.Catalogue.Permissions[key]; ok {
		return p
	}
	if p, ok := s.Own.Permissions[key]; ok {
		return p
	}
	for _, a := range s.Above {
		if p, ok := a.Permissions[key]; ok {
			return p
		}
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
