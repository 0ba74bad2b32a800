// Package directory owns who is in a tenant and what they are given there:
// tenants, persons, users, groups, roles, grants, flags, seats, and the import of
// all of it. It refuses to give more than the giver holds, and to leave a tenant
// without an owner.
package directory

import (
	"errors"
	"sync/atomic"

	"doorward/internal/access"
	"doorward/internal/journal"
)

// Directory is the verbs that change a directory. Each is one Write of the
// journal, checked inside the transaction that commits it.
type Directory struct {
	log       *journal.Log
	who       *access.Store
	catalogue atomic.Pointer[access.Document] // as last applied by this process
}

// New gives the directory its journal, and the tenants as access knows them.
func New(log *journal.Log, who *access.Store) *Directory {
	return &Directory{log: log, who: who}
}

// applied is the catalogue that CatalogueApply brought into the database: the one
// place where a new organization's roles stand.
func (d *Directory) applied() (*access.Document, error) {
	if doc := d.catalogue.Load(); doc != nil {
		return doc, nil
	}
	return nil, errors.New("the database has a catalogue of its own: name its file with --catalogue")
}
