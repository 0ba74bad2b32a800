package access

import (
	"time"

	"github.com/google/uuid"
)

// Subject is whose rights are asked for in a scope: their row here, and what
// their roles here and above come to.
type Subject struct {
	Here   *User
	rights *rights
}

// PersonIn finds a person in a scope; a stranger's Subject may do nothing.
func PersonIn(s *Scope, person uuid.UUID) Subject {
	if person == uuid.Nil {
		return Subject{}
	}
	here := s.Own.persons.get(person)
	anchor := here
	for i := 0; anchor == nil && i < len(s.Above); i++ {
		anchor = s.Above[i].persons.get(person)
	}
	if anchor == nil {
		return Subject{}
	}
	return Subject{here, s.rightsOf(anchor, here)}
}

// UserIn finds a user of the scope's own tenant and, where it is a person, their
// rows above.
func UserIn(s *Scope, user uuid.UUID) Subject {
	u := s.Own.users.get(user)
	if u == nil {
		return Subject{}
	}
	return Subject{u, s.rightsOf(u, u)}
}

// in is the same somebody in this scope, where the subject was found in another:
// rights never travel from tenant to tenant, nor from an older snapshot.
func (sub Subject) in(s *Scope) Subject {
	r := sub.rights
	switch {
	case r == nil || r.scope == s.number:
		return sub
	case r.anchor.Person == uuid.Nil:
		return UserIn(s, r.anchor.ID)
	}
	return PersonIn(s, r.anchor.Person)
}

// Home is the row whose rights count: the one here, or the nearest above that
// is active and has a role reaching down; nil for a stranger.
func (sub Subject) Home(s *Scope, at time.Time) *User {
	sub = sub.in(s)
	if sub.Here != nil {
		return sub.Here
	}
	return sub.fromAbove(at)
}

func (sub Subject) fromAbove(at time.Time) *User {
	if sub.rights == nil {
		return nil
	}
	for _, r := range sub.rights.down {
		if before(at, r.until) {
			return r.user
		}
	}
	return nil
}

// ReachesDown tells whether a user of the scope's own tenant has a role that
// counts in every tenant below.
func (s *Scope) ReachesDown(u *User, at time.Time) bool {
	if u == nil || !u.Active {
		return false
	}
	found := false
	s.walkRow(s.Own, u, false, func(_ *User, r *Role, a Assigned) {
		found = found || r != nil && a.Down && before(at, a.Until)
	})
	return found
}

func before(at, until time.Time) bool { return until.IsZero() || at.Before(until) }

// earlier is the sooner of two ends; zero is none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// rightsOf computes what somebody's roles come to once in the life of a scope.
// The anchor, their nearest row, keeps it: replaced with the row or the scope.
func (s *Scope) rightsOf(anchor, here *User) *rights {
	if r := anchor.rights.Load(); r != nil && r.scope == s.number {
		return r
	}
	r := s.compile(anchor, here)
	anchor.rights.Store(r)
	return r
}
