package server_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"doorward/graph"
	"doorward/internal/journal"
)

// enum lists the values of an enum of the printed schema.
func enum(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile("../graph/testdata/schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, v := range schema.Types[name].EnumValues {
		all = append(all, v.Name)
	}
	slices.Sort(all)
	return all
}

func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("../docs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestErrorsPage(t *testing.T) {
	text := page(t, "errors.md")
	t.Run("every_code_is_there_once_with_its_categories", func(t *testing.T) {
		categories := append(enum(t, "ErrorCategory"), "userErrors")
		var codes []string
		_, table, _ := strings.Cut(text, "## Codes")
		for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\| ([^|]+) \\| (.+) \\|$").FindAllStringSubmatch(table, -1) {
			codes = append(codes, row[1])
			for _, c := range strings.Split(row[2], ", ") {
				if !slices.Contains(categories, c) {
					t.Errorf("%s: %q is no category", row[1], c)
				}
			}
		}
		slices.Sort(codes)
		if want := enum(t, "ErrorCode"); !slices.Equal(codes, want) {
			t.Errorf("the page has %q, the schema %q", codes, want)
		}
	})
	t.Run("every_category_is_there", func(t *testing.T) {
		for _, c := range enum(t, "ErrorCategory") {
			if !strings.Contains(text, "| `"+c+"` |") {
				t.Errorf("%s is missing", c)
			}
		}
	})
}

func TestVerbsPage(t *testing.T) {
	rows := regexp.MustCompile("(?m)^\\| `([a-z._]+)`(?: °)? \\| .+ \\| `([A-Z_]+)` \\|$").FindAllStringSubmatch(page(t, "verbs.md"), -1)
	there := map[string]string{}
	for _, row := range rows {
		there[row[1]] = row[2]
	}
	if len(rows) != len(there) {
		t.Error("a verb is there twice")
	}
	all := journal.Verbs()
	for name, v := range all {
		if there[name] != string(v.Reads) {
			t.Errorf("%s: reading it takes %s, the page has %q", name, v.Reads, there[name])
		}
		delete(there, name)
	}
	if len(there) > 0 {
		t.Errorf("the page has %v, which are no verbs", there)
	}
}

func TestLimitsPage(t *testing.T) {
	text, o := page(t, "clients.md"), graph.Ordinary
	for _, row := range []string{
		fmt.Sprintf("| Tokens of the document | %d |", o.Tokens),
		fmt.Sprintf("| Operations, fragments in the document | %d, %d |", o.Operations, o.Fragments),
		fmt.Sprintf("| Fields within fields, fragments spread | %d |", o.Depth),
		fmt.Sprintf("| Fields with fragments spread, of the operation itself | %d, %d |", o.Fields, o.Roots),
		fmt.Sprintf("| Aliases, directives; fields under one name in one selection | %d, %d; %d |", o.Aliases, o.Directives, o.SameName),
		fmt.Sprintf("| Characters of a name or a number | %d |", o.Name),
		fmt.Sprintf("| Items of a list, bytes of a string, in the document or a variable | %d, %d |", o.Items, o.Text),
		fmt.Sprintf("| Cost; without signing in | %d; %d |", o.Cost, o.Anonymous),
	} {
		if !strings.Contains(text, row) {
			t.Errorf("the limits are others than docs/clients.md says: it should have the row %s", row)
		}
	}
}
