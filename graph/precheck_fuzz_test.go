package graph

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"doorward/graph/generated"
	"doorward/internal/fault"
)

// expanded counts what an operation comes to in the plainest way: it follows every
// spread, as often as it stands there.
type expanded struct{ depth, fields, aliases int }

func (e *expanded) count(doc *ast.QueryDocument, set ast.SelectionSet, depth int) {
	for _, one := range set {
		switch one := one.(type) {
		case *ast.Field:
			e.depth, e.fields = max(e.depth, depth), e.fields+1
			if one.Alias != one.Name {
				e.aliases++
			}
			e.count(doc, one.SelectionSet, depth+1)
		case *ast.InlineFragment:
			e.count(doc, one.SelectionSet, depth)
		case *ast.FragmentSpread:
			e.count(doc, doc.Fragments.ForName(one.Name).SelectionSet, depth)
		}
	}
}

// FuzzPrecheck holds that what passes is within the limits by another count, that
// gqlgen's parser and validation come to an end with it, and that it can be priced.
func FuzzPrecheck(f *testing.F) {
	for _, seed := range []string{
		`{serverInfo{version}}`,
		`query a($n:Int=3,$f:UserFilter){users(first:$n,filter:$f){edges{cursor node{id ...u @include(if:true)}}}} fragment u on User{n:name roles{role{name}}}`,
		`{...a} fragment a on Query{...b ...b} fragment b on Query{...c ...c} fragment c on Query{viewer{person{id}}}`,
		`{...a} fragment a on Query{...b} fragment b on Query{...a}`,
		`mutation{signIn(input:{email:"a@x.example",password:"""b"""}){next viewer{person{id}}}}`,
		`subscription{live(verbs:["a" "b"]){cursor events{subject{... on User{id}}}}}`,
		`{nodes(ids:[[["x"]] 1 2.5 null $x ENUM {a:{b:[{}]}}]){__typename}}`,
		`query a{__schema{types{fields{type{ofType{name}}}}}} query b{__type(name:"User"){name}}`,
		"{" + strings.Repeat("tenant{parent", 5) + "{id}" + strings.Repeat("}", 10) + " # a comment",
		`{a:tenant{id} a:tenant{name} ...{b:plans{key}} ... on Query @skip(if:false){flags{key}}}`,
	} {
		f.Add(seed, "")
		f.Add(seed, "a")
	}
	console, err := os.ReadFile("../frontend/playground/examples.ts")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(console), "")
	schema, l := generated.NewExecutableSchema(generated.Config{}).Schema(), Ordinary
	f.Fuzz(func(t *testing.T, text, operation string) {
		refused := l.document(text, operation, func() error { return fault.SignIn() })
		if refused != nil {
			if f := fault.Of(refused); f != nil && (f.Message == "" || f.Next == "") {
				t.Fatalf("refused without a word: %+v", f)
			}
			return
		}
		began := time.Now()
		doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, l.Tokens)
		if err != nil {
			t.Fatalf("what passed cannot be read: %v", err)
		}
		for _, op := range doc.Operations {
			var e expanded
			e.count(doc, op.SelectionSet, 1)
			if e.fields > l.Fields || e.depth > l.Depth || e.aliases > l.Aliases {
				t.Fatalf("passed with %+v", e)
			}
		}
		if len(validator.ValidateWithRules(schema, doc, withoutSuggestions())) == 0 {
			for _, op := range doc.Operations {
				if n := cost(newOutline(doc, op).readings, 1, nil); n < 0 || n > costMost {
					t.Fatalf("priced at %d", n)
				}
			}
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Fatalf("took %v", took)
		}
	})
}

// FuzzCursor holds that a place in a list is one of ours, in the one spelling that was
// given out, or refused as such.
func FuzzCursor(f *testing.F) {
	r, tenant := &Resolver{Keys: testKeys(f)}, [16]byte{1}
	const order = "users:NAME"
	name := "Olivia"
	ours := r.sealPlace(placeInList{tenant, order, []sortValue{text(&name), moment(nil), number(7)}, unique([16]byte{2})})
	if p, err := r.openPlace(tenant, order, &ours); err != nil || *p.Values[0].Text != name {
		f.Fatalf("our own: %+v, %v", p, err)
	}
	for _, seed := range []string{ours, ours[1:], ours + "A", ours + "=", strings.ToLower(ours), "", "eyJ0IjoiIn0", "\x00",
		r.sealPlace(placeInList{[16]byte{3}, order, nil, unique([16]byte{2})}), r.sealPlace(placeInList{tenant, "roles:NAME", nil, unique([16]byte{2})}),
		r.Keys.Seal(listCursor, []byte("null")), r.Keys.Seal(listCursor, []byte("{")), r.Keys.Seal("journal", []byte(`{"o":"users:NAME"}`))} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sealed string) {
		p, err := r.openPlace(tenant, order, &sealed)
		if err == nil {
			if again := r.sealPlace(*p); again != sealed {
				t.Fatalf("%q was taken for %q", sealed, again)
			}
			return
		}
		if f := new(fault.Fault); !errors.As(err, &f) || f.Code != fault.BadCursor {
			t.Fatalf("%q: %v", sealed, err)
		}
	})
}
