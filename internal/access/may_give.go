package access

import (
	"time"

	"github.com/google/uuid"
)

// Held is everything that somebody holds in a scope before flags, beta and
// plan; all is true for an owner.
func Held(s *Scope, sub Subject, at time.Time) (held Bits, all bool) {
	return s.held(sub, at, false)
}

// HeldBelow is what of that also counts in every tenant below.
func HeldBelow(s *Scope, sub Subject, at time.Time) (held Bits, all bool) {
	return s.held(sub, at, true)
}

func (s *Scope) held(sub Subject, at time.Time, below bool) (held Bits, all bool) {
	s.each(sub, at, func(a Assigned) {
		if a.Down || !below {
			held, all = held.Or(a.Role.gives), all || a.Role.Owner
		}
	})
	return held, all
}

// In tells whether the permission is in the set.
func (p *Permission) In(held Bits) bool { return held.Has(p.bit) }

// MayGive tells whether somebody who holds that may give the role (T-06).
func (s *Scope) MayGive(held Bits, all bool, r uuid.UUID) bool {
	got := s.Role(r)
	return got != nil && (all || !got.Owner && got.gives.Without(held).Count() == 0)
}
