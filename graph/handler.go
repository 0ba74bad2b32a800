package graph

import (
	"context"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"doorward/graph/generated"
	"doorward/internal/viewer"
)

const (
	tokens    = 5000    // of one document
	documents = 256     // parsed ones that are kept
	cacheable = 4 << 10 // bytes; parsed it takes up to eighty times as much
)

// NewServer is the API without its transports: schema, guards, loaders and the
// form in which failures leave. Defects are logged, one line each. What is handed in
// sees an operation before everything else does.
func NewServer(r *Resolver, log *slog.Logger, first ...graphql.HandlerExtension) *handler.Server {
	s := handler.New(generated.NewExecutableSchema(generated.Config{
		Resolvers:  r,
		Directives: generated.DirectiveRoot{Public: public, SignedIn: r.whoSignedIn, Can: r.can},
	}))
	p := presenter{log, introspection{r}}
	s.SetErrorPresenter(p.present)
	s.SetRecoverFunc(p.recovered)
	s.SetParserTokenLimit(tokens)
	s.SetQueryCache(parsed{lru.New[*ast.QueryDocument](documents)})
	s.SetDisableSuggestion(true) // seldom does a message of gqlgen's leave: the search would be for nothing
	for _, extension := range first {
		s.Use(extension)
	}
	s.Use(introspection{r})
	s.Use(extentLimit{})
	s.AroundOperations(r.pinPosition)
	s.AroundOperations(sharedBatches)
	s.AroundOperations(refusedEarly)
	s.AroundResponses(fewErrors)
	s.AroundResponses(r.inTime)
	s.AroundResponses(r.freshLoaders)
	s.AroundResponses(sharedLoaders)
	s.AroundRootFields(r.freshAfterMutation)
	return s
}

// parsed keeps documents for those who ask again: short ones of somebody who is
// signed in. Whatever else comes is parsed anew, so that nobody fills the memory.
type parsed struct {
	graphql.Cache[*ast.QueryDocument]
}

func (c parsed) Add(ctx context.Context, text string, doc *ast.QueryDocument) {
	if len(text) <= cacheable && viewer.From(ctx).SignedIn() {
		c.Cache.Add(ctx, text, doc)
	}
}
