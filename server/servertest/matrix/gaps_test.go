package matrix

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// TestGaps adds to the schema what the matrix has no row for: it says so each time.
func TestGaps(t *testing.T) {
	printed, err := os.ReadFile("../../../graph/testdata/schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for what, more := range map[string]struct{ text, want string }{
		"nothing":                       {"", ""},
		"a field without a guard":       {"extend type Query { weather: String }", "Query.weather declares no guard"},
		"an id of who knows what":       {"extend type Query { weather(placeId: ID!): String @public }", "Query.weather: the argument placeId has no row in idRows"},
		"an id within an input":         {"input Where { placeId: ID } extend type Query { weather(at: Where): String @public }", "Query.weather: the argument at.placeId has no row in idRows"},
		"a text":                        {"extend type Query { weather(mood: String): String @public }", "Query.weather: the argument mood has no row in texts"},
		"a value of another type":       {"extend type Query { weather(raw: JSON): String @public }", "Query.weather: the argument raw is of a type"},
		"a node":                        {"type Cloud implements Node { id: ID! }", "the type Cloud has no row in kinds"},
		"a mutation":                    {"extend type Mutation { rain: String @public }", "Mutation.rain has no row in acts"},
		"a subscription":                {"extend type Subscription { rain: String @public }", "Subscription.rain has no row in follows"},
		"a condition on what is hidden": {"extend input UserFilter { neverLoggedOut: Boolean }", "UserFilter.neverLoggedOut can be asked for, and has no row in shown"},
		"an order by what is hidden":    {"extend enum RoleOrderField { DANGER }", "RoleOrderField.DANGER can be asked for, and has no row in shown"},
	} {
		t.Run(what, func(t *testing.T) {
			schema, wrong := gqlparser.LoadSchema(&ast.Source{Input: string(printed) + "\n" + more.text})
			if wrong != nil {
				t.Fatal(wrong)
			}
			gaps := newAPI(schema).gaps()
			if more.want == "" && len(gaps) > 0 || more.want != "" && !slices.ContainsFunc(gaps, func(g string) bool { return strings.HasPrefix(g, more.want) }) {
				t.Errorf("gaps %q, want %q", gaps, more.want)
			}
		})
	}
}

// TestGaps_nobody_asked: a field that the matrix did not ask for over some way is named with it.
func TestGaps_nobody_asked(t *testing.T) {
	a := newAPI(running())
	p := probe{noted: map[string]bool{}, asked: map[string]bool{}}
	for _, q := range a.questions() {
		for _, w := range ways {
			document, _ := q.sent(&side{}, &side{})
			p.went(w, document)
		}
	}
	if missing := a.unasked(p.asked); len(missing) > 0 {
		t.Fatalf("asked for everything: %q", missing)
	}
	for _, r := range a.roots {
		for _, w := range ways {
			p.asked[over(r.label(), w)] = false
			if got, want := a.unasked(p.asked), over(r.label(), w)+" was asked for by nobody"; len(got) != 1 || got[0] != want {
				t.Errorf("%q, want %q", got, want)
			}
			p.asked[over(r.label(), w)] = true
		}
	}
}
