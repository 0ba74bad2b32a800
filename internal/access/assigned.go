package access

import (
	"time"

	"github.com/google/uuid"
)

// Assigned is a role that counts for a user: through which group (Nil: given
// directly), from which tenant, until when (zero: for good).
type Assigned struct {
	Role  *Role
	Via   uuid.UUID
	From  uuid.UUID
	Until time.Time
}

// Roles lists every role that counts for a user now, given directly or through
// a group or from above (A34).
func Roles(s *Scope, sub Subject, at time.Time) []Assigned {
	var all []Assigned
	s.each(sub, at, func(_ *Role, a Assigned) { all = append(all, a) })
	return all
}

func (s *Scope) each(sub Subject, at time.Time, visit func(*Role, Assigned)) {
	look := func(in *Snapshot, u *User, down bool) {
		var until map[uuid.UUID]time.Time
		for _, m := range u.groups {
			if !m.Until.IsZero() {
				if until == nil {
					until = map[uuid.UUID]time.Time{}
				}
				until[m.Group] = m.Until
			}
		}
		in.walk(u, at, func(g given, via uuid.UUID, live bool) bool {
			if r := s.Role(g.Role); live && r != nil && (g.Subtree || !down) {
				visit(r, Assigned{r, via, in.Tenant.ID, earlier(g.Until, until[via])})
			}
			return true
		})
	}
	if sub.Here != nil {
		look(s.Own, sub.Here, false)
	}
	for i, u := range sub.above {
		if u != nil && u.Active {
			look(s.Above[i], u, true)
		}
	}
}

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// Groups lists the groups that a user is in now.
func (u *User) Groups(at time.Time) []uuid.UUID {
	var in []uuid.UUID
	for _, m := range u.groups {
		if before(at, m.Until) {
			in = append(in, m.Group)
		}
	}
	return in
}

// Gives lists the keys of a role's permissions; an owner's role gives every one
// that counts in the scope.
func (s *Scope) Gives(r *Role) []*Permission {
	var all []*Permission
	for _, part := range s.permissions() {
		for _, p := range part {
			if r.gives.Has(p.bit) || r.Owner && (!p.Vendor || s.Own.Tenant.Vendor) {
				all = append(all, p)
			}
		}
	}
	return all
}

// Permissions lists the keys that exist in the scope.
func (s *Scope) permissions() []map[string]*Permission {
	parts := []map[string]*Permission{s.Catalogue.Permissions, s.Own.Permissions}
	for _, a := range s.Above {
		parts = append(parts, a.Permissions)
	}
	return parts
}

// Keys lists the keys that somebody may use in a scope, after flags, beta and plan.
func Keys(s *Scope, sub Subject, at time.Time) []string {
	var keys []string
	for _, part := range s.permissions() {
		for k := range part {
			v := Decide(Question{s, sub, k, at})
			if v.Allowed() {
				keys = append(keys, k)
			}
		}
	}
	return keys
}

// Seats counts the users of a scope's tenant that take a seat: active, not services.
func (s *Scope) Seats() (used int, limit *int) {
	for _, m := range s.Own.users {
		for _, u := range m {
			if u.Active && u.Person != uuid.Nil {
				used++
			}
		}
	}
	if p := s.Catalogue.Plans[s.Own.Tenant.Plan]; p != nil {
		limit = p.Seats
	}
	return used, limit
}
