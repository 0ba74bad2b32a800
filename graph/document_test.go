package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

// bomb is a document of fragments that spread one another twice: expanded, its
// last field stands there 2ⁿ times.
func bomb(n int, around string) string {
	var b strings.Builder
	fmt.Fprintf(&b, around, "...f0")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query{...f%d ...f%d}", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Query{serverInfo{version}}", n)
	return b.String()
}

func TestDocumentOfFragments(t *testing.T) {
	each(t, func(w *world) {
		nobody := w.anonymous()
		w.Run("fragments that multiply are looked into once, and refused for what they come to", func(t *testing.T) {
			nobody.refused("LIMIT_EXCEEDED", bomb(49, `{%s}`), nil)
			got := get[map[string]map[string]string](nobody, bomb(3, `{%s}`), nil)
			if got["serverInfo"]["version"] != "1.2.3" {
				t.Fatalf("%v", got)
			}
		})
		w.Run("a schema behind them is still found", func(*testing.T) {
			nobody.refused("SIGN_IN_REQUIRED", strings.Replace(bomb(49, `{%s}`), "serverInfo{version}", "__schema{types{name}}", 1), nil)
		})
	})
}

// TestExtent goes to each limit of a document and one step beyond.
func TestExtent(t *testing.T) {
	each(t, func(w *world) {
		owner := w.as("owner@acme.example", "acme-production")
		nested := func(levels int) string {
			return "{tenant" + strings.Repeat("{parent", levels-2) + "{id" + strings.Repeat("}", levels)
		}
		list := func(n int) string { return `{nodes(ids:[` + strings.Repeat(`"x" `, n) + `]){id}}` }
		search := func(n int) string { return `{users(filter:{search:"` + strings.Repeat("x", n) + `"}){totalCount}}` }
		spread := func(n int) string {
			return "{" + strings.Repeat("... on Query{", n) + "tenant{id}" + strings.Repeat("}", n) + "}"
		}
		for _, c := range []struct {
			what         string
			most         int
			under, above string
		}{
			{"depth", 12, nested(12), nested(13)},
			{"depth over fragments", 12, `{tenant{...a}} fragment a on Tenant{parent{...b}} fragment b on Tenant{parent{id}}`,
				`{tenant{...a}} fragment a on Tenant{parent{parent{parent{parent{parent{... on Tenant{...b}}}}}}}
				fragment b on Tenant{parent{parent{parent{parent{parent{parent{id}}}}}}}`},
			{"fields", 500, spread(100), fmt.Sprintf("{tenant{%s}}", strings.Repeat("parent{...a} ", 10)) +
				" fragment a on Tenant{" + strings.Repeat("plan{...b} ", 10) + "} fragment b on Plan{key name rank seatLimit}"},
			{"fields at the root", 20, "{" + manyAliases(`tenant{id}`, 19) + "tenant{id}}", "{" + manyAliases(`tenant{id}`, 20) + "tenant{id}}"},
			{"fields under one name", 10, "{tenant{" + strings.Repeat("id ", 10) + "}}", "{tenant{" + strings.Repeat("id ", 11) + "}}"},
			{"fields under one name, over fragments", 10, "{tenant{" + strings.Repeat("...a ", 10) + "}} fragment a on Tenant{id}",
				"{tenant{id " + strings.Repeat("...a ", 10) + "}} fragment a on Tenant{id}"},
			{"aliases", 30, "{tenant{" + manyAliases("id", 30) + "}}", "{tenant{" + manyAliases("id", 31) + "}}"},
			{"aliases over fragments", 30, "{tenant{parent{...a} ...a}} fragment a on Tenant{" + manyAliases("id", 15) + "}",
				"{tenant{parent{...a} ...a}} fragment a on Tenant{" + manyAliases("id", 16) + "}"},
			{"directives", 50, "{tenant{" + strings.Repeat("... @include(if:true){id} ", 5) + strings.Repeat("... @include(if:true)@skip(if:false){name} ", 5) + "}}",
				"{tenant{parent{...a} p:parent{...a} q:parent{...a}}} fragment a on Tenant{" + strings.Repeat("... @include(if:true){id} ", 9) + strings.Repeat("... @include(if:true){name} ", 8) + "}"},
			{"fragments", 50, bomb(0, "{%s}"), bomb(50, "{%s}")},
			{"a list", 100, list(100), list(101)},
			{"a text", 4096, search(200), search(4097)},
			{"a name", 128, "{" + strings.Repeat("a", 128) + ":tenant{id}}", "{" + strings.Repeat("a", 129) + ":tenant{id}}"},
			{"tokens", 2000, spread(390), spread(400)},
		} {
			get[any](owner, c.under, nil)
			w.asked.Store(0)
			a := owner.refused("LIMIT_EXCEEDED", c.above, nil)
			if got := a.Errors[0].Extensions["most"]; got != float64(c.most) || !strings.Contains(a.Errors[0].Message, fmt.Sprint(c.most)) {
				w.Errorf("%s: most %v: %s", c.what, got, a.Errors[0].Message)
			}
			if n := w.asked.Load(); n > 0 {
				w.Errorf("%s: %d statements before it was refused", c.what, n)
			}
		}
		get[any](owner, `{__schema{types{fields{type`+strings.Repeat("{ofType", 12)+"{name"+strings.Repeat("}", 12)+"}}}}}", nil)
	})
}
