package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// persistedShare of their cost is what documents of the console's own take off a budget:
// a person who scrolls through thousands of rows is no attack, and nobody can write others.
const persistedShare = 10

// gate is what an operation passes before it runs: weighed before it is validated
// (docs/adr/0013), priced once it is.
type gate struct {
	introspection
	documents
}

// ExtensionName is for gqlgen.
func (gate) ExtensionName() string { return "Gate" }

// Validate is for gqlgen.
func (gate) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses what may not run, or costs too much, before any of it does.
func (g gate) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	o := g.outline(ctx, op)
	if o.introspects {
		if err := g.allowed(ctx); err != nil {
			return refuse(err, op.Operation.Position)
		}
		op.DisableIntrospection = false
	}
	if o.refused != nil {
		return o.refused
	}
	p, known := o.price(op.Variables), g.persisted(op.RawQuery)
	spent := p.most()
	if o.ofSomebody && !viewer.From(ctx).SignedIn() {
		spent = 1 // its guards will say so: whose session has ended is told that, and not to ask for less
	}
	if most := g.costMost(ctx); spent > most && !known {
		return refuse(&fault.Fault{Kind: fault.Request, Code: fault.LimitExceeded, Message: "The request asks for too much at once.",
			Next: "Ask for smaller pages, or for less about each row.", Figures: map[string]int{"cost": spent, "most": most}}, op.Operation.Position)
	}
	if known {
		p.share = persistedShare
		spent = max(1, spent/persistedShare)
	}
	if op.Operation.Operation == ast.Subscription {
		op.Stats.SetExtension(priceOfNews, p)
	}
	if g.Spend == nil {
		return nil
	}
	if err := g.Spend(ctx, spent); err != nil {
		return refuse(err, nil)
	}
	return nil
}

func (g gate) costMost(ctx context.Context) int {
	l := g.Limits.orOrdinary()
	if viewer.From(ctx).SignedIn() {
		return l.Cost
	}
	return l.Anonymous
}
