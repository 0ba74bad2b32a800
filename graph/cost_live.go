package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// price is what an operation costs. A subscription costs one batch, as full as it can
// be, when it begins; what one that is behind brings more is paid for as it comes.
type price struct {
	once  int // whatever it brings
	row   int // each row of a batch; zero where an event is the row
	share int // in so many parts, of which one is paid; zero: all of it
}

// most is what the operation, or its first batch, comes to.
func (p price) most() int { return max(1, min(p.once+times(batchMost, p.row), costMost)) }

// of is what a batch of so many rows takes off the budget; one of none was read in vain.
func (p price) of(rows int) int {
	cost := p.once + times(rows, p.row)
	if p.row == 0 {
		cost = times(rows, p.once)
	}
	return max(1, min(cost, costMost)/max(1, p.share))
}

// newsOf splits what is asked of a subscription's field into the lists that its rows come
// in, by name, and the rest. The lists of one batch share its rows; one that is asked for
// twice brings them twice.
func newsOf(roots []*ast.Field) (rest []reading, lists map[string][]reading) {
	rest, lists = []reading{{rows: 1}}, map[string][]reading{}
	for _, root := range roots {
		for _, f := range rootFields(root.SelectionSet) {
			if f.Definition.Type.Elem != nil && len(f.SelectionSet) > 0 {
				lists[f.Name] = append(lists[f.Name], reading{rows: 1, below: readings(f.SelectionSet)})
				continue
			}
			rest = append(rest, readingsOf(f)...)
		}
	}
	return rest, lists
}

// price of an operation with these variables.
func (o *outline) price(variables map[string]any) price {
	p := price{once: cost(o.readings, 1, variables)}
	for _, list := range o.lists {
		p.row = max(p.row, cost(list, 1, variables))
	}
	return p
}

const priceOfNews = "price" // under which gqlgen carries it

// priceOf is the price of the subscription under way; free where nobody asked for it.
func priceOf(ctx context.Context) (p price) {
	if graphql.HasOperationContext(ctx) {
		p, _ = graphql.GetOperationContext(ctx).Stats.GetExtension(priceOfNews).(price)
	}
	return p
}
