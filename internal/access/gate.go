package access

import (
	"time"

	"github.com/google/uuid"
)

// key is a permission as it counts in one scope.
type key struct {
	*Permission
	nowhere bool // the vendor's, outside the vendor's tenant
	gate    gate
}

// gate is a flag as it stands in one scope: it beats every role (D18). What
// depends on the user alone is left open.
type gate struct {
	flag *Flag
	shut bool
	beta bool
	low  bool
}

func (s *Scope) gateOf(f *Flag) gate {
	return gate{f, !s.FlagOn(f), f.Beta, f.MinimumPlan != "" && !s.planReaches(f.MinimumPlan)}
}

func (g *gate) finding(u *User, at time.Time) Finding {
	switch {
	case g.shut:
		return FlagOff
	case g.beta && !(u.Beta && before(at, u.BetaUntil)):
		return BetaOff
	case g.low:
		return PlanTooLow
	}
	return OK
}

func (s *Scope) planReaches(minimum string) bool {
	has, needs := s.Catalogue.Plans[s.Own.Tenant.Plan], s.Catalogue.Plans[minimum]
	return has != nil && needs != nil && has.Rank >= needs.Rank
}

func (s *Scope) keyOf(p *Permission) *key {
	k := &key{Permission: p, nowhere: p.Vendor && !s.Own.Tenant.Vendor}
	if p.Flag == uuid.Nil {
		return k
	}
	if f := s.Catalogue.Flags[p.Flag]; f != nil {
		k.gate = s.gateOf(f)
	} else {
		k.gate.shut = true
	}
	return k
}
