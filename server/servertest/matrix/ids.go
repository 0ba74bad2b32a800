package matrix

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"doorward/internal/id"
)

// ids puts into every place for an id, of every kind that it takes, one of the other tenant,
// one that nothing has and texts that are none: to the last byte one answer.
func (p *probe) ids() {
	for _, r := range p.api.queries() {
		for _, l := range r.idLeaves() {
			for _, kind := range l.kinds() {
				p.strange(p.world.owner, r, l, kind, p.world.own, p.world.theirs)
				p.strange(p.world.other, r, l, kind, p.world.theirs, p.world.own)
			}
		}
	}
	p.many()
}

// kinds are what a place takes: one, or all.
func (l leaf) kinds() []string {
	if l.kind != "" {
		return []string{l.kind}
	}
	return slices.Sorted(maps.Keys(kinds))
}

// strange asks with ids that are not to be found, and gives the one answer to them.
func (p *probe) strange(a *actor, r *root, l leaf, kind string, mine, others *side) string {
	ask := func(public string) answer {
		vars := r.arguments(mine, values{l.path: listed(l, public)})
		return p.ask(a, fmt.Sprintf("%s with %s of a %s", r.label(), l.path, kind), r.document(vars, r.firstPart(kind)), vars)
	}
	none := ask(missing(kind))
	compared := map[string]string{}
	if !others.common[kind] {
		compared["of the other tenant"] = others.id(kind)
	}
	maps.Copy(compared, spoiled(l, kind, mine))
	for what, public := range compared {
		if got := ask(public); got.text != none.text {
			p.leak("%s as %s: an id %s in %s (%s) is told apart from one that nothing has: %s and %s",
				r.label(), a.name, what, l.path, kind, clip(got.text), clip(none.text))
		}
	}
	if r.op == ast.Query && !strings.Contains(l.path, ".") && l.typ.Elem == nil { // the control: what is there is given
		if got := ask(mine.id(kind)); got.code() != "" || got.text == none.text {
			p.leak("%s as %s: the own %s is not given: %s", r.label(), a.name, kind, clip(got.text))
		}
	}
	return none.text
}

// firstPart is the plain part of what the field gives, of one type where it gives several.
func (r *root) firstPart(kind string) part {
	for _, p := range r.parts() {
		if typeOf(p) == kind {
			return p
		}
	}
	return r.parts()[0]
}

// many asks for more ids than are given at once, and for some that are a mixture.
func (p *probe) many() {
	document := "query($ids:[ID!]!){nodes(ids:$ids){__typename}}"
	thousand := make([]string, 1000)
	for i := range thousand {
		thousand[i] = id.Of(id.User, id.New())
	}
	if got := p.ask(p.world.owner, "a thousand ids", document, map[string]any{"ids": thousand}); got.code() == "" {
		p.leak("a thousand ids were taken at once")
	}
	own, other := p.world.own.id("User"), p.world.theirs.id("User")
	got := p.ask(p.world.owner, "own and foreign ids", document, map[string]any{"ids": []string{own, other, own}})
	if want := `[{"__typename":"User"},null,{"__typename":"User"}]`; string(got.Data["nodes"]) != want && !p.over() {
		p.leak("an own, a foreign and an own id bring %s, want %s", clip(got.text), want)
	}
}
