package server

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"doorward/internal/journal"
)

// SetKeysMost narrows how many keys one sender may have.
func (s *Server) SetKeysMost(n int) { s.sendings.most = n }

// RunOnce runs an operation under a key.
func (s *Server) RunOnce(ctx context.Context, sending *journal.Once, run func(context.Context) *graphql.Response) (*graphql.Response, error) {
	return s.runOnce(ctx, sending, run)
}
