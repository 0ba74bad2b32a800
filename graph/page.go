package graph

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"doorward/graph/model"
	"doorward/internal/fault"
)

const (
	pageDefault = 25
	pageMost    = 100
)

// order is how a list runs: by the values of its columns, equal ones by id, all of
// them in one direction, so that a place is one comparison that an index answers.
type order[T any] struct {
	name    string // of the list and its order, as cursors carry it
	desc    bool
	nulls   bool // the one column may be null: those rows come last, either way
	columns []func(*sql.Selector) sql.Querier
	id      string
	values  func(T) []sortValue
	idOf    func(T) sortValue
}

// column is a column of the row itself.
func column(name string) func(*sql.Selector) sql.Querier {
	return func(s *sql.Selector) sql.Querier { return sql.Raw(s.C(name)) }
}

// asked is what a client says about a page.
type asked struct {
	first, last   *int
	after, before *string
}

// query is one of ent's, for rows of T.
type query[S, T any] interface {
	Modify(...func(*sql.Selector)) S
	All(context.Context) ([]T, error)
	Count(context.Context) (int, error)
}

// page is part of a list and where it stands in it.
type page[T any] struct {
	rows    []T
	cursors []string
	info    *model.PageInfo
	total   int
}

// readPage reads the part of a list that was asked for. fresh gives the query anew.
func readPage[S, T any, Q query[S, T]](ctx context.Context, r *Resolver, fresh func() Q, o order[T], a asked) (*page[T], error) {
	tenant, err := r.tenant(ctx)
	if err != nil {
		return nil, err
	}
	n, err := a.size()
	if err != nil {
		return nil, err
	}
	w := walk[T]{order: o, limit: n + 1, backward: a.last != nil}
	if w.after, err = r.openPlace(tenant, o.name, a.after); err != nil {
		return nil, err
	}
	if w.before, err = r.openPlace(tenant, o.name, a.before); err != nil {
		return nil, err
	}
	p := &page[T]{}
	if p.rows, err = read(ctx, w, fresh); err != nil {
		return nil, err
	}
	// Towards where the page came from there is at least the row of the cursor.
	more := len(p.rows) > n
	p.info = &model.PageInfo{HasNextPage: more, HasPreviousPage: w.after != nil}
	if w.backward {
		p.info = &model.PageInfo{HasNextPage: w.before != nil, HasPreviousPage: more}
	}
	p.rows = p.rows[:min(n, len(p.rows))]
	if w.backward {
		slices.Reverse(p.rows)
	}
	p.seal(r, tenant, o)
	if wants(ctx, "totalCount") {
		if p.total, err = fresh().Count(ctx); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *page[T]) seal(r *Resolver, tenant uuid.UUID, o order[T]) {
	p.cursors = make([]string, len(p.rows))
	for i, row := range p.rows {
		p.cursors[i] = o.seal(r, tenant, row)
	}
	if n := len(p.rows); n > 0 {
		p.info.StartCursor, p.info.EndCursor = &p.cursors[0], &p.cursors[n-1]
	}
}

// seal is the cursor of a row in this order.
func (o order[T]) seal(r *Resolver, tenant uuid.UUID, row T) string {
	return r.sealPlace(placeInList{tenant, o.name, o.values(row), o.idOf(row)})
}

func (a asked) size() (int, error) {
	n := a.first
	if a.last != nil {
		n = a.last
	}
	switch {
	case a.first != nil && a.last != nil:
		return 0, fault.BadInput(fault.Invalid, "Ask for the first or for the last ones, not for both.", "first")
	case n == nil:
		return pageDefault, nil
	case *n < 1 || *n > pageMost:
		return 0, fault.BadInput(fault.Invalid, "A page holds 1 to 100.", "first")
	}
	return *n, nil
}
