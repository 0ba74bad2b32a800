// Package matrix owns the proof that no tenant sees another: every field of the running
// schema × every id argument × everybody who may ask, with canaries in every column of the
// other tenant. It is made from the schema: what it cannot make up has a row in one of its
// tables, and a field, an argument or a column without one fails.
package matrix

import (
	"context"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"doorward/graph/generated"
	"doorward/server"
	"doorward/server/servertest"
)

// Options start a server that can be probed: nothing of it counts how much is asked, and it knows
// by their hash what the matrix asks so, and the documents of a console.
func Options(console ...string) []servertest.Option {
	byHash := map[string]string{}
	for _, text := range append(newAPI(running()).documents(), console...) {
		byHash[hashOf(text)] = known(text)
	}
	return []servertest.Option{
		servertest.Config(func(c *server.Config) { c.Limits = servertest.Generous }),
		servertest.Documents(byHash),
	}
}

// running is the schema as the server has it.
func running() *ast.Schema {
	return generated.NewExecutableSchema(generated.Config{}).Schema()
}

// Run fails the test for each thing that Probe finds, asks with the console's documents as well
// and over every way there is, and says what was tried.
func Run(t *testing.T, s *servertest.Server, console ...string) {
	t.Helper()
	p := probe{ctx: t.Context(), s: s, texts: console}
	p.all()
	p.more()
	for _, gap := range p.api.unasked(p.asked) {
		p.leak("%s", gap)
	}
	for _, leak := range p.leaks {
		t.Error(leak)
	}
	t.Log(p.tally())
}

// Probe asks a server with the named world everything that the matrix knows, and gives
// what was answered wrongly, a sentence each; with first it stops at the first. It leaves
// the world changed: each server is probed once.
func Probe(ctx context.Context, s *servertest.Server, first bool) []string {
	p := probe{ctx: ctx, s: s, first: first}
	p.all()
	return p.leaks
}
