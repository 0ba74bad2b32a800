package main

import (
	"context"
	"errors"

	"doorward/server"
)

// on runs fn on a server that listens nowhere, and closes it.
func on(ctx context.Context, c server.Config, fn func(*server.Server) error) error {
	c.Addr, c.OpsAddr = "", ""
	s, err := server.New(ctx, c, server.Deps{Logger: c.Logger()})
	if err != nil {
		return err
	}
	return closing(s, fn(s))
}

func closing(s *server.Server, err error) error { return errors.Join(err, s.Close()) }
