package matrix

import (
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"doorward/ent/migrate"
)

// inputs sends, in each input of a mutation, every name under which the server keeps
// something itself: none is known there (T-05). Whoever sends it may do nothing, so that
// nothing is done where one is.
func (p *probe) inputs() {
	poor := p.world.strangers[1]
	for _, r := range p.api.mutations() {
		for _, in := range r.inputs() {
			ask := func(more string) answer {
				vars := r.arguments(p.world.own, with(acts[r.Name].with, in.leaf.path, p.made(in.leaf)))
				if more != "" {
					in.put(vars, more)
				}
				return p.ask(poor, r.label()+" with "+more, r.document(vars, r.parts()[0]), vars)
			}
			if got := ask(""); got.code() == "REQUEST INVALID" {
				p.leak("%s: the matrix makes up no %s that is taken: %s", r.label(), in.typ, clip(got.text))
			}
			for _, name := range kept() {
				if p.api.schema.Types[in.typ].Fields.ForName(name) != nil {
					continue
				}
				if got := ask(name); got.status != 400 || got.code() != "REQUEST INVALID" {
					p.leak("%s takes %s.%s: status %d, %s", r.label(), in.typ, name, got.status, clip(got.text))
				}
			}
		}
	}
}

// made is a value of the own tenant for a place.
func (p *probe) made(l leaf) any {
	switch {
	case l.isID():
		return listed(l, p.world.own.id(l.kind))
	case l.isText():
		return listed(l, p.world.own.text(lastName(l.path)))
	case l.typ.Name() == "Time":
		return someday
	}
	return p.api.schema.Types[l.typ.Name()].EnumValues[0].Name
}

// input is an input object within the arguments of a field, and one place in it.
type input struct {
	path, typ string
	leaf      leaf
}

func (r *root) inputs() (all []input) {
	seen := map[string]bool{}
	for _, l := range r.leaves() {
		steps, typ := strings.Split(l.path, "."), ""
		for i, name := range steps {
			if i == 0 {
				typ = r.Arguments.ForName(name).Type.Name()
			} else {
				typ = r.api.schema.Types[typ].Fields.ForName(name).Type.Name()
			}
			path := strings.Join(steps[:i+1], ".")
			if r.api.schema.Types[typ].Kind == ast.InputObject && !seen[path] && i == len(steps)-2 {
				seen[path] = true
				all = append(all, input{path, typ, l})
			}
		}
	}
	return all
}

// put adds a name to the input in the variables.
func (in input) put(vars map[string]any, name string) {
	var at any = vars
	for _, step := range strings.Split(in.path, ".") {
		at = at.(map[string]any)[step]
		if list, ok := at.([]any); ok {
			at = list[0]
		}
	}
	at.(map[string]any)[name] = "x"
}

// kept are the columns of every table, as the API spells names, and what else is the server's to say.
func kept() []string {
	all := map[string]bool{}
	for _, t := range migrate.Tables {
		for _, c := range t.Columns {
			all[spelled(c.Name)] = true
		}
	}
	for _, name := range []string{"roles", "permissions", "isOwner", "admin", "emailVerified", "createdBy", "failedLogins"} {
		all[name] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// spelled is a column as the schema spells its fields.
func spelled(column string) string {
	first, rest, _ := strings.Cut(column, "_")
	for word := range strings.SplitSeq(rest, "_") {
		if word != "" {
			first += strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return first
}
