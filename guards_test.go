package doorward_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// guardDirectives say who may ask for a field. gqlgen runs them on the fields of
// objects; anywhere else it takes them without a word, and they guard nothing.
var guardDirectives = []string{"public", "signedIn", "can"}

// TestGuardsWhereTheyCount reads the schema's text, and then texts that are wrong.
func TestGuardsWhereTheyCount(t *testing.T) {
	t.Run("in_the_schema", func(t *testing.T) {
		read := 0
		for at, text := range written(t, ".graphql") {
			if filepath.Dir(at) == "graph" {
				read++
				for _, place := range idleGuards(t, at, string(text)) {
					t.Errorf("%s: gqlgen ignores a guard on %s", at, place)
				}
			}
		}
		if read < 5 {
			t.Errorf("only %d files were read", read)
		}
	})
	for text, place := range map[string]string{
		`type A @signedIn { b: Int }`:                                  "OBJECT A",
		`extend type A @can(do: USERS_READ) { b: Int }`:                "OBJECT A",
		`interface A @public { b: Int }`:                               "INTERFACE A",
		`interface A { b: Int @can(do: USERS_READ) }`:                  "a field of INTERFACE A",
		`enum A { B @can(do: USERS_READ) }`:                            "a value of ENUM A",
		`enum A @signedIn { B }`:                                       "ENUM A",
		`union A @signedIn = B | C`:                                    "UNION A",
		`input A @signedIn { b: Int }`:                                 "INPUT_OBJECT A",
		`input A { b: Int @can(do: USERS_READ) }`:                      "a field of INPUT_OBJECT A",
		`scalar A @signedIn`:                                           "SCALAR A",
		`type A { b(c: Int @can(do: USERS_READ)): Int }`:               "an argument of A.b",
		`interface A { b(c: Int @signedIn): Int }`:                     "an argument of A.b",
		`schema @signedIn { query: A }`:                                "the schema",
		`directive @x(a: Int @signedIn) on FIELD_DEFINITION`:           "an argument of @x",
		`directive @can(do: String) on FIELD_DEFINITION | OBJECT`:      "@can's OBJECT",
		`directive @signedIn on ENUM_VALUE`:                            "@signedIn's ENUM_VALUE",
		`directive @public on FIELD_DEFINITION | ARGUMENT_DEFINITION`:  "@public's ARGUMENT_DEFINITION",
		`type A { b: Int @signedIn c: Int @can(do: USERS_READ) d: E }`: "",
	} {
		t.Run(text, func(t *testing.T) {
			if got := strings.Join(idleGuards(t, "a text", text), ", "); got != place {
				t.Errorf("found %q instead of %q", got, place)
			}
		})
	}
}

// idleGuards are the places of a schema's text where a guard guards nothing.
func idleGuards(t *testing.T, at, text string) (found []string) {
	t.Helper()
	doc, err := parser.ParseSchema(&ast.Source{Name: at, Input: text})
	if err != nil {
		t.Fatal(err)
	}
	look := func(on ast.DirectiveList, place string, args ...any) {
		for _, d := range on {
			if slices.Contains(guardDirectives, d.Name) {
				found = append(found, fmt.Sprintf(place, args...))
			}
		}
	}
	for _, s := range slices.Concat(doc.Schema, doc.SchemaExtension) {
		look(s.Directives, "the schema")
	}
	for _, d := range doc.Directives {
		for _, l := range d.Locations {
			if slices.Contains(guardDirectives, d.Name) && l != ast.LocationFieldDefinition {
				found = append(found, fmt.Sprintf("@%s's %s", d.Name, l))
			}
		}
		for _, a := range d.Arguments {
			look(a.Directives, "an argument of @%s", d.Name)
		}
	}
	for _, def := range slices.Concat(doc.Definitions, doc.Extensions) {
		look(def.Directives, "%s %s", def.Kind, def.Name)
		for _, f := range def.Fields {
			if def.Kind != ast.Object {
				look(f.Directives, "a field of %s %s", def.Kind, def.Name)
			}
			for _, a := range f.Arguments {
				look(a.Directives, "an argument of %s.%s", def.Name, f.Name)
			}
		}
		for _, v := range def.EnumValues {
			look(v.Directives, "a value of %s %s", def.Kind, def.Name)
		}
	}
	return found
}
