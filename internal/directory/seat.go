package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/access"
	"doorward/internal/fault"
)

// Seats refuses with SEATS_EXHAUSTED where so many more active persons do not fit
// the tenant's plan. It locks the tenant, so that what it counted holds at the
// commit. Services take no seat, nor do invites until they are accepted; the
// numbers are the catalogue's.
func Seats(ctx context.Context, tx *ent.Client, tenant uuid.UUID, more int) error {
	if more <= 0 {
		return nil
	}
	chain, err := LockTenant(ctx, tx, tenant)
	if err != nil {
		return err
	}
	scope, err := access.LoadFor(ctx, tx, []uuid.UUID{tenant}, nil)
	if err != nil {
		return err
	}
	used, limit := scope.Seats()
	if limit == nil || used+more <= *limit {
		return nil
	}
	return &fault.Fault{Kind: fault.ProductScope, Code: fault.SeatsExhausted,
		Message: fmt.Sprintf("%s has %d seats on the %s plan, and %d are taken: %d more do not fit.", chain[0].Name, *limit,
			scope.Catalogue.Plans[chain[0].Plan].Name, used, more),
		Next: "Deactivate somebody who no longer needs access, or ask about a larger plan."}
}
