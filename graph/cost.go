package graph

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

const (
	listRows = 5       // what a list without pages is taken for, where fields below it are priced
	costMost = 1 << 30 // sums stop there
)

// reading is a field that gives an object or a list: it costs 1 for each row that it
// is read for, a page as many as it may bring. Values cost nothing.
type reading struct {
	page  bool
	named []*ast.Value // first and last of a page, or the ids of nodes
	rows  int          // for each row above; of a page where none is named
	below []reading
}

// readings of a selection; each spread of a fragment counts. The gate has let in
// only what comes to few fields.
func readings(set ast.SelectionSet) (all []reading) {
	for _, one := range set {
		switch one := one.(type) {
		case *ast.Field:
			all = append(all, readingsOf(one)...)
		case *ast.InlineFragment:
			all = append(all, readings(one.SelectionSet)...)
		case *ast.FragmentSpread:
			all = append(all, readings(one.Definition.SelectionSet)...)
		}
	}
	return all
}

func readingsOf(f *ast.Field) []reading {
	switch {
	case ofSchema(f):
		return []reading{{rows: 1}}
	case len(f.SelectionSet) == 0:
		return nil
	}
	below := readings(f.SelectionSet)
	if of := f.ObjectDefinition.Name; strings.HasSuffix(of, "Connection") || strings.HasSuffix(of, "Edge") {
		return below // the page itself: it has been read
	}
	r := reading{rows: 1, below: below}
	switch {
	case strings.HasSuffix(f.Definition.Type.Name(), "Connection"):
		r.page, r.rows, r.named = true, pageDefault, arguments(f, "first", "last")
	case f.Definition.Arguments.ForName("ids") != nil:
		r.page, r.rows, r.named = true, pageMost, arguments(f, "ids")
	case f.Definition.Type.Elem != nil:
		r.rows = listRows
	}
	return []reading{r}
}

func arguments(f *ast.Field, names ...string) (all []*ast.Value) {
	for _, name := range names {
		if a := f.Arguments.ForName(name); a != nil {
			all = append(all, a.Value)
		}
	}
	return all
}

// cost of readings for so many rows.
func cost(all []reading, above int, variables map[string]any) (sum int) {
	for _, r := range all {
		rows := r.size(variables)
		own := above
		if r.page {
			own = times(above, rows)
		}
		sum = min(sum+own+cost(r.below, times(above, rows), variables), costMost)
	}
	return sum
}

func times(a, b int) int { return min(a*b, costMost) }

// size is how many rows the reading brings for one row above. What no page can be
// counts as one that can: the page itself refuses it, in better words.
func (r reading) size(variables map[string]any) int {
	n := 0
	for _, v := range r.named {
		n = max(n, sizeOf(v, variables))
	}
	if n == 0 {
		return r.rows
	}
	return min(n, pageMost)
}

func sizeOf(v *ast.Value, variables map[string]any) int {
	switch v.Kind {
	case ast.IntValue:
		return whole(json.Number(v.Raw))
	case ast.ListValue:
		return max(1, len(v.Children))
	case ast.Variable:
		return whole(variables[v.Raw])
	}
	return 0
}

func whole(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case int64:
		return int(min(max(v, 1), costMost))
	case float64:
		return int(min(max(v, 1), costMost))
	case json.Number:
		return digits(v.String())
	case string:
		return digits(v)
	case []any:
		return max(1, len(v))
	}
	return 0
}

func digits(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil { // beyond every page, or none of ours
		return costMost
	}
	return max(n, 1)
}
