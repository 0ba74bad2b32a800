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
			nobody.refused("INVALID", bomb(60, `{%s}`), nil)
			got := get[map[string]map[string]string](nobody, bomb(8, `{%s}`), nil)
			if got["serverInfo"]["version"] != "1.2.3" {
				t.Fatalf("%v", got)
			}
		})
		w.Run("a schema behind them is still found", func(*testing.T) {
			nobody.refused("SIGN_IN_REQUIRED", strings.Replace(bomb(60, `{%s}`), "serverInfo{version}", "__schema{types{name}}", 1), nil)
		})
	})
}

func TestExtent(t *testing.T) {
	each(t, func(w *world) {
		owner := w.as("owner@acme.example", "acme-production")
		nested := func(levels int) string {
			return "{tenant" + strings.Repeat("{parent", levels-2) + "{id" + strings.Repeat("}", levels)
		}
		get[any](owner, nested(12), nil)
		w.asked.Store(0)
		owner.refused("INVALID", nested(13), nil)
		owner.refused("INVALID", `{tenant{...a}} fragment a on Tenant{parent{parent{parent{parent{parent{... on Tenant{...b}}}}}}}
			fragment b on Tenant{parent{parent{parent{parent{parent{parent{id}}}}}}}`, nil)
		get[any](owner, "{"+manyAliases(`tenant{id}`, 500)+"}", nil)
		w.asked.Store(0)
		owner.refused("INVALID", "{"+manyAliases(`tenant{id}`, 501)+"}", nil)
		owner.refused("INVALID", `{tenant{`+manyAliases(`parent{...a}`, 32)+`}} fragment a on Tenant{`+manyAliases("id", 31)+`}`, nil)
		if n := w.asked.Load(); n > 0 {
			w.Errorf("%d statements before it was refused", n)
		}
		get[any](owner, `{__schema{types{fields{type`+strings.Repeat("{ofType", 12)+"{name"+strings.Repeat("}", 12)+"}}}}}", nil)
	})
}
