package graph

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/secret"
	"doorward/internal/viewer"
)

func testKeys(t testing.TB) *secret.Keys {
	keys, err := secret.NewKeys([]byte(strings.Repeat("k", 32)))
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// TestWeighedOnce counts steps: the effort grows with the text, whatever it comes to.
func TestWeighedOnce(t *testing.T) {
	chain := "{...f0}"
	for i := range 49 {
		chain += fmt.Sprintf(" fragment f%d on Query{...f%d ...f%d}", i, i+1, i+1)
	}
	for what, text := range map[string]string{
		"a field 2⁴⁹ times":      chain + " fragment f49 on Query{serverInfo{version}}",
		"nothing 2⁴⁹ times":      chain + " fragment f49 on Query{...f50}",
		"one fragment 400 times": "{" + strings.Repeat("...a ", 400) + "} fragment a on Query{" + strings.Repeat("... on Query{viewer{person{id}}}", 40) + "}",
	} {
		doc, err := parser.ParseQuery(&ast.Source{Input: text})
		if err != nil {
			t.Fatal(err)
		}
		w := newWeigher(doc, Ordinary)
		refused := w.weigh(doc)
		if refused == nil {
			t.Errorf("%s: passed", what)
		}
		if most := strings.Count(text, "..."); w.visited > 4*most {
			t.Errorf("%s: %d steps for %d spreads", what, w.visited, most)
		}
	}
}

// TestKnownDocument holds that one which is kept is not looked at again: it costs a look-up.
func TestKnownDocument(t *testing.T) {
	const text = `query($n:Int){users(first:$n){nodes{id name groups{name}}}}`
	r := &Resolver{}
	g := gate{introspection{r}, newDocuments(r.persisted)}
	ctx := viewer.With(context.Background(), &viewer.Viewer{Person: id.New()})
	params := &graphql.RawParams{Query: text, Variables: map[string]any{"n": int64(3)}}
	anew := testing.AllocsPerRun(20, func() {
		if err := g.MutateOperationParameters(ctx, params); err != nil {
			t.Fatal(err)
		}
	})
	g.Add(ctx, text, &ast.QueryDocument{})
	known := testing.AllocsPerRun(20, func() {
		if err := g.MutateOperationParameters(ctx, params); err != nil {
			t.Fatal(err)
		}
	})
	if known > 1 || anew < 50 {
		t.Errorf("%v allocations for one that is known, %v for a new one", known, anew)
	}
	r.Limits = Limits{Fields: 2}
	if err := g.MutateOperationParameters(ctx, params); err != nil {
		t.Errorf("weighed again: %v", err)
	}
	params.Query += " "
	if err := g.MutateOperationParameters(ctx, params); !fault.Is(err, fault.LimitExceeded) {
		t.Errorf("another text was not weighed: %v", err)
	}
}
