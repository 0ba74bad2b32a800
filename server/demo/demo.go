// Package demo owns the world that `doorward serve --demo` starts with, and that
// scenarios of tests start from: two organizations, their people, and two months of
// history, made through the same verbs that the console uses. It refuses to touch a
// database in which there is a tenant already.
package demo

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/server"
)

// Password of everybody in the demo.
const Password = "winter-lantern-harbour-42"

// Account is somebody to sign in as.
type Account struct{ Name, Email, Role string }

// Accounts are those that the README names. What happens by itself never happens as one of them.
var Accounts = []Account{
	{"Amara Okafor", "owner@acme.example", "owns Acme, Acme Production and Acme Sandbox"},
	{"Mateo Fernández", "manager@acme.example", "manages Acme Production"},
	{"Aiko Tanaka", "agent@acme.example", "answers customers in Acme Production and Acme Sandbox"},
	{"Greta Lindqvist", "guest@acme.example", "looks into Acme Production from outside"},
	{"Gustav Brandt", "owner@globex.example", "owns Globex, which never sees Acme"},
	{"Sam Whitaker", "sam@support.example", "works for the vendor's support"},
}

// Seed fills an empty database and tells whether it did: one with a tenant in it
// stays as it is. Afterwards the server has seen all of it. History ends at the
// server's present.
func Seed(ctx context.Context, s *server.Server) (bool, error) {
	ctx = server.AsCommand(ctx)
	there, err := s.Log.DB().Client().Tenant.Query().Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("looking for a tenant: %w", err)
	}
	if there {
		return false, nil
	}
	last, err := play(ctx, s)
	if err != nil {
		return false, fmt.Errorf("filling the demo: %w", err)
	}
	return true, s.Log.Wait(ctx, last-1)
}

func play(ctx context.Context, s *server.Server) (last int64, err error) {
	g, stop, err := newStage(ctx, s)
	if err != nil {
		return 0, err
	}
	defer stop()
	for _, act := range []func() error{g.organizations, g.hire, g.rights, g.everydays} {
		if err := act(); err != nil {
			return 0, err
		}
	}
	return g.log.Position(), nil
}

// ids of what the acts refer to by name.
type ids map[string]uuid.UUID
