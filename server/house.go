package server

import (
	"context"
	"errors"
	"fmt"

	"doorward/server/demo"
)

// House is this server as the demo moves into it.
func (s *Server) House() demo.House {
	return demo.House{Log: s.Log, Catalogue: s.Catalogue, Keys: s.Keys, Hasher: s.Hasher, PublicURL: s.PublicURL(), Deliver: s.Mailbox.Deliver}
}

// keepDemoApart refuses to serve to other machines what the demo filled, whose password
// is well known, and the demo on a database that matters: its catalogue would be
// replaced, and its mail shown at /dev/mailbox.
func (s *Server) keepDemoApart(ctx context.Context) error {
	if s.config.Addr == "" { // a command that only works on the database
		return nil
	}
	ctx = AsCommand(ctx)
	filled, err := demo.Filled(ctx, s.Log)
	switch {
	case err != nil:
		return err
	case filled && !s.Loopback():
		return fmt.Errorf("the demo filled this database, and its password is well known: it is not for other machines, as %s is", s.PublicURL())
	case filled || !s.config.Demo:
		return nil
	}
	there, err := s.db.Client().Tenant.Query().Exist(ctx)
	if err != nil {
		return fmt.Errorf("looking for a tenant: %w", err)
	}
	if there {
		return errors.New("the tenants in this database are not the demo's: give the demo a database of its own (--data or DATABASE_URL)")
	}
	return nil
}
