package matrix

import (
	"fmt"
	"regexp"
	"strings"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/group"
	"doorward/ent/invite"
	"doorward/ent/role"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/id"
	"doorward/internal/identity"
	"doorward/internal/journal"
)

// rule is something that nobody may do, whatever their rights: for the state that a thing is
// in, or since nobody gives more than they hold.
type rule struct {
	what     string
	who      *actor
	mutation string
	set      values
	want     string // the code, of a user error or at the top
}

// rules are sent one after the other: all are refused, and change nothing.
func (p *probe) rules() {
	all, err := p.ruleRows()
	if err != nil {
		p.leak("making the rows of rules: %v", err)
		return
	}
	before := p.state("")
	for _, one := range all {
		r := p.api.root(one.mutation)
		vars := r.arguments(p.world.own, one.set)
		got := p.ask(one.who, one.what, r.document(vars, r.parts()[0]), vars)
		if code := refusal(got); code != one.want {
			p.leak("%s as %s: %q, want %q: %s", one.what, one.who.name, code, one.want, clip(got.text))
		}
	}
	if changed := p.state("").since(before); len(changed) > 0 {
		p.leak("what the rules refuse changed %s", strings.Join(changed, ", "))
	}
}

var userError = regexp.MustCompile(`"__typename":"UserError","code":"([A-Z_]+)"`)

// refusal is the code with which something was refused, wherever it stands.
func refusal(a answer) string {
	if len(a.Errors) > 0 {
		return a.Errors[0].Extensions.Code
	}
	if found := userError.FindStringSubmatch(a.text); found != nil {
		return found[1]
	}
	return ""
}

// ruleRows makes what the named world lacks, and gives the rows.
func (p *probe) ruleRows() (all []rule, err error) {
	var manager *actor
	promising := id.New()
	_, err = journal.Write(p.ctx, p.s.Log, journal.InviteOpened, func(tx *ent.Client) (journal.Several, error) {
		m := mover{p: p, ctx: p.ctx, tx: tx}
		manager = m.known("a manager", "manager@acme.example", ownSlug)
		now := p.s.Log.Clock().Now()
		owner, err := tx.Role.Query().Where(role.Owner(true), role.HasTenantWith(tenant.Slug("acme"))).OnlyID(p.ctx)
		m.keep(err)
		m.keep(tx.Invite.Create().SetID(promising).SetCreatedAt(now).SetTenantID(p.world.own.tenant).SetEmail("owner-to-be@example.org").SetExpiresAt(now.AddDate(0, 0, 7)).
			SetInvitedBy(p.world.owner.user.ID).Exec(p.ctx))
		m.keep(tx.InviteRole.Create().SetCreatedAt(now).SetTenantID(p.world.own.tenant).SetInviteID(promising).SetRoleID(owner).SetJustification("-").Exec(p.ctx))
		return journal.Several{{Kind: id.Invite, ID: promising}}, m.err
	})
	if err != nil {
		return nil, err
	}
	p.ask(manager, "coming in", "{viewer{person{name}}}", nil)
	for _, act := range []string{"inviteResend", "inviteCancel"} {
		all = append(all, rule{act + " of an invite that promises more than one holds", manager, act, values{"id": id.Of(id.Invite, promising)}, "MORE_THAN_HELD"})
	}
	if all, err = p.settled(manager, all); err != nil {
		return nil, err
	}
	if all, err = p.acting(manager, all); err != nil {
		return nil, err
	}
	return p.promising(manager, all)
}

