package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/plan"
	"doorward/internal/fault"
	"doorward/internal/journal"
)

// TenantSetPlan puts a tenant on a plan: the operator's to do. Seats that a lower
// plan lacks are not taken from anybody: nobody new comes in until there is room.
func (d *Directory) TenantSetPlan(ctx context.Context, id uuid.UUID, key string) (*ent.Tenant, error) {
	if err := operator(ctx); err != nil {
		return nil, err
	}
	var t *ent.Tenant
	_, err := journal.Write(ctx, d.log, journal.TenantPlanSet, func(tx *ent.Client) (*ent.Tenant, error) {
		chain, err := LockTenant(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		p, err := planOf(ctx, tx, key)
		if err != nil {
			return nil, err
		}
		if t = chain[0]; t.Plan == p.Key {
			return nil, journal.Nothing
		}
		if t, err = tx.Tenant.UpdateOne(t).SetPlan(p.Key).Save(ctx); err != nil {
			return nil, fmt.Errorf("setting a plan: %w", err)
		}
		return t, nil
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// planOf finds a plan by its key; the lowest where none is named.
func planOf(ctx context.Context, tx *ent.Client, key string) (*ent.Plan, error) {
	q := tx.Plan.Query().Order(ent.Asc(plan.FieldRank))
	if key != "" {
		q.Where(plan.KeyEqualFold(key))
	}
	p, err := q.First(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.BadInput(fault.Invalid, "There is no such plan.", "plan")
	}
	if err != nil {
		return nil, fmt.Errorf("reading plans: %w", err)
	}
	return p, nil
}
