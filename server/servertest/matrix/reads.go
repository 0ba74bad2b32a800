package matrix

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
)

// queries are the fields of Query.
func (a *api) queries() (all []*root) {
	for _, r := range a.roots {
		if r.op == ast.Query {
			all = append(all, r)
		}
	}
	return all
}

// moves are the fields that tell where the journal stands, which goes on whoever acts.
var moves = map[string]bool{"liveCursor": true}

// reads asks as a member of the own tenant for everything there, in every order and by
// every condition, and gives the answers by what was asked.
func (p *probe) reads(a *actor) map[string]string {
	own := p.world.own
	got := p.answers(a, own)
	for _, r := range p.api.queries() {
		for what, set := range r.variants(own) {
			p.read(a, r, r.parts()[0], r.arguments(own, set), what, got)
		}
	}
	return got
}

// answers are what somebody is told about everything of a tenant.
func (p *probe) answers(a *actor, s *side) map[string]string {
	got := map[string]string{}
	for _, r := range p.api.queries() {
		for _, part := range r.parts() {
			p.read(a, r, part, r.arguments(s, r.named(part, s)), part.name, got)
		}
	}
	return got
}

// others have everything of theirs read to them: also where a tenant lies above the own one,
// nothing of the other tenant shows.
func (p *probe) others() {
	for _, r := range p.api.queries() {
		for what, set := range r.variants(p.world.own) {
			vars := r.arguments(p.world.own, set)
			p.ask(p.world.above, r.label()+" "+what, r.document(vars, r.parts()[0]), vars)
		}
	}
}

func (p *probe) read(a *actor, r *root, part part, vars map[string]any, what string, got map[string]string) {
	what = r.label() + " " + what
	answer := p.ask(a, what, r.document(vars, part), vars)
	if code := answer.code(); code != "" {
		p.leak("%s as %s: refused with %s: %s", what, a.name, code, clip(answer.text))
	}
	if !moves[r.Name] {
		got[what] = answer.text
	}
}

// named is what makes a field that takes any id give the type that the part asks about.
func (r *root) named(part part, s *side) values {
	set := values{}
	for _, l := range r.idLeaves() {
		if l.kind == "" && r.Type.Name() == "Node" {
			typ := typeOf(part)
			set[l.path] = s.id(typ)
			if l.typ.Elem != nil {
				set[l.path] = []any{s.id(typ)}
			}
		}
	}
	return set
}

// variants are the field's conditions and orders, one at a time.
func (r *root) variants(s *side) map[string]values {
	all := map[string]values{}
	for _, l := range r.leaves() {
		def := r.api.schema.Types[l.typ.Name()]
		switch {
		case l.isCursor(), l.isID() && l.kind == "", l.path == "first":
		case l.path == "last":
			all["last"] = values{"last": pageSize}
		case def.Kind == ast.Enum:
			for _, v := range def.EnumValues {
				all[l.path+"="+v.Name] = values{l.path: listed(l, v.Name)}
			}
			if l.path == "orderBy.field" {
				for _, v := range def.EnumValues {
					all[l.path+"="+v.Name+" DESC"] = values{l.path: v.Name, "orderBy.direction": "DESC"}
				}
			}
		case def.Name == "Boolean":
			for _, v := range []bool{true, false} {
				all[fmt.Sprintf("%s=%v", l.path, v)] = values{l.path: v}
			}
		case l.isID():
			all[l.path] = values{l.path: listed(l, s.id(l.kind))}
		case l.isText():
			all[l.path] = values{l.path: listed(l, s.text(lastName(l.path)))}
		default:
			all[l.path] = values{l.path: listed(l, someday)}
		}
	}
	return all
}

// listed is a value in a list where the place takes one.
func listed(l leaf, v any) any {
	if l.typ.Elem != nil {
		return []any{v}
	}
	return v
}
