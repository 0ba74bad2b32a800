package matrix

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"doorward/server/servertest"
)

// follows has a row for each subscription: which of what happens in both tenants moves it.
var follows = map[string]string{
	"usersLive": "userDeactivate", "userLastLogin": "a sign-in", "invitesLive": "inviteResend", "inviteStatus": "inviteResend", "live": "userDeactivate",
}

// follower is one subscription of somebody.
type follower struct {
	label string
	a     *actor
	sub   *servertest.Subscription
	deaf  bool // asks for what is another tenant's, and is told nothing
	heard chan servertest.Message
}

// live follows everything over sockets while things happen in both tenants: each hears of
// its own alone.
func (p *probe) live() {
	var all []*follower
	for _, a := range append(slices.Clone(p.world.strangers), slices.Collect(maps.Values(p.world.lacking))...) {
		p.unheard(a)
	}
	for _, on := range []struct {
		a            *actor
		mine, others *side
	}{{p.world.owner, p.world.own, p.world.theirs}, {p.world.other, p.world.theirs, p.world.own}} {
		socket, err := p.socket(on.a)
		if err != nil {
			p.leak("%s opens no socket: %v", on.a.name, err)
			return
		}
		defer socket.Close()
		now := values{"after": p.place(on.a)} // so that nothing falls between here and there
		for _, r := range p.api.subscriptions() {
			all = append(all, p.follow(socket, on.a, r, r.arguments(on.mine, now), false))
			for _, l := range r.idLeaves() {
				all = append(all, p.follow(socket, on.a, r, r.arguments(on.mine, with(now, l.path, listed(l, on.others.id(l.kind)))), true))
			}
			p.strangeCursors(socket, on.a, r)
		}
	}
	p.happen(p.world.other, p.world.theirs)
	p.happen(p.world.owner, p.world.own)
	p.heard(all)
}

func (a *api) subscriptions() (all []*root) {
	for _, r := range a.roots {
		if r.op == subscription {
			all = append(all, r)
		}
	}
	return all
}

// socket of an actor in their tenant.
func (p *probe) socket(a *actor) (*servertest.Socket, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	at, err := url.Parse("http://" + p.s.Addr())
	if err != nil {
		return nil, err
	}
	jar.SetCookies(at, []*http.Cookie{{Name: "doorward", Value: a.token}})
	c := servertest.Client{Base: at.String(), Tenant: a.tenant, HTTP: &http.Client{Jar: jar}}
	return c.TrySocket()
}

func (p *probe) follow(s *servertest.Socket, a *actor, r *root, vars map[string]any, deaf bool) *follower {
	f := &follower{label: r.label(), a: a, deaf: deaf, heard: make(chan servertest.Message, 1000)}
	var err error
	if f.sub, err = s.TrySubscribe(r.document(vars, r.parts()[0]), vars); err != nil {
		p.leak("%s as %s: %v", r.label(), a.name, err)
		close(f.heard)
		return f
	}
	p.requests++
	go func() {
		defer close(f.heard)
		for m, ok := f.sub.TryMessage(); ok; m, ok = f.sub.TryMessage() {
			f.heard <- m
		}
	}()
	return f
}

// unheard holds every subscription's guard before somebody who is refused.
func (p *probe) unheard(a *actor) {
	socket, err := p.socket(a)
	if err != nil { // refused as a whole: whoever is not let in hears nothing
		if a.stands == member {
			p.leak("%s opens no socket: %v", a.name, err)
		}
		return
	}
	defer socket.Close()
	for _, r := range p.api.subscriptions() {
		if want := a.verdict(r.guard); want != "" && (a.lacks == "" || r.guard.do == a.lacks) {
			f := p.follow(socket, a, r, r.arguments(p.world.own, nil), false)
			if m, ok := p.message(f); !ok || m.Type != "error" || code(m) != want {
				p.leak("%s as %s: %s %s, and the guard says %s", r.label(), a.name, m.Type, clip(string(m.Payload)), want)
			}
		}
	}
}

func code(m servertest.Message) string {
	var a answer
	if json.Unmarshal(m.Payload, &a.Errors) != nil {
		return ""
	}
	return a.code()
}

func (p *probe) message(f *follower) (servertest.Message, bool) {
	select {
	case m, ok := <-f.heard:
		if ok {
			p.look(f.a, f.label, m.Payload)
		}
		return m, ok
	case <-time.After(servertest.Patience):
		return servertest.Message{}, false
	}
}

// strangeCursors offers a subscription cursors that are none of its own.
func (p *probe) strangeCursors(s *servertest.Socket, a *actor, r *root) {
	mine := p.place(a)
	other := p.place(p.world.other)
	if a.other {
		other = p.place(p.world.owner)
	}
	for what, cursor := range map[string]string{"of the other tenant": other, "with a bit changed": flipped(mine), "cut": mine[:len(mine)-1], "of nobody": "x"} {
		f := p.follow(s, a, r, map[string]any{"after": cursor}, true)
		if m, ok := p.message(f); !ok || m.Type != "error" || code(m) != badCursor {
			p.leak("%s as %s takes a cursor %s: %s %s", r.label(), a.name, what, m.Type, clip(string(m.Payload)))
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
		if m, ok := p.message(f); !ok || m.Type != "next" || strings.Contains(string(m.Payload), `"errors"`) {
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
