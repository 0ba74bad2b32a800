package matrix

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// leaf is a place in the arguments of a field where a value of a scalar or an enum goes.
type leaf struct {
	path string // "filter.groupIds"
	typ  *ast.Type
	kind string // of an id: the type that it names; "" takes any
	gap  string // what is missing for making a value up
}

func (l leaf) isID() bool { return l.typ.Name() == "ID" }

// isCursor goes by the name, which is Relay's and ours everywhere.
func (l leaf) isCursor() bool { return l.path == "after" || l.path == "before" }

func (l leaf) isText() bool { return l.typ.Name() == "String" && !l.isCursor() }

// leaves lists every place of the field's arguments, also inside inputs.
func (r *root) leaves() (all []leaf) {
	for _, a := range r.Arguments {
		all = append(all, r.api.leaves(r.label(), a.Name, a.Name, a.Type, r.Type, 0)...)
	}
	return all
}

func (r *root) idLeaves() (all []leaf) {
	for _, l := range r.leaves() {
		if l.isID() {
			all = append(all, l)
		}
	}
	return all
}

// deepest is how far inputs stand within inputs: further down nothing is made up.
const deepest = 5

func (a *api) leaves(in, name, path string, typ, returns *ast.Type, depth int) (all []leaf) {
	def := a.schema.Types[typ.Name()]
	if def.Kind == ast.InputObject {
		if depth == deepest {
			return []leaf{{path: path, typ: typ, gap: "stands deeper than the matrix goes"}}
		}
		for _, f := range def.Fields {
			all = append(all, a.leaves(def.Name, f.Name, path+"."+f.Name, f.Type, nil, depth+1)...)
		}
		return all
	}
	l := leaf{path: path, typ: typ}
	switch def.Name {
	case "ID":
		kind, known := a.kindAt(in, name, returns)
		if l.kind = kind; !known {
			l.gap = "has no row in idRows: what does the id name?"
		}
	case "String":
		if _, known := texts[name]; !known && !l.isCursor() {
			l.gap = "has no row in texts"
		}
	case "Int", "Boolean", "Time":
	default:
		if def.Kind != ast.Enum {
			l.gap = "is of a type that the matrix makes no values of"
		}
	}
	return []leaf{l}
}

// values are arguments by path; what is required beside them is made up.
type values map[string]any

func (v values) within(path string) bool {
	for at := range v {
		if at == path || strings.HasPrefix(at, path+".") {
			return true
		}
	}
	return false
}

// arguments makes the variables of a field: what is set, and what is required.
func (r *root) arguments(s *side, set values) map[string]any {
	vars := map[string]any{}
	if at := oneOf[r.label()]; at != "" && len(set) == 0 {
		set = with(set, at, s.id(r.api.noun(r.Type.Name())))
	}
	for _, a := range r.Arguments {
		if a.Name == "first" && !set.within("last") {
			set = with(set, "first", pageSize)
		}
		if a.Type.NonNull || set.within(a.Name) {
			vars[a.Name] = r.api.value(a.Name, a.Name, a.Type, s, set, r)
		}
	}
	return vars
}

// oneOf are the fields that take one of several arguments, none of which the schema requires,
// and the one that is given where nothing else is.
var oneOf = map[string]string{"Query.user": "id"}

// pageSize is small: what leaks stands at one end of a list.
const pageSize = 4

func with(set values, path string, v any) values {
	out := values{path: v}
	for at, is := range set {
		out[at] = is
	}
	return out
}

func (a *api) value(name, path string, typ *ast.Type, s *side, set values, r *root) any {
	if v, ok := set[path]; ok {
		return v
	}
	if typ.Elem != nil {
		return []any{a.value(name, path, typ.Elem, s, set, r)}
	}
	def := a.schema.Types[typ.Name()]
	switch {
	case def.Kind == ast.Enum:
		return def.EnumValues[0].Name
	case def.Kind == ast.InputObject:
		in := map[string]any{}
		for _, f := range def.Fields {
			if f.Type.NonNull || set.within(path+"."+f.Name) {
				in[f.Name] = a.value(f.Name, path+"."+f.Name, f.Type, s, set, r)
			}
		}
		return in
	}
	switch def.Name {
	case "ID":
		for _, l := range r.leaves() {
			if l.path == path {
				return s.id(l.kind)
			}
		}
	case "Int":
		return pageSize
	case "Boolean":
		return true
	case "Time":
		return someday
	}
	return s.text(name)
}

func lastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }
