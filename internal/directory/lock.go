package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/tenant"
	"doorward/internal/fault"
	"doorward/internal/store"
)

// deepest is how many tenants may stand above one another.
const deepest = 32

// LockTenant locks a tenant and those above it until the commit, and gives them
// as they stand then, nearest first. Whatever counts seats or owners begins with
// it. Locks are taken in the order of the ids, so that no two acts wait for each
// other; an unknown tenant is fault.Missing.
func LockTenant(ctx context.Context, tx *ent.Client, id uuid.UUID) ([]*ent.Tenant, error) {
	chain, err := upward(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	q := tx.Tenant.Query().Where(tenant.IDIn(chain...)).Order(ent.Asc(tenant.FieldID))
	q.Modify(store.ForUpdate)
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("locking tenants: %w", err)
	}
	at := make(map[uuid.UUID]*ent.Tenant, len(rows))
	for _, t := range rows {
		at[t.ID] = t
	}
	locked := make([]*ent.Tenant, len(chain))
	for i, t := range chain {
		if locked[i] = at[t]; locked[i] == nil {
			return nil, fault.Missing("tenant")
		}
	}
	return locked, nil
}

// upward lists a tenant and those above it, nearest first. A parent never changes.
func upward(ctx context.Context, tx *ent.Client, id uuid.UUID) ([]uuid.UUID, error) {
	var chain []uuid.UUID
	for len(chain) < deepest {
		t, err := tx.Tenant.Query().Where(tenant.ID(id)).Select(tenant.FieldID, tenant.FieldParentID).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fault.Missing("tenant")
		}
		if err != nil {
			return nil, fmt.Errorf("reading a tenant: %w", err)
		}
		chain = append(chain, t.ID)
		if t.ParentID == nil {
			return chain, nil
		}
		id = *t.ParentID
	}
	return nil, fmt.Errorf("more than %d tenants above one another", deepest)
}

// downward lists the tenants below one, at every depth.
func downward(ctx context.Context, tx *ent.Client, id uuid.UUID) ([]*ent.Tenant, error) {
	var all []*ent.Tenant
	level := []uuid.UUID{id}
	for len(level) > 0 {
		var next []uuid.UUID
		for len(level) > 0 {
			part := level[:min(chunk, len(level))]
			level = level[len(part):]
			rows, err := tx.Tenant.Query().Where(tenant.ParentIDIn(part...)).All(ctx)
			if err != nil {
				return nil, fmt.Errorf("reading the tenants below: %w", err)
			}
			all, next = append(all, rows...), append(next, ids(rows, func(t *ent.Tenant) uuid.UUID { return t.ID })...)
		}
		level = next
	}
	return all, nil
}

// chunk is how many rows or ids go into one statement: SQLite takes 32,766
// parameters, and the widest row has under thirty.
const chunk = 1000

func ids[E any](rows []E, of func(E) uuid.UUID) []uuid.UUID {
	all := make([]uuid.UUID, len(rows))
	for i, r := range rows {
		all[i] = of(r)
	}
	return all
}
