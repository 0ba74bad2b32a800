package matrix

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// question is a field asked for with one part of what it gives, perhaps by an id of the other
// tenant.
type question struct {
	*root
	part part
	at   *leaf // where that id goes; nil: nowhere
}

// questions are every part of every field, and every place for an id.
func (a *api) questions() (all []question) {
	for _, r := range a.roots {
		parts := r.parts()
		if r.op != ast.Query {
			parts = parts[:1]
		}
		for _, part := range parts {
			all = append(all, question{r, part, nil})
		}
		for _, l := range r.idLeaves() {
			all = append(all, question{r, parts[0], &l})
		}
	}
	return all
}

// sent is the document and the variables with which somebody of one tenant asks.
func (q question) sent(mine, others *side) (string, map[string]any) {
	var set values
	switch q.op {
	case ast.Query:
		set = q.named(q.part, mine)
	case mutation:
		if set = acts[q.Name].with; q.guard.public {
			set = with(set, "input.token", "no.link")
		}
	case subscription:
		set = values{"after": nil}
	}
	if q.at != nil {
		set = with(set, q.at.path, listed(*q.at, others.id(q.at.kind)))
	}
	vars := q.arguments(mine, set)
	return q.document(vars, q.part), vars
}

// documents are what the matrix asks by hash.
func (a *api) documents() (all []string) {
	for _, q := range a.questions() {
		text, _ := q.sent(&side{}, &side{})
		all = append(all, text)
	}
	for _, r := range a.subscriptions() {
		for _, set := range r.followed(&side{}, values{"after": ""}) {
			all = append(all, r.document(r.arguments(&side{}, set), r.parts()[0]))
		}
	}
	return all
}

// askers are all for whom it matters: of the parts behind the first, whoever may see them.
func (p *probe) askers(q question) []*actor {
	all := []*actor{p.world.owner, p.world.other}
	if q.part.plain() {
		all = append(append(all, p.world.above), p.world.strangers...)
		all = append(all, p.world.lacking[q.guard.do])
	}
	return slices.DeleteFunc(all, func(a *actor) bool { return a == nil })
}

// sides are the tenant whose things somebody asks for, and the other one.
func (p *probe) sides(a *actor) (mine, others *side) {
	if a.other {
		return p.world.theirs, p.world.own
	}
	return p.world.own, p.world.theirs
}
