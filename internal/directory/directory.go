// Package directory owns who is in a tenant and what they are given there:
// tenants, persons, users, groups, roles, grants, flags, seats, and the import of
// all of it. It refuses to give more than the giver holds, and to leave a tenant
// without an owner.
package directory

import (
	"doorward/internal/access"
	"doorward/internal/journal"
)

// Directory is the verbs that change a directory. Each is one Write of the
// journal, checked inside the transaction that commits it.
type Directory struct {
	log *journal.Log
	who *access.Store
}

// New gives the directory its journal, and the tenants as access knows them.
func New(log *journal.Log, who *access.Store) *Directory {
	return &Directory{log: log, who: who}
}
