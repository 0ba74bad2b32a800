package access

import (
	"fmt"

	"doorward/internal/fault"
)

// deny puts a denial into words for the person: no key, no id (M2).
func deny(s *Scope, v *Verdict, key string) *fault.Fault {
	can, feature, plan := "do this", "this feature", "a higher plan"
	if p := s.Permission(key); p != nil {
		can = p.Capability
	}
	if v.Flag != nil {
		feature = v.Flag.Feature
		if p := s.Catalogue.Plans[v.Flag.MinimumPlan]; p != nil {
			plan = "the " + p.Name + " plan"
		}
	}
	in := s.Own.Tenant.Name
	_, found := v.Blocker()
	switch found {
	case UserInactive:
		return &fault.Fault{Kind: fault.Authentication, Code: fault.SignInRequired,
			Message: fmt.Sprintf("Your user in %s is deactivated.", in), Next: "Ask an administrator to reactivate you, then sign in again."}
	case TenantSuspended:
		return &fault.Fault{Kind: fault.ProductScope, Code: fault.PlanRequired,
			Message: fmt.Sprintf("%s is suspended: nobody can act there for now.", in), Next: "Ask an owner to get in touch with us."}
	case NotHere:
		return fault.Missing("tenant")
	case FlagOff:
		return &fault.Fault{Kind: fault.ProductScope, Code: fault.FlagOff,
			Message: fmt.Sprintf("%s is switched off in %s.", feature, in), Next: "Ask an administrator to switch it on."}
	case BetaOff:
		return &fault.Fault{Kind: fault.ProductScope, Code: fault.BetaOnly,
			Message: fmt.Sprintf("%s is in beta, and you do not take part.", feature), Next: "Ask an administrator for beta access."}
	case PlanTooLow:
		return &fault.Fault{Kind: fault.ProductScope, Code: fault.PlanRequired,
			Message: fmt.Sprintf("%s comes with %s, which %s does not have.", feature, plan, in), Next: "Ask an owner about the plan."}
	case GrantExpired:
		return &fault.Fault{Kind: fault.Authorization, Code: fault.PermissionDenied,
			Message: fmt.Sprintf("You could %s in %s until your access ran out.", can, in), Next: "Ask an administrator to extend it."}
	default:
		return &fault.Fault{Kind: fault.Authorization, Code: fault.PermissionDenied,
			Message: fmt.Sprintf("You cannot %s in %s: that is not in your role's capabilities.", can, in), Next: "Ask an administrator for a role that includes it."}
	}
}
