package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"doorward/graph"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

func TestVariables(t *testing.T) {
	each(t, func(w *world) {
		owner := w.as("owner@acme.example", "acme-production")
		nest := func(depth int) (v any) {
			for v = "hunter2secret"; depth > 0; depth-- {
				v = []any{v}
			}
			return v
		}
		const search, nodes = `query($s:String){users(filter:{search:$s}){totalCount}}`, `query($ids:[ID!]!){nodes(ids:$ids){id}}`
		get[any](owner, search, vars("s", strings.Repeat("x", 200)))
		get[any](owner, nodes, vars("ids", make([]int, 100)))
		for what, c := range map[string]struct {
			document string
			vars     map[string]any
		}{
			"a text":                         {search, vars("s", "hunter2secret"+strings.Repeat("x", 4096))},
			"a text that no variable is for": {`{users{totalCount}}`, vars("s", "hunter2secret"+strings.Repeat("x", 4096))},
			"a list":                         {nodes, vars("ids", strings.Split(strings.Repeat("hunter2secret,", 100)+"x", ","))},
			"a list in a list in a list":     {nodes, vars("ids", nest(13))},
			"a list as deep as JSON goes":    {nodes, vars("ids", nest(5000))},
			"a number":                       {search, vars("s", json.Number(strings.Repeat("7", 129)))},
			"a name":                         {search, vars("hunter2secret"+strings.Repeat("x", 128), 1)},
			"a name within":                  {search, vars("s", map[string]any{"hunter2secret" + strings.Repeat("x", 128): 1})},
		} {
			for whose, persisted := range map[string]bool{"a client's": false, "the console's": true} {
				w.r.Persisted = func(string) bool { return persisted }
				w.asked.Store(0)
				e := owner.refused("LIMIT_EXCEEDED", c.document, c.vars).Errors[0]
				if e.Extensions["most"] == nil || e.Extensions["next"] == "" || strings.Contains(fmt.Sprint(e), "hunter2secret") {
					w.Errorf("%s, %s document: %+v", what, whose, e)
				}
				if n := w.asked.Load(); n > 0 {
					w.Errorf("%s: %d statements", what, n)
				}
			}
		}
	})
}

// TestSignInStandsAlone holds that one request is one guess.
func TestSignInStandsAlone(t *testing.T) {
	each(t, func(w *world) {
		const one = `signIn(input:{email:"agent@acme.example",password:"` + password + `"}){next}`
		nobody, last := w.anonymous(), w.last()
		for _, document := range []string{
			"mutation{" + manyAliases(one, 2) + "}",
			"mutation{a:" + one + "}",
			"mutation{" + one + " signOut{signedOut}}",
			"mutation{" + one + " __typename}",
			"mutation{" + one + one + "}",
			"mutation{...a} fragment a on Mutation{" + one + "}",
			"mutation{... on Mutation{" + one + "}}",
			"mutation{...{" + one + "}}",
			`mutation{signOut{signedOut} userReactivate(id:"x"){user{id}}}`,
			`mutation{inviteAccept(input:{token:"x"}){next} signOut{signedOut}}`,
		} {
			for _, persisted := range []bool{false, true} {
				w.r.Persisted = func(string) bool { return persisted }
				nobody.refused("INVALID", document, nil)
			}
		}
		if w.setToken != "" || w.verbs(last) != "" {
			w.Errorf("%s: %q", w.setToken, w.verbs(last))
		}
		w.r.Persisted = nil
		for _, e := range w.as("owner@acme.example", "acme-production").send(`mutation{userReactivate(id:"x"){user{id}} __typename}`, nil).Errors {
			if e.Extensions["code"] == "INVALID" {
				w.Errorf("what nobody may do need not stand alone: %+v", e)
			}
		}
		if got := get[map[string]map[string]any](nobody, "mutation{"+one+"}", nil); got["signIn"]["next"] != "DONE" {
			w.Errorf("%v", got)
		}
	})
}

// TestUnguardedField serves a schema in which fields have lost their guards.
func TestUnguardedField(t *testing.T) {
	printed := string(must(os.ReadFile("testdata/schema.graphql")))
	lost := func(field, guard string) {
		before := printed
		at := strings.Index(printed, "\n  "+field)
		printed = printed[:at] + strings.Replace(printed[at:], guard, "", 1)
		if printed == before {
			t.Fatalf("%s has no %s", field, guard)
		}
	}
	lost("serverInfo:", "@public")
	lost("userReactivate(", "@can(do: USERS_MANAGE)")
	lost("userLastLogin(", "@can(do: USERS_READ)")
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: printed})
	each(t, func(w *world) {
		v := must(w.r.Identity.Viewer(w.in("production"), w.as("manager@acme.example", "acme-production").token, "acme-production", identity.Origin{}))
		api := graph.NewServerOf(w.r, slog.New(slog.NewJSONHandler(&w.logged, nil)), schema, nil)
		api.AddTransport(transport.POST{})
		send := func(document string) (a answer) {
			rw := httptest.NewRecorder()
			r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(must(json.Marshal(map[string]any{"query": document}))))
			r.Header.Set("Content-Type", "application/json")
			api.ServeHTTP(rw, r.WithContext(viewer.With(r.Context(), v)))
			if err := json.Unmarshal(rw.Body.Bytes(), &a); err != nil {
				w.Fatalf("%d: %s", rw.Code, rw.Body)
			}
			return a
		}
		last := w.last()
		for field, document := range map[string]string{
			"Query.serverInfo":           `{viewer{user{id}} s:serverInfo{version}}`,
			"Mutation.userReactivate":    `mutation{...a} fragment a on Mutation{userReactivate(id:"` + userID(w.users["agent@acme.example production"]) + `"){user{id}}}`,
			"Subscription.userLastLogin": `subscription{userLastLogin{cursor}}`,
		} {
			w.logged.Reset()
			a := send(document)
			if a.code() != "PERMISSION_DENIED" || a.Errors[0].Extensions["category"] != "AUTHORIZATION" || len(a.Data) > 0 && string(a.Data) != "null" {
				w.Errorf("%s: %s %+v", field, a.Data, a.Errors)
			}
			if said := w.logged.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, field) {
				w.Errorf("%s: logged %q", field, said)
			}
		}
		if verbs := w.verbs(last); verbs != "" {
			w.Errorf("written: %s", verbs)
		}
		if a := send(`{__typename viewer{user{id}} users(first:1){totalCount}}`); len(a.Errors) > 0 {
			w.Errorf("a field that says who may ask for it: %+v", a.Errors)
		}
	})
}
