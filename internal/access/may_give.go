package access

import (
	"time"

	"github.com/google/uuid"
)

// Held is everything that somebody holds in a scope before flags, beta and
// plan; all is true for an owner.
func Held(s *Scope, sub Subject, at time.Time) (held Bits, all bool) {
	s.each(sub, at, func(a Assigned) {
		all = all || a.Role.Owner
		held = held.Or(a.Role.gives)
	})
	return held, all
}

// MayGive tells whether somebody who holds that may give the role (T-06).
func (s *Scope) MayGive(held Bits, all bool, r uuid.UUID) bool {
	got := s.Role(r)
	return got != nil && (all || !got.Owner && got.gives.Without(held).Count() == 0)
}
