package graph_test

import (
	"context"
	"strings"
	"testing"

	"doorward/internal/fault"
)

// TestCost holds what the schema's introduction says of it.
func TestCost(t *testing.T) {
	each(t, func(w *world) {
		var spent []int
		w.r.Spend = func(_ context.Context, cost int) error { spent = append(spent, cost); return nil }
		owner := w.as("owner@acme.example", "acme-production")
		agent := userID(w.users["agent@acme.example production"])
		for _, c := range []struct {
			what     string
			cost     int
			document string
			vars     map[string]any
		}{
			{"nothing is free", 1, `{liveCursor}`, nil},
			{"an object", 1, `{tenant{id name}}`, nil},
			{"objects within", 3, `{tenant{plan{name} seats{used}}}`, nil},
			{"a page of no named size", 25, `{users{nodes{id name}}}`, nil},
			{"a page", 50, `{users(first:50){edges{cursor node{id}} nodes{name} pageInfo{endCursor} totalCount}}`, nil},
			{"from the end", 7, `{users(last:7){nodes{id}}}`, nil},
			{"what each row leads to", 20, `{users(first:10){nodes{tenant{name}}}}`, nil},
			{"the console's users", 400, `{users(first:50){edges{node{groups{name} roles{role{name}}}}}}`, nil},
			{"a list within a list", 1 + 1 + 5 + 25, `query($id:ID!){user(id:$id){groups{roles{groups{name}}}}}`, vars("id", agent)},
			{"a page within a list", 1 + 1 + 5*10, `query($id:ID!){user(id:$id){groups{users(first:10){nodes{name}}}}}`, vars("id", agent)},
			{"a variable", 20, `query($n:Int){users(first:$n){nodes{tenant{name}}}}`, vars("n", 10)},
			{"a variable that is left out", 50, `query($n:Int){users(first:$n){nodes{tenant{name}}}}`, nil},
			{"a variable's own value", 14, `query($n:Int=7){users(first:$n){nodes{tenant{name}}}}`, nil},
			{"ids", 2, `{nodes(ids:["x" "y"]){id}}`, nil},
			{"ids in a variable", 6, `query($ids:[ID!]!){nodes(ids:$ids){... on User{groups{name}}}}`, vars("ids", []string{agent, agent, agent})},
			{"fragments, as often as they are spread", 75, `{a:users{...p} b:users{...p} c:users{nodes{id}}} fragment p on UserConnection{nodes{id}}`, nil},
			{"the schema", 1, `{__schema{types{fields{name}}}}`, nil},
			{"a change and what it answers", 4, `mutation($id:ID!){userReactivate(id:$id){user{name} counts{active} userErrors{code}}}`, vars("id", agent)},
		} {
			spent = nil
			owner.send(c.document, c.vars)
			if len(spent) != 1 || spent[0] != c.cost {
				w.Errorf("%s: %v instead of %d", c.what, spent, c.cost)
			}
		}

		w.Run("what costs more than is taken is refused before it runs", func(t *testing.T) {
			for _, c := range []struct {
				by         *browser
				document   string
				cost, most float64
			}{
				{owner, `{users(first:100){nodes{groups{roles{permissions{key}}}}}}`, 3200, 1000},
				{owner, `{roles(first:100){nodes{users(first:100){nodes{roles{role{users(first:100){nodes{roles{role{users(first:100){totalCount}}}}}}}}}}}}`, 1 << 30, 1000},
				{w.anonymous(), `{viewer{tenants{children{children{children{id}}}}}}`, 1 + 1 + 5 + 25 + 125, 100},
			} {
				spent = nil
				w.asked.Store(0)
				e := c.by.refused("LIMIT_EXCEEDED", c.document, nil).Errors[0]
				if e.Extensions["cost"] != c.cost || e.Extensions["most"] != c.most || e.Extensions["category"] != "REQUEST" {
					t.Errorf("%s: %v", c.document, e.Extensions)
				}
				if len(spent) > 0 || w.asked.Load() > 0 {
					t.Errorf("%s: %d statements, %v spent", c.document, w.asked.Load(), spent)
				}
			}
		})
		w.Run("whose session has ended is told that, and not to ask for less", func(t *testing.T) {
			spent = nil
			w.anonymous().refused("SIGN_IN_REQUIRED", `{users(first:100){nodes{groups{name}}}}`, nil)
			if len(spent) != 1 || spent[0] != 1 {
				t.Errorf("%v", spent)
			}
			w.anonymous().refused("LIMIT_EXCEEDED", `{serverInfo{version} users(first:100){nodes{groups{name}}}}`, nil)
		})
		w.Run("a page that no page can be says so itself", func(*testing.T) {
			owner.refused("INVALID", `{users(first:1000000){nodes{id}}}`, nil)
			owner.refused("INVALID", `{users(first:-5){nodes{id}}}`, nil)
		})
		w.Run("the console's own documents are priced and run", func(t *testing.T) {
			const screen = `{users(first:100){nodes{groups{roles{permissions{key}}}}}}`
			w.r.Persisted = func(text string) bool { return text == screen }
			defer func() { w.r.Persisted = nil }()
			spent = nil
			for range 2 {
				get[any](owner, screen, nil)
			}
			if len(spent) != 2 || spent[0] != 320 || spent[1] != 320 {
				t.Errorf("%v", spent)
			}
			owner.refused("LIMIT_EXCEEDED", strings.Replace(screen, "100", "99", 1), nil)
		})
		w.Run("following is paid for as well", func(t *testing.T) {
			spent = nil
			sub := owner.socket(w.sockets()).subscribe(`subscription{userLastLogin{user{name}}}`, nil)
			w.as("agent@acme.example", "acme-production").send(`{viewer{user{id}}}`, nil)
			sub.next()
			if len(spent) == 0 || spent[0] != 2 {
				t.Errorf("%v", spent)
			}
		})
		w.Run("an empty budget refuses whatever comes, before it runs", func(t *testing.T) {
			w.r.Spend = func(context.Context, int) error {
				return &fault.Fault{Kind: fault.Request, Code: fault.RateLimited, Message: "Too many requests.", Next: "Wait."}
			}
			w.asked.Store(0)
			owner.refused("RATE_LIMITED", `{users{totalCount}}`, nil)
			if n := w.asked.Load(); n > 0 {
				t.Errorf("%d statements", n)
			}
		})
	})
}
