// Package access owns every decision about who may do what, and its reasons.
// There is one evaluator: what enforces is what explains. It reads immutable
// snapshots and refuses to decide on a fact that it could not read.
package access

import (
	"time"

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

// Fault is a verdict that denies, as it leaves; nil for one that allows.
func (v *Verdict) Fault(s *Scope, p string) *fault.Fault {
	if v.Allowed() {
		return nil
	}
	return deny(s, v, p)
}

// Decide answers a question: the one function behind guards, checks and diagnosis.
func Decide(q Question) (v Verdict) {
	s, at := q.Scope, q.At
	sub := q.Subject
	if sub.rights != nil && sub.rights.scope != s.number {
		sub = sub.in(s)
	}
	home := sub.Here
	if home == nil {
		home = sub.fromAbove(at)
	}
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
	k := s.keys[q.Permission]
	if k == nil {
		v.Steps[HasPermission] = UnknownPermission
		return v
	}
	v.Steps[HasPermission] = sub.rights.find(k, at)
	v.Steps[ProductScope], v.Flag = k.gate.finding(home, at), k.gate.flag
	return v
}
