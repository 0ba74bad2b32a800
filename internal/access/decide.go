// Package access owns every decision about who may do what, and its reasons.
// There is one evaluator: what enforces is what explains. It reads immutable
// snapshots and refuses to decide on a fact that it could not read.
package access

import (
	"time"

	"github.com/google/uuid"

	"doorward/internal/fault"
)

// Check is one of the six checks, in their order (D2).
type Check int8

// The six checks.
const (
	AccountActive Check = iota
	InviteCompleted
	Credentials
	InTenant
	HasPermission
	ProductScope
	checks
)

// Finding is what a check found; a small value: sentences are made only when asked for.
type Finding int8

// The findings of a decision.
const (
	Skipped Finding = iota
	OK
	UserInactive
	TenantSuspended
	NotHere
	NoRole
	RoleLacksPermission
	GrantExpired
	FlagOff
	BetaOff
	PlanTooLow
	NotSignedIn
	UnknownPermission
)

// Fails tells whether the finding blocks.
func (f Finding) Fails() bool { return f > OK }

// Question asks whether somebody may do something in a scope at a moment.
type Question struct {
	Scope      *Scope
	Subject    Subject
	Permission string
	At         time.Time
}

// Verdict is the answer and its steps, one for each check.
type Verdict struct {
	Steps [checks]Finding
	Flag  *Flag // the gate that was looked at
}

// Allowed tells whether nothing blocks.
func (v *Verdict) Allowed() bool {
	for _, f := range v.Steps {
		if f.Fails() {
			return false
		}
	}
	return v.Steps[HasPermission] == OK
}

// Blocker is the first check that failed, and what it found.
func (v *Verdict) Blocker() (Check, Finding) {
	for c, f := range v.Steps {
		if f.Fails() {
			return Check(c), f
		}
	}
	return checks, OK
}

// Subject is whose rights are asked for in a scope: their row here, and their
// rows above, whose grants may reach down.
type Subject struct {
	Here  *User
	above []*User // same order as Scope.Above; nil where there is none
}

// PersonIn finds a person's rows in a scope.
func PersonIn(s *Scope, person uuid.UUID) Subject {
	var sub Subject
	if person == uuid.Nil {
		return sub
	}
	if u, ok := s.Own.persons[person]; ok {
		sub.Here = s.Own.users.get(u)
	}
	if len(s.Above) > 0 {
		sub.above = make([]*User, len(s.Above))
		for i, a := range s.Above {
			if u, ok := a.persons[person]; ok {
				sub.above[i] = a.users.get(u)
			}
		}
	}
	return sub
}

// UserIn finds a user's rows in a scope: the row itself and, for a person, those above.
func UserIn(s *Scope, user uuid.UUID) Subject {
	u := s.Own.users.get(user)
	if u == nil || u.Person == uuid.Nil {
		return Subject{Here: u}
	}
	return PersonIn(s, u.Person)
}

// Home is the row whose rights count: the one here, or the nearest above that
// is active and has a role reaching down; nil for a stranger.
func (sub Subject) Home(s *Scope, at time.Time) *User {
	if sub.Here != nil {
		return sub.Here
	}
	for i, u := range sub.above {
		if u != nil && u.Active && s.reachesDown(s.Above[i], u, at) {
			return u
		}
	}
	return nil
}

// ReachesDown tells whether a user of the scope's own tenant has a role that
// counts in every tenant below.
func (s *Scope) ReachesDown(u *User, at time.Time) bool {
	return u != nil && u.Active && s.reachesDown(s.Own, u, at)
}

func (s *Scope) reachesDown(in *Snapshot, u *User, at time.Time) bool {
	found := false
	in.walk(u, at, func(g given, _ uuid.UUID, live bool) bool {
		found = live && g.Subtree
		return !found
	})
	return found
}

