package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"doorward/graph/generated"
	"doorward/server/servertest"
)

// attack is a request that is meant to cost the server more than its sender.
type attack struct {
	name, code string // code: of the answer; empty: it is answered with data
	document   string
	variables  map[string]any
	body       string // in place of both
}

func (a attack) sent(t *testing.T) []byte {
	t.Helper()
	if a.body != "" {
		return []byte(a.body)
	}
	body, err := json.Marshal(map[string]any{"query": a.document, "variables": a.variables})
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// times is a text again and again, with %d for how often it was there before.
func times(text string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "%d", fmt.Sprint(i)))
	}
	return b.String()
}

func nest(open, inner, shut string, n int) string {
	return strings.Repeat(open, n) + inner + strings.Repeat(shut, n)
}

// doubling is a chain of fragments, each of which spreads the next one twice.
func doubling(n int, first, spreadsTwice, last string) string {
	var b strings.Builder
	b.WriteString(first)
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on "+spreadsTwice, i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on %s", n, last)
	return b.String()
}

// attacks are the corpus of T-30: what brought GraphQL servers down, or to a crawl.
func attacks() []attack {
	const limit, invalid, signIn = "LIMIT_EXCEEDED", "INVALID", "SIGN_IN_REQUIRED"
	lists := func(n int) any {
		var v any = "x"
		for range n {
			v = []any{v}
		}
		return v
	}
	full := `{serverInfo{version}}`
	return []attack{
		{name: "a cycle of fragments in 95 bytes", code: invalid, document: "query{...a} fragment a on Query{serverInfo{version}...b} fragment b on Query{...a serverInfo{x}}"},
		{name: "a fragment of itself", code: invalid, document: full + " fragment a on Query{...a}"},
		{name: "a cycle within fields", code: invalid, document: "{tenant{...a}} fragment a on Tenant{parent{...b}} fragment b on Tenant{children{...a}}"},
		{name: "an unknown fragment", code: invalid, document: "{...nowhere}"},
		{name: "2⁴⁹ fields", code: limit, document: doubling(49, "{...f0}", "Query{...f%d ...f%d}", "Query{serverInfo{version}}")},
		{name: "2⁶⁰ fields", code: limit, document: doubling(60, "{...f0}", "Query{...f%d ...f%d}", "Query{serverInfo{version}}")},
		{name: "2⁴⁹ schemas", code: signIn, document: doubling(49, "{...f0}", "Query{...f%d ...f%d}", "Query{__schema{types{name}}}")},
		{name: "2⁴⁹ fields within one another", code: limit,
			document: doubling(49, "{tenant{...f0}}", "Tenant{a:parent{...f%d} b:parent{...f%d}}", "Tenant{id}")},
		{name: "fragments, each with the others", code: limit, document: "{...f0}" + times(" fragment f%d on Query{a%d:serverInfo{version}}", 60)},
		{name: "a list in a list in a list", code: limit, document: `{node(id:` + nest("[", "", "]", 900) + `){id}}`},
		{name: "a list as deep as the body", code: limit, document: `{node(id:` + nest("[", "", "]", 100_000) + `){id}}`},
		{name: "an object as deep as the document", code: limit, document: `{users(filter:` + nest("{a:", "1", "}", 400) + `){totalCount}}`},
		{name: "a type as deep as the document", code: invalid, document: `query($a:` + nest("[", "Int", "]", 900) + `){serverInfo{version}}`},
		{name: "selections as deep as the document", code: limit, document: nest("{a", "", "}", 660)},
		{name: "selections that do not end", code: invalid, document: strings.Repeat("{a", 900)},
		{name: "selections as deep as the body", code: limit, document: nest("{a", "", "}", 80_000)},
		{name: "inline fragments as deep as the document", document: nest("{...", "{serverInfo{version}}", "}", 490)},
		{name: "101 aliases", code: limit, document: "{" + times("a%d:serverInfo{version} ", 101) + "}"},
		{name: "101 aliases within", code: limit, document: "{serverInfo{" + times("a%d:version ", 101) + "}}"},
		{name: "one field 600 times", code: limit, document: "{serverInfo{" + times("version ", 600) + "}}"},
		{name: "__typename 1900 times", code: limit, document: "{" + times("__typename ", 1900) + "}"},
		{name: "one name, arguments that differ", code: limit, document: "{" + times(`n:node(id:"%d"){id} `, 100) + "}"},
		{name: "one name within one name", code: limit, document: "{" + times("tenant{"+times("parent{"+times("id ", 9)+"} ", 9)+"} ", 9) + "}"},
		{name: "one name over fragments", code: limit, document: "{" + times("...f%d ", 49) + "}" + times(" fragment f%d on Query{serverInfo{version}}", 49)},
		{name: "directives on one field", code: limit, document: "{serverInfo" + times("@include(if:true)", 300) + "{version}}"},
		{name: "directives that do not exist", code: limit, document: "{serverInfo" + times("@d%d ", 900) + "{version}}"},
		{name: "directives on fragments that are spread", code: limit, document: "{" + times("...a ", 9) + "} fragment a on Query{serverInfo{version" + times("@d%d", 9) + "}}"},
		{name: "a list of 900 in the document", code: limit, document: `{nodes(ids:[` + times(`"%d" `, 900) + `]){id}}`},
		{name: "a list of 10,000 in a variable", code: limit, document: `query($i:[ID!]!){nodes(ids:$i){id}}`, variables: map[string]any{"i": make([]int, 10_000)}},
		{name: "lists in a variable", code: limit, document: `query($i:[ID!]!){nodes(ids:$i){id}}`, variables: map[string]any{"i": lists(50)}},
		{name: "a text of 200 KiB in the document", code: limit, document: `{node(id:"` + strings.Repeat("x", 200<<10) + `"){id}}`},
		{name: "a block of 200 KiB in the document", code: limit, document: `{node(id:"""` + strings.Repeat("\n  x", 50<<10) + `"""){id}}`},
		{name: "a text of 200 KiB in a variable", code: limit, document: `query($i:ID!){node(id:$i){id}}`, variables: map[string]any{"i": strings.Repeat("x", 200<<10)}},
		{name: "a password of 200 KiB", code: limit, document: `mutation($p:String!){signIn(input:{email:"a@x.example",password:$p}){next}}`, variables: map[string]any{"p": strings.Repeat("x", 200<<10)}},
		{name: "a number of 100,000 digits in the document", code: limit, document: `{users(first:` + strings.Repeat("9", 100_000) + `){totalCount}}`},
		{name: "a number of 100,000 digits in a variable", code: invalid, body: `{"query":"query($n:Int){users(first:$n){totalCount}}","variables":{"n":` + strings.Repeat("9", 100_000) + `}}`},
		{name: "a number beyond 64 bits", code: invalid, document: `{users(first:99999999999999999999999){totalCount}}`},
		{name: "a name of 200 KiB", code: limit, document: `{` + strings.Repeat("a", 200<<10) + `:serverInfo{version}}`},
		{name: "11 operations", code: limit, document: times("query q%d{serverInfo{version}} ", 11)},
		{name: "an operation that is not there", code: invalid, body: `{"query":"query a{serverInfo{version}}","operationName":"` + strings.Repeat("b", 100_000) + `"}`},
		{name: "450 variables", code: invalid, document: "query(" + times("$v%d:Int ", 450) + "){serverInfo{version}}"},
		{name: "5,000 tokens", code: limit, document: "{" + times("serverInfo{version} ", 1250) + "}"},
		{name: "comments alone", code: invalid, document: times("# nothing\n", 1000)},
		{name: "more comments than tokens are taken", code: limit, document: times("#\n", 50_000) + full},
		{name: "commas alone", code: invalid, document: strings.Repeat(",", 200_000)},
		{name: "the schema", code: signIn, document: "{__schema{types{name}}}"},
		{name: "the schema, round in circles", code: signIn, document: "{__schema" + nest("{types{fields{type", "{name}", "}}}", 12) + "}"},
		{name: "20 guesses in one request", code: invalid, document: "mutation{" + times(`a%d:signIn(input:{email:"owner@acme.example",password:"%d"}){next} `, 20) + "}"},
		{name: "101 guesses in one request", code: limit, document: "mutation{" + times(`a%d:signIn(input:{email:"owner@acme.example",password:"%d"}){next} `, 101) + "}"},
		{name: "a batch", code: invalid, body: "[" + strings.TrimSuffix(strings.Repeat(`{"query":"{serverInfo{version}}"},`, 100), ",") + "]"},
		{name: "more than nobody may spend", code: limit, document: "{viewer{tenants{children{children{children{children{id}}}}}}}"},
		{name: "pages within pages", code: limit, document: "{viewer{person{id}} " + times("r%d:roles(first:100){nodes{users(first:100){nodes{id}}}} ", 19) + "}"},
		{name: "a name that is no letter", code: invalid, document: "{ünïcode}"},
		{name: "half a surrogate", code: invalid, body: `{"query":"{node(id:\"\ud800\"){id} x}"}`},
		{name: "a NUL", code: invalid, document: "{serverInfo\x00{version}}"},
		{name: "bytes that are no text", code: invalid, body: "{\"query\":\"{\xff\xfe}\"}"},
	}
}

