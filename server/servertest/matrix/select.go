package matrix

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// part is a selection, and the guard of the field in it that has one of its own.
type part struct {
	name, text string
	guard      guard
}

// plain tells whether the part leads to no further node.
func (p part) plain() bool { return p.name == "" || kinds[p.name] != "" }

// parts of what a field gives are the selections that between them ask for all of it: the
// plain fields, and then each node that they lead to in a document of its own, so that
// no document is larger than clients may send. A plain value has one part, of nothing.
func (r *root) parts() []part {
	def := r.api.schema.Types[r.Type.Name()]
	if !def.IsCompositeType() {
		return []part{{}}
	}
	if def.Kind != ast.Interface {
		return r.api.parts(def.Name)
	}
	var all []part
	for _, t := range r.api.schema.PossibleTypes[def.Name] {
		for _, p := range r.api.parts(t.Name) {
			p.name, p.text = strings.TrimSuffix(t.Name+"."+p.name, "."), fmt.Sprintf("__typename ... on %s {%s}", t.Name, p.text)
			all = append(all, p)
		}
	}
	return all
}

func (a *api) parts(typ string) []part {
	noun := a.noun(typ)
	if kinds[noun] == "" {
		return []part{{text: a.full(typ, 1, nil)}}
	}
	def := a.schema.Types[noun]
	plain := a.full(noun, 0, nil)
	all := []part{{text: a.around(typ, noun, plain)}}
	for _, f := range def.Fields {
		if of := f.Type.Name(); a.leads(of) {
			nodes := 1
			if kinds[of] != "" || of == "Node" {
				nodes = 0
			}
			inner := "__typename id " + f.Name + given(f) + "{" + a.full(of, nodes, nil) + "}"
			all = append(all, part{f.Name, a.around(typ, noun, inner), guardOf(f)})
		}
	}
	return all
}

// around puts a selection of nodes into what carries them.
func (a *api) around(typ, noun, inner string) string {
	if typ == noun {
		return inner
	}
	text := "__typename "
	for _, f := range a.schema.Types[typ].Fields {
		switch of := f.Type.Name(); {
		case !a.schema.Types[of].IsCompositeType():
			text += f.Name + given(f) + " "
		case f.Name == "nodes":
			text += "nodes{__typename} "
		case of == noun, a.leads(of) && kinds[of] == "" && a.noun(of) == noun:
			text += f.Name + given(f) + "{" + a.around(of, noun, inner) + "} "
		default:
			text += f.Name + given(f) + "{" + a.full(of, 0, nil) + "} "
		}
	}
	return text
}

// full asks for every field of a type and so many nodes into what it leads to. Where
// fragments on several types stand in one selection, taken says under which name what
// stands already: two of one name must be of one type (GraphQL 5.3.2).
func (a *api) full(typ string, nodes int, taken map[string]string) string {
	def := a.schema.Types[typ]
	text, apart := "__typename ", taken != nil
	if apart {
		text = ""
	}
	if def.Kind == ast.Interface {
		taken = map[string]string{}
		for _, f := range def.Fields { // once, outside of the fragments
			text, taken[f.Name] = text+f.Name+" ", f.Type.String()
		}
		for _, t := range a.schema.PossibleTypes[typ] {
			text += fmt.Sprintf("... on %s {%s} ", t.Name, a.full(t.Name, nodes, taken))
		}
		return text
	}
	for _, f := range def.Fields {
		name, of := f.Name, f.Type.Name()
		switch was := taken[name]; {
		case was != "" && was != f.Type.String():
			name = typ + "_" + f.Name + ":" + f.Name
		case apart:
			taken[name] = f.Type.String()
		}
		switch {
		case apart && f.Name == "id":
		case strings.HasPrefix(f.Name, "__"), a.leads(of) && nodes == 0:
		case f.Name == "nodes":
			text += "nodes{__typename} "
		case kinds[of] != "" || of == "Node":
			text += name + given(f) + "{" + a.full(of, nodes-1, nil) + "} "
		case a.schema.Types[of].IsCompositeType():
			text += name + given(f) + "{" + a.full(of, nodes, nil) + "} "
		default:
			text += name + given(f) + " "
		}
	}
	return text
}

// leads tells whether a type is a node, or has one somewhere in it.
func (a *api) leads(typ string) bool {
	if typ == "Node" || kinds[typ] != "" {
		return true
	}
	for _, f := range a.schema.Types[typ].Fields {
		if !strings.HasPrefix(f.Name, "__") && a.leads(f.Type.Name()) {
			return true
		}
	}
	return false
}

// given are the arguments of a field within others.
func given(f *ast.FieldDefinition) string {
	var args []string
	for _, a := range f.Arguments {
		switch {
		case a.Name == "first":
			args = append(args, fmt.Sprintf("first:%d", pageSize))
		case a.Type.NonNull:
			args = append(args, fmt.Sprintf("%s:%q", a.Name, texts[a.Name]))
		}
	}
	if len(args) == 0 {
		return ""
	}
	return "(" + strings.Join(args, ",") + ")"
}

// document asks for the field with one part of what it gives.
func (r *root) document(vars map[string]any, p part) string {
	var declared, passed []string
	for _, a := range r.Arguments {
		if _, set := vars[a.Name]; set {
			declared = append(declared, "$"+a.Name+":"+a.Type.String())
			passed = append(passed, a.Name+":$"+a.Name)
		}
	}
	text := string(r.op)
	if len(declared) > 0 {
		text += "(" + strings.Join(declared, ",") + "){" + r.Name + "(" + strings.Join(passed, ",") + ")"
	} else {
		text += "{" + r.Name
	}
	if p.text != "" {
		text += "{" + p.text + "}"
	}
	return text + "}"
}

// typeOf is the node that a part of Node asks about.
func typeOf(p part) string {
	typ, _, _ := strings.Cut(p.name, ".")
	return typ
}
