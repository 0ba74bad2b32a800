package matrix

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// act is a mutation done rightly: with what, and what it changes of what is stored. A
// mutation for everybody changes nothing here: what is sent proves nothing.
type act struct {
	with    values
	changes string // columns, rows that come, and verbs
}

// acts has a row for each mutation.
var acts = map[string]act{
	"signIn":  {nil, ""},
	"signOut": {nil, ""},
	"inviteSend": {values{"input.invitees.email": "invited@example.org"},
		"+invite.mailed +invite.sent +invites +mail_messages"},
	"inviteAccept":   {nil, ""},
	"inviteResend":   {nil, "+invite.mailed +invite.resent +mail_messages invites.expires_at invites.generation invites.sent_at invites.sent_count"},
	"inviteCancel":   {nil, "+invite.cancelled invites.cancelled_at invites.status"},
	"userDeactivate": {nil, "+user.deactivated users.deactivated_at users.deactivated_by users.status"},
	"userReactivate": {nil, "+user.reactivated users.deactivated_at users.deactivated_by users.status"},
}

func (a *api) mutations() (all []*root) {
	for _, r := range a.roots {
		if r.op == ast.Mutation {
			all = append(all, r)
		}
	}
	return all
}

// denied sends each mutation as everybody who may not, with every id that is not to be
// found, and looks at everything that is stored: nothing has changed.
func (p *probe) denied() {
	for _, r := range p.api.mutations() {
		if r.guard.public {
			p.unproved(r)
		}
	}
	before := p.state("")
	for _, r := range p.api.mutations() {
		vars := r.arguments(p.world.own, acts[r.Name].with)
		document := r.document(vars, r.parts()[0])
		for _, a := range append(slices.Clone(p.world.strangers), p.world.lacking[r.guard.do]) {
			if a == nil || a.verdict(r.guard) == "" || r.guard.public {
				continue
			}
			if got := p.ask(a, r.label(), document, vars); got.code() != a.verdict(r.guard) {
				p.leak("%s as %s: %q, and the guard says %q: %s", r.label(), a.name, got.code(), a.verdict(r.guard), clip(got.text))
			}
		}
		for _, l := range r.idLeaves() {
			p.strange(p.world.owner, r, l, l.kind, p.world.own, p.world.theirs)
			p.strange(p.world.other, r, l, l.kind, p.world.theirs, p.world.own)
		}
	}
	if changed := p.state("").since(before); len(changed) > 0 {
		p.leak("mutations that were refused changed %s", strings.Join(changed, ", "))
	}
}

// unproved sends a mutation that is for everybody, without a proof: it gives nobody a session.
func (p *probe) unproved(r *root) {
	vars := r.arguments(p.world.own, with(acts[r.Name].with, "input.token", "no.link"))
	got := p.ask(&actor{name: "nobody", stands: nobody}, r.label(), r.document(vars, r.parts()[0]), vars)
	if payload := string(got.Data[r.Name]); strings.Contains(payload, `"viewer":{`) || strings.Contains(payload, `"signedOut":true`) {
		p.leak("%s without a proof brings %s", r.label(), clip(payload))
	}
}

// done does each mutation rightly: what it is to change has changed, in the own tenant
// alone, and of no row more than its columns.
func (p *probe) done() {
	other := p.state(p.world.theirs.tenant.String())
	for _, name := range []string{"inviteSend", "inviteResend", "inviteCancel", "userDeactivate", "userReactivate"} {
		p.do(p.world.owner, p.world.own, name)
	}
	if changed := p.state(p.world.theirs.tenant.String()).since(other); len(changed) > 0 {
		p.leak("what was done in the own tenant changed %s in the other one", strings.Join(changed, ", "))
	}
}

// do sends one mutation as somebody who may, and holds what changed against its row.
func (p *probe) do(a *actor, s *side, name string) {
	r := p.api.root(name)
	before := p.state(s.tenant.String())
	vars := r.arguments(s, acts[name].with)
	got := p.ask(a, r.label(), r.document(vars, r.parts()[0]), vars)
	if got.code() != "" || strings.Contains(got.text, `"userErrors":[{`) {
		p.leak("%s as %s: refused: %s", r.label(), a.name, clip(got.text))
		return
	}
	var changed []string
	if !p.eventually(func() bool {
		changed = p.state(s.tenant.String()).since(before)
		return strings.Join(changed, " ") == acts[name].changes
	}) {
		p.leak("%s as %s changed %s, want %s", r.label(), a.name, strings.Join(changed, " "), acts[name].changes)
	}
}

func (a *api) root(name string) *root {
	for _, r := range a.roots {
		if r.Name == name {
			return r
		}
	}
	return nil
}
