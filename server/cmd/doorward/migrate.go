package main

import (
	"context"
	"errors"
	"fmt"

	"doorward/internal/store"
	"doorward/server"
)

type migrate struct {
	Status bool `help:"Only say how the database stands; changes nothing."`

	server.Storage
}

// Help tells that it is seldom needed.
func (migrate) Help() string {
	return `"doorward serve" does this by itself at its start. On its own it is for whoever wants to do it at a time of their choosing.`
}

// Run migrates, or says how the database stands.
func (c *migrate) Run(ctx context.Context, o out) (err error) {
	if c.Status && missing(c.Storage) {
		return noDatabase(c.Storage)
	}
	db, err := store.Open(ctx, c.Store())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	applied := 0
	if !c.Status {
		if applied, err = db.Migrate(ctx); err != nil {
			return err
		}
	}
	current, known, err := db.MigrationStatus(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(o.result, standing(current, known, applied))
	return err
}

func standing(current, known int64, applied int) string {
	switch {
	case applied > 0:
		return fmt.Sprintf("The database is now at version %d (%d applied).", current, applied)
	case current > known:
		return fmt.Sprintf("The database is at version %d, newer than this program, which knows up to %d.", current, known)
	case current < known:
		return fmt.Sprintf("The database is at version %d; this program brings it to %d.", current, known)
	}
	return fmt.Sprintf("The database is at version %d, which is this program's.", current)
}