// TestAttacks holds that each is answered briefly and under its limit, and that the
// process answers the next request (T-30). The times are told; a limit on them would
// only measure the machine.
func TestAttacks(t *testing.T) {
	s := servertest.Start(t)
	names := namesOfTheSchema()
	for who, c := range map[string]*servertest.Client{"nobody": s.Client(), "an agent": s.SignIn(t, "agent@acme.example").In("acme-production")} {
		for _, a := range attacks() {
			t.Run(strings.ReplaceAll(who+"/"+a.name, " ", "_"), func(t *testing.T) {
				began := time.Now()
				got := c.Post(t, a.sent(t), asJSON)
				took := time.Since(began)
				code, status := a.code, http.StatusBadRequest
				if code == "SIGN_IN_REQUIRED" {
					status = http.StatusUnauthorized
					if who != "nobody" {
						code, status = "PERMISSION_DENIED", http.StatusBadRequest
					}
				}
				if who != "nobody" && a.name == "more than nobody may spend" {
					code = ""
				}
				switch {
				case code == "" && got.Status == http.StatusOK && len(got.Errors) == 0:
				case len(got.Errors) == 0 || got.Status != status || got.Errors[0].Extensions.Code != code:
					t.Errorf("status %d %s, expected %d %s: %+v", got.Status, got.Data, status, code, got.Errors)
				}
				if len(got.Text) > 16<<10 {
					t.Errorf("answered with %d bytes", len(got.Text))
				}
				for _, e := range got.Errors {
					told := strings.Join([]string{e.Message, e.Extensions.UserMessage, e.Extensions.Next}, " ")
					if e.Extensions.Next == "" || e.Extensions.Category == "INTERNAL" {
						t.Errorf("%+v", e)
					}
					for _, word := range strings.FieldsFunc(told, notOfAName) {
						if slices.Contains(names, word) {
							t.Errorf("tells the name %q: %s", word, told)
						}
					}
				}
				c.Query(t, `{serverInfo{version}}`, nil, nil)
				t.Logf("%v", took.Round(10*time.Microsecond))
			})
		}
	}
}

func notOfAName(r rune) bool {
	return r != '_' && (r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' || r > 'z')
}

// namesOfTheSchema are those that are no English word: of several words, or of capitals.
func namesOfTheSchema() (all []string) {
	s := generated.NewExecutableSchema(generated.Config{}).Schema()
	add := func(name string) {
		if name != "JSON" && (strings.ToLower(name[1:]) != name[1:] || strings.Contains(name, "_")) {
			all = append(all, name)
		}
	}
	for _, def := range s.Types {
		add(def.Name)
		for _, f := range def.Fields {
			add(f.Name)
			for _, a := range f.Arguments {
				add(a.Name)
			}
		}
		for _, v := range def.EnumValues {
			add(v.Name)
		}
	}
	return all
}
