// Package demo owns the world that `doorward serve --demo` starts with, and that
// scenarios of tests start from: two organizations, their people, and two months of
// history, made through the same verbs that the console uses. It refuses to touch a
// database in which there is a tenant already.
package demo

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent/cursor"
	"doorward/internal/access"
	"doorward/internal/journal"
	"doorward/internal/outbound"
	"doorward/internal/secret"
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

// House is what the demo moves into: a server's journal, running, on a database with
// the bundled catalogue or one that has everything that is in it.
type House struct {
	Log       *journal.Log
	Catalogue *access.Document // as it was applied
	Keys      *secret.Keys
	Hasher    *secret.Hasher
	PublicURL string                                     // links in mails begin with it
	Deliver   func(context.Context, outbound.Mail) error // takes the history's mail
}

// Seed fills an empty database and tells whether it did: one with a tenant in it
// stays as it is. The context acts as the command line (server.AsCommand). When it
// returns, the house's journal has seen all of it; history ends at its present.
func Seed(ctx context.Context, h House) (bool, error) {
	there, err := h.Log.DB().Client().Tenant.Query().Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("looking for a tenant: %w", err)
	}
	if there {
		return false, finished(ctx, h)
	}
	if err := mark(ctx, h, 0); err != nil {
		return false, err
	}
	last, err := play(ctx, h)
	if err != nil {
		return false, fmt.Errorf("filling the demo: %w", err)
	}
	if err := mark(ctx, h, last); err != nil {
		return false, err
	}
	return true, h.Log.Wait(ctx, last-1)
}

// ErrHalf refuses a demo that was stopped while it was being filled.
var ErrHalf = errors.New("the demo was stopped while it was being filled: delete its data and start again")

// Filled tells whether the demo has filled this database, or began to.
func Filled(ctx context.Context, log *journal.Log) (bool, error) {
	filled, err := log.DB().Client().Cursor.Query().Where(cursor.ID(Moved)).Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("looking for the demo: %w", err)
	}
	return filled, nil
}

// Moved is the follower's name under which the last entry of the history stands; 0
// while it is being made.
const Moved = "demo"

func mark(ctx context.Context, h House, last int64) error {
	return journal.Keep(ctx, h.Log, func(b journal.Books) error {
		return b.Cursor.Create().SetID(Moved).SetEntryID(last).OnConflictColumns(cursor.FieldID).UpdateNewValues().Exec(ctx)
	})
}

func finished(ctx context.Context, h House) error {
	half, err := h.Log.DB().Client().Cursor.Query().Where(cursor.ID(Moved), cursor.EntryID(0)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("looking for the demo: %w", err)
	}
	if half {
		return ErrHalf
	}
	return nil
}

func play(ctx context.Context, h House) (last int64, err error) {
	g, stop, err := newStage(ctx, h)
	if err != nil {
		return 0, err
	}
	defer stop()
	for _, act := range []func() error{g.organizations, g.rights, g.everydays} {
		if err := act(); err != nil {
			return 0, err
		}
	}
	return g.log.Position(), nil
}

// ids of what the acts refer to by name.
type ids map[string]uuid.UUID
