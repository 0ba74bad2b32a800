package graph

import (
	"context"

	"entgo.io/ent/dialect/sql"
)

// walk goes through a list from a place on, in one direction.
type walk[T any] struct {
	order         order[T]
	after, before *placeInList
	backward      bool
	limit         int
}

// read collects up to limit rows in the direction of the walk. A list whose value
// may be null has two parts, each of which an index answers by itself.
func read[S, T any, Q query[S, T]](ctx context.Context, w walk[T], fresh func() Q) ([]T, error) {
	parts := []bool{false}
	switch {
	case w.order.nulls && w.backward:
		parts = []bool{true, false}
	case w.order.nulls:
		parts = []bool{false, true}
	}
	var rows []T
	for _, nulls := range parts {
		if len(rows) == w.limit || w.passes(nulls) {
			continue
		}
		q := fresh()
		q.Modify(func(s *sql.Selector) { w.limited(s, nulls, w.limit-len(rows)) })
		some, err := q.All(ctx)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

// passes tells whether a part of the list lies wholly outside the walk.
func (w walk[T]) passes(nulls bool) bool {
	return !nulls && w.after.inNulls(w.order) || nulls && w.before != nil && !w.before.inNulls(w.order)
}

func (p *placeInList) inNulls(o interface{ nullable() bool }) bool {
	return p != nil && o.nullable() && (len(p.Values) == 0 || p.Values[0].sql() == nil)
}

func (o order[T]) nullable() bool { return o.nulls }

func (w walk[T]) limited(s *sql.Selector, nulls bool, limit int) {
	o := w.order
	var by []sql.Querier
	if !nulls {
		for _, c := range o.columns {
			by = append(by, c(s))
		}
	}
	if o.nulls {
		is := sql.P(func(b *sql.Builder) {
			b.Join(o.columns[0](s))
			if nulls {
				b.WriteString(" IS NULL")
			} else {
				b.WriteString(" IS NOT NULL")
			}
		})
		s.Where(is)
	}
	by = append(by, sql.Raw(s.C(o.id)))
	beyond, short := " > ", " < "
	if o.desc {
		beyond, short = short, beyond
	}
	if p := w.after; p != nil && p.inNulls(o) == nulls {
		s.Where(compare(by, beyond, p))
	}
	if p := w.before; p != nil && p.inNulls(o) == nulls {
		s.Where(compare(by, short, p))
	}
	direction := " ASC"
	if o.desc != w.backward {
		direction = " DESC"
	}
	for _, value := range by {
		s.OrderExpr(sql.ExprFunc(func(b *sql.Builder) { b.Join(value).WriteString(direction) }))
	}
	s.Limit(limit)
}

// compare is (value, …, id) > (?, …, ?), as both databases know it.
func compare(by []sql.Querier, operator string, p *placeInList) *sql.Predicate {
	values := make([]any, 0, len(by))
	if len(by) > 1 {
		for _, v := range p.Values {
			values = append(values, v.sql())
		}
	}
	values = append(values, p.ID.sql())
	return sql.P(func(b *sql.Builder) {
		b.Wrap(func(b *sql.Builder) { b.JoinComma(by...) }).WriteString(operator)
		b.Wrap(func(b *sql.Builder) { b.Args(values...) })
	})
}
