package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"doorward/internal/viewer"
)

const (
	documentsMost = 256     // that are kept
	cacheable     = 4 << 10 // bytes; parsed it takes up to eighty times as much
)

// documents keeps those that were found valid for whoever asks again: the console's,
// and short ones of somebody who is signed in. Whatever else comes is looked at anew,
// so that nobody fills the memory.
type documents struct {
	kept      *lru.LRU[*document]
	persisted func(text string) bool
}

// document is a valid one, with what each of its operations comes to.
type document struct {
	*ast.QueryDocument
	outlines map[*ast.OperationDefinition]*outline
}

func newDocuments(persisted func(text string) bool) documents {
	return documents{lru.New[*document](documentsMost), persisted}
}

// Get is for gqlgen.
func (d documents) Get(ctx context.Context, text string) (*ast.QueryDocument, bool) {
	if known, ok := d.kept.Get(ctx, text); ok {
		return known.QueryDocument, true
	}
	return nil, false
}

// Add is for gqlgen, which has validated doc.
func (d documents) Add(ctx context.Context, text string, doc *ast.QueryDocument) {
	if !d.persisted(text) && (len(text) > cacheable || !viewer.From(ctx).SignedIn()) {
		return
	}
	all := make(map[*ast.OperationDefinition]*outline, len(doc.Operations))
	for _, op := range doc.Operations {
		all[op] = newOutline(doc, op)
	}
	d.kept.Add(ctx, text, &document{doc, all})
}

// outline of the operation that is about to run.
func (d documents) outline(ctx context.Context, op *graphql.OperationContext) *outline {
	if known, ok := d.kept.Get(ctx, op.RawQuery); ok && known.outlines[op.Operation] != nil {
		return known.outlines[op.Operation]
	}
	return newOutline(op.Doc, op.Operation)
}

func (r *Resolver) persisted(text string) bool { return r.Persisted != nil && r.Persisted(text) }
