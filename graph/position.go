package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"doorward/internal/viewer"
)

// positions is the name under which a position of the journal is sealed, for `liveCursor`.
const positions = "live"

type positionKey struct{}

// pinPosition notes where the journal stands before any field of the operation is read: what
// happens meanwhile is delivered once more rather than lost.
func (r *Resolver) pinPosition(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	return next(context.WithValue(ctx, positionKey{}, r.Log.Position()))
}

// pinned is where the journal stood when the operation began.
func pinned(ctx context.Context) int64 {
	at, _ := ctx.Value(positionKey{}).(int64)
	return at
}

// sealPosition is a cursor to follow the journal from, in the request's tenant. All
// subscribers there are told the same: it is sealed once.
func (r *Resolver) sealPosition(ctx context.Context, entry int64) string {
	in := viewer.From(ctx).Tenant
	return r.shared.cursors.get(batchOf{in, entry}, places, func() string {
		return r.sealPlace(placeInList{Tenant: in, Order: positions, ID: number(entry)})
	})
}

// openPosition reads a cursor that sealPosition made in the same tenant.
func (r *Resolver) openPosition(ctx context.Context, sealed string) (int64, error) {
	p, err := r.openPlace(viewer.From(ctx).Tenant, positions, &sealed)
	if err != nil {
		return 0, err
	}
	return *p.ID.Number, nil
}
