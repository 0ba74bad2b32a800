package main

import (
	"context"
	"fmt"

	"doorward/server"
)

// prepare fills the demo, where it is one, and says where to go.
func (c *serve) prepare(_ context.Context, s *server.Server, o out) ([]func(context.Context) error, error) {
	_, err := fmt.Fprintf(o.note, "\n  Doorward is ready: %s\n\n", s.PublicURL())
	return nil, err
}