// walk goes through what is given to a user, directly and through groups, and
// says of each whether it counts at the moment.
func (s *Snapshot) walk(u *User, at time.Time, visit func(g given, via uuid.UUID, live bool) bool) {
	for _, g := range u.grants {
		if !visit(g, uuid.Nil, before(at, g.Until)) {
			return
		}
	}
	for _, m := range u.groups {
		in := before(at, m.Until)
		for _, g := range s.groups[m.Group] {
			if !visit(g, m.Group, in && before(at, g.Until)) {
				return
			}
		}
	}
}

func before(at, until time.Time) bool { return until.IsZero() || at.Before(until) }

// Decide answers a question: the one function behind guards, checks and diagnosis.
func Decide(q Question) (v Verdict) {
	s, at := q.Scope, q.At
	home := q.Subject.Home(s, at)
	switch {
	case home == nil:
		v.Steps[InTenant] = NotHere
		return v
	case !home.Active:
		v.Steps[AccountActive] = UserInactive
	default:
		v.Steps[AccountActive] = OK
	}
	v.Steps[InTenant] = OK
	if s.Own.Tenant.Suspended {
		v.Steps[InTenant] = TenantSuspended
	}
	p := s.Permission(q.Permission)
	if p == nil {
		v.Steps[HasPermission] = UnknownPermission
		return v
	}
	v.Steps[HasPermission] = s.role(q.Subject, p, at)
	v.Steps[ProductScope], v.Flag = s.gate(p, home, at)
	return v
}

// role looks for a role that gives the permission.
func (s *Scope) role(sub Subject, p *Permission, at time.Time) Finding {
	if p.Vendor && !s.Own.Tenant.Vendor {
		return RoleLacksPermission
	}
	found := NoRole
	look := func(g given, _ uuid.UUID, live bool) bool {
		r := s.Role(g.Role)
		gives := r != nil && (r.Owner || r.gives.Has(p.bit))
		switch {
		case gives && live:
			found = OK
		case gives:
			found = GrantExpired
		case live && found == NoRole:
			found = RoleLacksPermission
		}
		return found != OK
	}
	if sub.Here != nil {
		s.Own.walk(sub.Here, at, look)
	}
	for i, u := range sub.above {
		if found == OK {
			break
		}
		if u == nil || !u.Active {
			continue
		}
		s.Above[i].walk(u, at, func(g given, via uuid.UUID, live bool) bool {
			return !g.Subtree || look(g, via, live)
		})
	}
	return found
}

// gate looks at the flag in front of a permission: it beats every role (D18).
func (s *Scope) gate(p *Permission, u *User, at time.Time) (Finding, *Flag) {
	if p.Flag == uuid.Nil {
		return OK, nil
	}
	f := s.Catalogue.Flags[p.Flag]
	return s.passes(f, u, at), f
}

func (s *Scope) passes(f *Flag, u *User, at time.Time) Finding {
	switch {
	case f == nil || !s.FlagOn(f):
		return FlagOff
	case f.Beta && !(u.Beta && before(at, u.BetaUntil)):
		return BetaOff
	case f.MinimumPlan != "" && !s.planReaches(f.MinimumPlan):
		return PlanTooLow
	}
	return OK
}

func (s *Scope) planReaches(minimum string) bool {
	has, needs := s.Catalogue.Plans[s.Own.Tenant.Plan], s.Catalogue.Plans[minimum]
	return has != nil && needs != nil && has.Rank >= needs.Rank
}

// Features lists the keys of the flags that are on for somebody.
func Features(s *Scope, sub Subject, at time.Time) []string {
	home := sub.Home(s, at)
	var on []string
	if home == nil || !home.Active || s.Own.Tenant.Suspended {
		return on
	}
	for _, f := range s.Catalogue.Flags {
		if s.passes(f, home, at) == OK {
			on = append(on, f.Key)
		}
	}
	return on
}

// Fault is a verdict that denies, as it leaves; nil for one that allows.
func (v *Verdict) Fault(s *Scope, p string) *fault.Fault {
	if v.Allowed() {
		return nil
	}
	return deny(s, v, p)
}
