package access

import (
	"slices"
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
	Down  bool // counts in the tenants below as well
}

// Roles lists every role that counts for a user now, given directly or through
// a group or from above (A34).
func Roles(s *Scope, sub Subject, at time.Time) []Assigned {
	var all []Assigned
	s.each(sub, at, func(a Assigned) { all = append(all, a) })
	return all
}

func (s *Scope) each(sub Subject, at time.Time, visit func(Assigned)) {
	sub = sub.in(s)
	if sub.rights == nil {
		return
	}
	s.walk(sub.rights.anchor, sub.Here, func(_ *User, r *Role, a Assigned) {
		if r != nil && before(at, a.Until) {
			visit(a)
		}
	})
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

// Gives lists a role's permissions by key; an owner's role gives every one that
// counts in the scope.
func (s *Scope) Gives(r *Role) []*Permission {
	var all []*Permission
	for _, k := range s.sorted {
		if r.gives.Has(k.bit) || r.Owner && !k.nowhere {
			all = append(all, k.Permission)
		}
	}
	return all
}

// Keys lists the keys that somebody may use in a scope, after flags, beta and
// plan, sorted.
func Keys(s *Scope, sub Subject, at time.Time) []string {
	var keys []string
	for _, k := range s.sorted {
		v := Decide(Question{s, sub, k.Key, at})
		if v.Allowed() {
			keys = append(keys, k.Key)
		}
	}
	return keys
}

// Features lists the keys of the flags that are on for somebody, sorted.
func Features(s *Scope, sub Subject, at time.Time) []string {
	home := sub.Home(s, at)
	var on []string
	if home == nil || !home.Active || s.Own.Tenant.Suspended {
		return on
	}
	for _, f := range s.Catalogue.Flags {
		if g := s.gateOf(f); g.finding(home, at) == OK {
			on = append(on, f.Key)
		}
	}
	slices.Sort(on)
	return on
}
