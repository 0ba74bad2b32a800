package matrix

import (
	"net/http"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

const (
	invalid = "REQUEST INVALID"
	atOnce  = 15 // operations on a socket, which takes few at once and not many in a second
)

// everyWay asks everything over every way that knows a cookie: the answer is that of a POST.
func (p *probe) everyWay() {
	p.unchanged("over every way", []string{"+session.refused"}, func() { // which signing in wrongly writes
		for _, q := range p.api.questions() {
			for _, a := range p.askers(q) {
				p.known(q, a)
			}
		}
		p.onSockets(way{socket: true})
		p.onSockets(way{socket: true, hash: true})
	})
}

// byGet asks everything over GET, which knows none: the answer is that of nobody.
func (p *probe) byGet() {
	p.unchanged("over GET", nil, func() {
		for _, q := range p.api.questions() {
			for _, a := range []*actor{p.world.owner, p.world.other, p.world.intruder} {
				p.unknown(q, a)
			}
		}
	})
}

// unchanged holds what is stored before against what is stored after: but for one list it is the same.
func (p *probe) unchanged(how string, but []string, ask func()) {
	before := p.state("")
	ask()
	changed := slices.DeleteFunc(p.state("").since(before), func(what string) bool { return slices.Contains(but, what) })
	if len(changed) > 0 {
		p.leak("what was asked %s changed %s", how, strings.Join(changed, ", "))
	}
}

// known asks over the ways that do, beside sockets.
func (p *probe) known(q question, a *actor) {
	ask := p.asking(q, a)
	streams := []way{{stream: true, hash: true}}
	if q.part.plain() {
		streams = append(streams, way{stream: true})
	}
	if q.op == subscription {
		want := invalid
		if a.stands == stranger { // named a tenant that is none of theirs: nothing of it is read
			want = notFound
		}
		for _, w := range []way{{}, {hash: true}} {
			p.refused(q, a, w, ask(w, a), want)
		}
		for _, w := range streams {
			if want := a.verdict(q.guard); want != "" {
				p.refused(q, a, w, ask(w, a), want)
			}
		}
		return
	}
	if q.op == mutation && q.mayBeDone(a) {
		return
	}
	one := ask(way{}, a)
	if q.part.plain() {
		streams = append(streams, way{hash: true})
	}
	for _, w := range streams {
		if got := ask(w, a); !got.same(one) {
			p.leak("%s as %s over %s is answered otherwise than over POST: %s and %s", q.label(), a.name, w, clip(got.text), clip(one.text))
		}
	}
}

// mayBeDone tells whether a mutation would change something.
func (q question) mayBeDone(a *actor) bool {
	if q.guard.public {
		return a.token != ""
	}
	return q.at == nil && a.verdict(q.guard) == ""
}

// unknown asks over the ways that know no cookie, with one.
func (p *probe) unknown(q question, a *actor) {
	ask := p.asking(q, a)
	one := answer{}
	if q.op == ast.Query {
		one = ask(way{}, &actor{name: "nobody", tenant: a.tenant, stands: nobody})
	}
	for _, w := range []way{{get: true}, {get: true, hash: true}} {
		switch got := ask(w, a); {
		case q.op != ast.Query:
			p.refused(q, a, w, got, invalid)
		case !got.same(one):
			p.leak("%s over %s with the cookie of %s is answered otherwise than without one: %s and %s", q.label(), w, a.name, clip(got.text), clip(one.text))
		}
	}
	if !q.part.plain() {
		return
	}
	w := way{get: true, stream: true}
	got := ask(w, a)
	if p.refused(q, a, w, got, invalid); got.status != http.StatusNotAcceptable && !p.over() {
		p.leak("%s over %s: status %d", q.label(), w, got.status)
	}
}

// asking sends one question over any way, as it stands for somebody.
func (p *probe) asking(q question, a *actor) func(way, *actor) answer {
	mine, others := p.sides(a)
	if q.guard.public { // whoever has a link may look at what it leads to
		mine, others = p.world.own, p.world.theirs
	}
	document, vars := q.sent(mine, others)
	return func(w way, a *actor) answer { return p.send(w, a, q.label()+" "+q.part.name, document, vars) }
}

func (p *probe) refused(q question, a *actor, w way, got answer, want string) {
	if got.code() != want || got.Data != nil {
		p.leak("%s as %s over %s: %q, want %q: %s", q.label(), a.name, w, got.code(), want, clip(got.text))
	}
}

// onSockets offers a socket what is no subscription: it takes none, whoever asks.
func (p *probe) onSockets(w way) {
	var all []question
	for _, q := range p.api.questions() {
		if q.op != subscription && q.part.plain() {
			all = append(all, q)
		}
	}
	for len(all) > 0 && !p.over() {
		some := all[:min(atOnce, len(all))]
		all = all[len(some):]
		l, err := p.line(w, p.world.owner)
		if err != nil {
			p.leak("%s opens no socket: %v", p.world.owner.name, err)
			return
		}
		for _, q := range some {
			document, vars := q.sent(p.world.own, p.world.theirs)
			f := p.follow(l, q.label(), document, vars, false)
			if m, ok := p.message(f); !ok || m.Type != "error" || code(m) != invalid {
				p.leak("%s over %s: %s %s", q.label(), w, m.Type, clip(string(m.Payload)))
			}
		}
		l.close()
	}
}
