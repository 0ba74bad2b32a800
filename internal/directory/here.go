package directory

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/rule"
	"doorward/ent/user"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// Here locks the viewer's tenant, and refuses a viewer who may not do this there or
// whose session has ended (StillStands).
func Here(ctx context.Context, tx *ent.Client, at time.Time, p viewer.Permission) (uuid.UUID, *Actor, error) {
	v := viewer.From(ctx)
	if v == nil {
		return uuid.Nil, nil, rule.ErrNoViewer
	}
	if err := StillStands(ctx, tx); err != nil {
		return uuid.Nil, nil, err
	}
	if _, err := LockTenant(ctx, tx, v.Tenant); err != nil {
		return uuid.Nil, nil, err
	}
	a, err := ActorIn(ctx, tx, at, v.Tenant)
	if err != nil {
		return uuid.Nil, nil, err
	}
	return v.Tenant, a, a.Can(p)
}

// lockUser finds a user behind the wall, locks the tenant it belongs to, and reads
// it as it stands then. The chain is LockTenant's. A viewer whose session has ended
// is refused.
func lockUser(ctx context.Context, tx *ent.Client, id uuid.UUID) (*ent.User, []*ent.Tenant, error) {
	if err := StillStands(ctx, tx); err != nil {
		return nil, nil, err
	}
	found, err := findUser(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	chain, err := LockTenant(ctx, tx, found.TenantID)
	if err != nil {
		return nil, nil, err
	}
	found, err = findUser(ctx, tx, id)
	return found, chain, err
}

func findUser(ctx context.Context, tx *ent.Client, id uuid.UUID) (*ent.User, error) {
	u, err := tx.User.Query().Where(user.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.Missing("user")
	}
	if err != nil {
		return nil, fmt.Errorf("reading a user: %w", err)
	}
	return u, nil
}

// giver is the viewer's row, for `granted by`; nil where nobody gives.
func giver(ctx context.Context) *uuid.UUID {
	if v := viewer.From(ctx); v != nil && v.User != uuid.Nil {
		return &v.User
	}
	return nil
}