// settled are acts on invites that are over.
func (p *probe) settled(manager *actor, all []rule) ([]rule, error) {
	nobody := &actor{name: "nobody", stands: nobody}
	for _, s := range []invite.Status{invite.StatusACCEPTED, invite.StatusCANCELLED, invite.StatusSUPERSEDED, invite.StatusEXPIRED} {
		inv, err := p.s.Log.DB().Client().Invite.Query().Where(invite.TenantID(p.world.own.tenant), invite.StatusEQ(s)).First(p.ctx)
		if err != nil {
			return nil, fmt.Errorf("looking for an invite that is %s: %w", s, err)
		}
		public := id.Of(id.Invite, inv.ID)
		if s != invite.StatusEXPIRED {
			for _, act := range []string{"inviteResend", "inviteCancel"} {
				all = append(all, rule{fmt.Sprintf("%s of an invite that is %s", act, s), manager, act, values{"id": public}, "WRONG_STATE"})
			}
		}
		all = append(all, rule{fmt.Sprintf("accepting an invite that is %s", s), nobody, "inviteAccept", p.accepting(inv), "LINK_INVALID"})
	}
	open, err := p.s.Log.DB().Client().Invite.Query().Where(invite.TenantID(p.world.own.tenant), invite.StatusEQ(invite.StatusPENDING), invite.OpenedAtNotNil()).First(p.ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for an open invite: %w", err)
	}
	all = append(all, rule{"accepting an invite as somebody else", p.world.owner, "inviteAccept", p.accepting(open), "WRONG_STATE"})
	open.Generation++
	return append(all, rule{"accepting with the link of another mail", nobody, "inviteAccept", p.accepting(open), "LINK_INVALID"}), nil
}

func (p *probe) accepting(inv *ent.Invite) values {
	return values{"input.token": identity.InviteLink(p.s.Keys, inv), "input.name": "Somebody", "input.password": "a long and very new password"}
}

// acting are acts on users who are not to be acted on.
func (p *probe) acting(manager *actor, all []rule) ([]rule, error) {
	left, err := p.s.Log.DB().Client().User.Query().Where(user.TenantID(p.world.own.tenant), user.StatusEQ(user.StatusINACTIVE)).First(p.ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for somebody inactive: %w", err)
	}
	public := func(u *ent.User) values { return values{"id": id.Of(id.User, u.ID)} }
	return append(all,
		rule{"deactivating whoever is inactive", p.world.owner, "userDeactivate", public(left), "WRONG_STATE"},
		rule{"reactivating whoever is active", p.world.owner, "userReactivate", public(manager.user), "WRONG_STATE"},
		rule{"deactivating oneself", manager, "userDeactivate", public(manager.user), "INVALID"},
		rule{"deactivating somebody who holds more", manager, "userDeactivate", public(p.world.owner.user), "MORE_THAN_HELD"},
	), nil
}

// promising are invites that promise what may not be promised.
func (p *probe) promising(manager *actor, all []rule) ([]rule, error) {
	c := p.s.Log.DB().Client()
	roles := map[string]string{}
	for _, name := range []string{"Owner", "Analyst", "Agent"} {
		r, err := c.Role.Query().Where(role.Name(name), role.HasTenantWith(tenant.Slug("acme"))).OnlyID(p.ctx)
		if err != nil {
			return nil, fmt.Errorf("looking for the role %s: %w", name, err)
		}
		roles[name] = id.Of(id.Role, r)
	}
	given, err := c.Grant.Query().Where(grant.TenantID(p.world.own.tenant), grant.GroupIDNotNil(), grant.HasRoleWith(role.Name("Analyst")), grant.HasGroupWith(group.TenantID(p.world.own.tenant))).First(p.ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for a group of analysts: %w", err)
	}
	send := func(set values) values { return with(set, "input.invitees.email", "rules@example.org") }
	rolesOf := func(name string) values { return values{"input.invitees.grants.roleId": roles[name]} }
	return append(all,
		rule{"promising the owner's role", manager, "inviteSend", send(rolesOf("Owner")), "MORE_THAN_HELD"},
		rule{"promising a group that gives more", manager, "inviteSend", send(values{"input.invitees.groupIds": []any{id.Of(id.Group, *given.GroupID)}}), "MORE_THAN_HELD"},
		rule{"promising an elevated role without a reason", p.world.owner, "inviteSend", send(rolesOf("Analyst")), "JUSTIFICATION_REQUIRED"},
		rule{"promising what has run out", p.world.owner, "inviteSend", send(with(rolesOf("Agent"), "input.invitees.grants.expiresAt", someday)), "INVALID"},
		rule{"promising a role without the right to give", p.world.lacking["ROLES_GRANT"], "inviteSend", send(rolesOf("Agent")), "PERMISSION_DENIED"},
		rule{"inviting whoever is here", p.world.owner, "inviteSend", values{"input.invitees.email": *manager.user.Email}, "ALREADY_EXISTS"},
	), nil
}
