package matrix

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// follows has a row for each subscription: which of what happens in both tenants moves it.
var follows = map[string]string{
	"usersLive": "userDeactivate", "userLastLogin": "a sign-in", "invitesLive": "inviteResend", "inviteStatus": "inviteResend", "live": "userDeactivate",
}

// live follows everything over sockets and event streams, by text and by hash, while things
// happen in both tenants: each hears of its own alone.
func (p *probe) live() {
	for _, a := range append(slices.Clone(p.world.strangers), slices.Collect(maps.Values(p.world.lacking))...) {
		p.unheard(a)
	}
	var all []*follower
	var begin []func()
	for _, a := range []*actor{p.world.owner, p.world.other} {
		for i, w := range append(slices.Clone(lasting), way{socket: true, hash: true}) {
			l, err := p.newcomer(w, a)
			if err != nil {
				p.leak("%s follows nothing over %s: %v", a.name, w, err)
				return
			}
			defer l.close()
			follow := p.followAll
			if i == len(lasting) {
				follow = p.followPages
			}
			begin = append(begin, func() { all = append(all, follow(l)...) })
		}
	}
	for _, do := range begin { // when nobody is still coming in, which is heard as well
		do()
	}
	p.happen(p.world.other, p.world.theirs)
	p.happen(p.world.owner, p.world.own)
	p.heard(all)
}

// newcomer is a line of somebody with a session of its own: of one session there are few at once.
func (p *probe) newcomer(w way, a *actor) (*line, error) {
	token, err := p.session(a)
	if err != nil {
		return nil, err
	}
	again := *a
	again.token = token
	return p.line(w, &again)
}

// followAll follows everything over one line, from where the journal stands, so that nothing falls
// between here and there.
func (p *probe) followAll(l *line) (all []*follower) {
	mine, others := p.sides(l.a)
	now := values{"after": p.place(l.a)}
	for _, r := range p.api.subscriptions() {
		for i, set := range r.followed(others, now) {
			vars := r.arguments(mine, set)
			all = append(all, p.follow(l, r.label(), r.document(vars, r.parts()[0]), vars, i > 0))
		}
		p.strangeCursors(l, r)
	}
	return all
}

// followed is what a subscription is followed with: nothing but a place in the journal, and then
// each place for an id with one of the others'.
func (r *root) followed(others *side, now values) []values {
	all := []values{now}
	for _, l := range r.idLeaves() {
		all = append(all, with(now, l.path, listed(l, others.id(l.kind))))
	}
	return all
}

func (a *api) subscriptions() (all []*root) {
	for _, r := range a.roots {
		if r.op == subscription {
			all = append(all, r)
		}
	}
	return all
}

// unheard holds every subscription's guard before somebody who is refused, on a socket.
func (p *probe) unheard(a *actor) {
	l, err := p.line(way{socket: true}, a)
	if err != nil { // refused as a whole: whoever is not let in hears nothing
		if a.stands == member {
			p.leak("%s opens no socket: %v", a.name, err)
		}
		return
	}
	defer l.close()
	for _, r := range p.api.subscriptions() {
		if want := a.verdict(r.guard); want != "" && (a.lacks == "" || r.guard.do == a.lacks) {
			vars := r.arguments(p.world.own, nil)
			f := p.follow(l, r.label(), r.document(vars, r.parts()[0]), vars, false)
			if m, ok := p.message(f); !ok || m.Type != "error" || code(m) != want {
				p.leak("%s as %s: %s %s, and the guard says %s", r.label(), a.name, m.Type, clip(string(m.Payload)), want)
			}
		}
	}
}

// strangeCursors offers a subscription cursors that are none of its own.
func (p *probe) strangeCursors(l *line, r *root) {
	mine, other := p.place(l.a), p.place(p.world.other)
	if l.a.other {
		other = p.place(p.world.owner)
	}
	for what, cursor := range map[string]string{"of the other tenant": other, "with a bit changed": flipped(mine), "cut": mine[:len(mine)-1], "of nobody": "x"} {
		vars := map[string]any{"after": cursor}
		f := p.follow(l, r.label(), r.document(vars, r.parts()[0]), vars, true)
		if m, ok := p.message(f); !ok || m.Type != "error" || code(m) != badCursor {
			p.leak("%s as %s takes a cursor %s: %s %s", f.label, l.a.name, what, m.Type, clip(string(m.Payload)))
		}
	}
}

// place is where the journal stands, as somebody's cursor.
func (p *probe) place(a *actor) string {
	var at string
	if err := json.Unmarshal(p.ask(a, "the journal's place", "{liveCursor}", nil).Data["liveCursor"], &at); err != nil || at == "" {
		p.leak("%s is told no place in the journal: %v", a.name, err)
		return "xx"
	}
	return at
}

// happen does in a tenant what its followers wait for.
func (p *probe) happen(a *actor, s *side) {
	for _, m := range []struct {
		name string
		id   string
	}{{"userDeactivate", s.id("User")}, {"userReactivate", s.id("User")}, {"inviteResend", s.id("Invite")}} {
		got := p.ask(a, "Mutation."+m.name, fmt.Sprintf("mutation($id:ID!){%s(id:$id){userErrors{code}}}", m.name), map[string]any{"id": m.id})
		if got.code() != "" || strings.Contains(got.text, `"code"`) {
			p.leak("%s as %s: %s", m.name, a.name, clip(got.text))
		}
	}
	token, err := p.session(a)
	if err != nil {
		p.leak("signing %s in: %v", a.name, err)
		return
	}
	again := *a
	again.token = token
	p.ask(&again, "coming in again", "{viewer{person{name}}}", nil)
}

// things are what an event is about, where it is about anything.
var things = regexp.MustCompile(`"__typename":"(User|Invite)"`)

// heard waits until everybody has heard of their own, and holds it against canaries. What
// happened in the other tenant came first: who has heard of their own was past it.
func (p *probe) heard(all []*follower) {
	for _, f := range all {
		if f.deaf {
			continue
		}
		if m, ok := p.message(f); !ok || !clean(m) {
			p.leak("%s as %s heard nothing of its own: %s %s", f.label, f.a.name, m.Type, clip(string(m.Payload)))
		}
	}
	for _, f := range all {
		for more := true; more; {
			select {
			case m, ok := <-f.heard:
				if more = ok; ok {
					p.look(f.a, f.label, m.Payload)
				}
				if ok && f.deaf && m.Type == "next" && things.Match(m.Payload) {
					p.leak("%s as %s, asking for what is another tenant's, heard %s", f.label, f.a.name, clip(string(m.Payload)))
				}
			default:
				more = false
			}
		}
	}
}
