package matrix

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// The answers that a guard gives, by category and code.
const (
	signIn   = "AUTHENTICATION SIGN_IN_REQUIRED"
	denial   = "AUTHORIZATION PERMISSION_DENIED"
	closed   = "PRODUCT_SCOPE PLAN_REQUIRED"
	notFound = "REQUEST NOT_FOUND"
)

// may tells whether a member holds a right.
func (a *actor) may(g guard) bool { return g.do == "" || !a.poor && a.lacks != g.do }

// verdict is what a guard must say to somebody: a category and a code, or nothing.
func (a *actor) verdict(g guard) string {
	switch {
	case a.stands == stranger: // named a tenant that is none of theirs: nothing is asked there
		return notFound
	case g.public:
		return ""
	case a.stands == nobody:
		return signIn
	case a.stands == shut && g.do != "":
		return closed
	case !a.may(g):
		return denial
	}
	return ""
}

// guards asks for every field as everybody who is refused something, and for every field
// with a guard as somebody who holds every right but that one.
func (p *probe) guards() {
	for _, r := range p.api.queries() {
		for _, part := range r.parts() {
			for _, a := range p.world.strangers {
				if part.plain() { // what stands within is judged one right at a time
					p.judge(a, r, part)
				}
			}
			for _, a := range p.world.lacking {
				if a.concerned(r, part) {
					p.judge(a, r, part)
				}
			}
		}
	}
}

// concerned tells whether the one right that somebody lacks matters for a part.
func (a *actor) concerned(r *root, p part) bool {
	return r.guard.do == a.lacks || p.guard.do == a.lacks || r.api.shows[typeOf(p)] == a.lacks
}

func (p *probe) judge(a *actor, r *root, part part) {
	own := p.world.own
	set := r.named(part, own)
	vars := r.arguments(own, set)
	what := r.label() + " " + part.name
	got := p.ask(a, what, r.document(vars, part), vars)
	want := a.verdict(r.guard)
	switch blind := want == "" && r.Type.Name() == "Node" && a.stands == member && !a.may(guard{do: r.api.shows[typeOf(part)]}); {
	case blind: // a thing that one may not see is a thing that is not there
		p.empty(a, what, r.Name, got)
	case want == "" && part.guard.do != "" && !a.may(part.guard):
		want = denial
		fallthrough
	default:
		if got.code() != want {
			p.leak("%s as %s: %q, and the guard says %q: %s", what, a.name, got.code(), want, clip(got.text))
		}
	}
	if want != "" && part.guard == (guard{}) {
		p.empty(a, what, r.Name, got)
	}
}

// empty holds an answer against having anything in it.
func (p *probe) empty(a *actor, what, field string, got answer) {
	if data := string(got.Data[field]); data != "" && data != "null" && strings.Trim(data, "[]nul,") != "" {
		p.leak("%s as %s: was told %s", what, a.name, clip(data))
	}
}

// conditions of a filter take what the field takes that shows the same.
func (p *probe) conditions() {
	for _, r := range p.api.queries() {
		for _, l := range r.idLeaves() {
			in, _, nested := strings.Cut(l.path, ".")
			takes := p.api.shows[l.kind]
			if !nested || l.kind == "" || takes == "" || free[r.Arguments.ForName(in).Type.Name()] != "" {
				continue
			}
			set := values{l.path: listed(l, p.world.own.id(l.kind))}
			vars := r.arguments(p.world.own, set)
			what := fmt.Sprintf("%s by %s", r.label(), l.path)
			if a := p.world.lacking[takes]; a != nil && r.op == ast.Query {
				if got := p.ask(a, what, r.document(vars, r.parts()[0]), vars); got.code() != denial {
					p.leak("%s as %s: %q, and showing the same takes %s", what, a.name, got.code(), takes)
				}
			}
		}
	}
}

// free are the filters whose ids are shown by what they filter.
var free = map[string]string{"JournalFilter": "an entry names its actor and its subject"}
