package rule

import (
	"context"
	"errors"
	"fmt"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"doorward/internal/viewer"
)

// ErrNoViewer is the answer to a query that nobody asks: no viewer, no rows.
var ErrNoViewer = errors.New("no viewer in the context: the wall lets nothing through")

// ErrOtherTenant is the answer to a create for a tenant in which the viewer does not act.
var ErrOtherTenant = errors.New("a row for a tenant in which the viewer does not act")

// Wall says how far a viewer sees over it.
type Wall struct {
	Above  bool // reads also see the tenants above
	Common bool // reads also see rows that belong to no tenant
}

// Reads limits a query to the tenants that the viewer acts in.
func (w Wall) Reads(ctx context.Context, where func(...func(*sql.Selector))) error {
	v := viewer.From(ctx)
	switch {
	case v == nil:
		return ErrNoViewer
	case v.System:
		return nil
	}
	seen := v.Acts
	if w.Above {
		seen = append(append([]uuid.UUID{}, v.Acts...), v.Above...)
	}
	where(func(s *sql.Selector) {
		p := inTenants(s.C("tenant_id"), seen)
		if w.Common {
			p = sql.Or(p, sql.IsNull(s.C("tenant_id")))
		}
		s.Where(p)
	})
	return nil
}

func inTenants(column string, tenants []uuid.UUID) *sql.Predicate {
	if len(tenants) == 1 {
		return sql.EQ(column, tenants[0])
	}
	args := make([]any, len(tenants))
	for i, t := range tenants {
		args[i] = t
	}
	return sql.In(column, args...)
}

// Writes is the hook that refuses creates for other tenants and limits updates
// and deletes to the tenants that the viewer acts in.
func (w Wall) Writes(next ent.Mutator) ent.Mutator {
	return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
		v := viewer.From(ctx)
		if v == nil {
			return nil, ErrNoViewer
		}
		if v.System {
			return next.Mutate(ctx, m)
		}
		if m.Op().Is(ent.OpCreate) {
			tenant, set := m.Field("tenant_id")
			if u, _ := tenant.(uuid.UUID); !set || !v.ActsIn(u) {
				return nil, fmt.Errorf("%s: %w", m.Type(), ErrOtherTenant)
			}
			return next.Mutate(ctx, m)
		}
		limited, ok := m.(interface{ WhereP(...func(*sql.Selector)) })
		if !ok {
			return nil, fmt.Errorf("%s cannot be limited to a tenant", m.Type())
		}
		limited.WhereP(func(s *sql.Selector) { s.Where(inTenants(s.C("tenant_id"), v.Acts)) })
		// Where nothing changes, ent sends no change, and then reads the row by its id alone.
		if m.Op().Is(ent.OpUpdateOne) && len(m.Fields())+len(m.ClearedFields())+len(m.AddedFields()) == 0 {
			if _, err := m.OldField(ctx, "tenant_id"); err != nil {
				return nil, err
			}
		}
		return next.Mutate(ctx, m)
	})
}
