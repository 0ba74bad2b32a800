package graph

import (
	"context"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"doorward/graph/generated"
)

const (
	tokens    = 5000     // of one document
	documents = 1000     // parsed ones that are kept
	cacheable = 16 << 10 // bytes: a longer one is parsed anew, so that nobody fills the memory
)

// NewServer is the API without its transports: schema, guards, loaders and the
// form in which failures leave. Defects are logged, one line each.
func NewServer(r *Resolver, log *slog.Logger) *handler.Server {
	s := handler.New(generated.NewExecutableSchema(generated.Config{
		Resolvers:  r,
		Directives: generated.DirectiveRoot{Public: public, SignedIn: signedIn, Can: r.can},
	}))
	p := presenter{log}
	s.SetErrorPresenter(p.present)
	s.SetRecoverFunc(p.recovered)
	s.SetParserTokenLimit(tokens)
	s.SetQueryCache(shortDocuments{lru.New[*ast.QueryDocument](documents)})
	s.SetDisableSuggestion(true) // no message of gqlgen's leaves: the search would be for nothing
	s.Use(introspection{r})
	s.Use(depthLimit{})
	s.AroundOperations(r.pinPosition)
	s.AroundOperations(sharedBatches)
	s.AroundResponses(fewErrors)
	s.AroundResponses(r.inTime)
	s.AroundResponses(r.freshLoaders)
	s.AroundResponses(sharedLoaders)
	s.AroundRootFields(r.freshAfterMutation)
	return s
}

// shortDocuments keeps only short ones.
type shortDocuments struct {
	graphql.Cache[*ast.QueryDocument]
}

func (c shortDocuments) Add(ctx context.Context, text string, doc *ast.QueryDocument) {
	if len(text) <= cacheable {
		c.Cache.Add(ctx, text, doc)
	}
}
