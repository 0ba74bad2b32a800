// Package identity owns who somebody is: passwords, sessions and their entries
// into tenants, and invites from sending to acceptance. It refuses to tell a
// stranger whether an address is known, and to mint a session without proof.
package identity

import (
	"doorward/internal/access"
	"doorward/internal/journal"
	"doorward/internal/secret"
)

// Identity is the verbs of sessions and invites.
type Identity struct {
	log    *journal.Log
	who    *access.Store
	keys   *secret.Keys
	hasher *secret.Hasher
	ended  *ended
	wake   chan struct{} // an invite was sent: its expiry may be the next
}

// New gives identity its journal and follows it from now on: to be called
// before the log runs.
func New(log *journal.Log, who *access.Store, keys *secret.Keys, hasher *secret.Hasher) *Identity {
	i := &Identity{log: log, who: who, keys: keys, hasher: hasher, ended: newEnded(log), wake: make(chan struct{}, 1)}
	log.Apply(i.ended.apply)
	log.Apply(i.ring)
	return i
}
