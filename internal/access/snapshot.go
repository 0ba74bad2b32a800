package access

import (
	"sync/atomic"
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
	SessionIdle       time.Duration // without a request for so long, its entries end
	SessionMax        time.Duration // so long after the sign-in, its entries end
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
	rights    atomic.Pointer[rights] // in the scope that was asked last
}

// seated tells whether the user takes a seat.
func (u *User) seated() bool { return u != nil && u.Active && u.Person != uuid.Nil }

// Snapshot is one tenant's part of the world, as of a place in the journal. It
// is never changed: a newer one takes its place.
type Snapshot struct {
	Entry       int64
	Tenant      Tenant
	Permissions map[string]*Permission // imported keys
	Flags       map[uuid.UUID]bool     // as this tenant has set them
	roles       map[uuid.UUID]*Role
	groups      map[uuid.UUID][]given
	users       shards // by id
	persons     shards // by person; services are not in it
	seated      int
}
