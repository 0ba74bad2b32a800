package graph

import (
	"log/slog"

	"github.com/99designs/gqlgen/graphql/handler"

	"doorward/graph/generated"
)

// NewServer is the API without its transports: schema, guards, loaders and the
// form in which failures leave. Defects are logged, one line each.
func NewServer(r *Resolver, log *slog.Logger) *handler.Server {
	return handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: r}))
}
