package graph

import (
	"context"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/viewer"
)

// flags notes that these came together.
func (l *loaders) flags(in uuid.UUID, rows []*ent.Flag) {
	keys := make([]key, len(rows))
	plans, seen := []string{}, map[string]bool{}
	for i, f := range rows {
		keys[i] = key{in, f.ID}
		if f.MinimumPlan != nil && !seen[*f.MinimumPlan] {
			seen[*f.MinimumPlan] = true
			plans = append(plans, *f.MinimumPlan)
		}
	}
	l.flagState.together(keys)
	l.permissionsOfFlag.together(keys)
	l.plan.together(plans)
}

// flagState is how the request's tenant has set a flag; nil where it never did.
func (r *Resolver) flagState(ctx context.Context, f *ent.Flag) (*ent.FlagState, error) {
	return r.load(ctx).flagState.load(ctx, key{viewer.From(ctx).Tenant, f.ID})
}
