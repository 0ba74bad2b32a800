package probe_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/flag"
	"doorward/ent/grant"
	"doorward/ent/rule"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/identity"
	"doorward/internal/journal"
)

const production = "acme-production"

// askGrants has people do, past every guard of the API, what they may not, or give what
// they do not hold. Everything else about each act is as it should be.
func askGrants(t testing.TB) {
	w := start(t)
	w.withoutTheRight()
	w.beyondTheOwn()
	w.throughGroups()
	w.downward()
	w.forLonger()
	w.onWhoHoldsMore()
	w.byInvite()
	w.asTheOperator()
	w.asNobody()
}

// asNobody: whoever is shut out, or is not there, has no rights to ask for.
func (w *world) asNobody() {
	robot := must(w.Directory.ServiceUserAdd(w.in(production), "Robot", "svc-robot"))
	w.give(production, directory.GrantInput{Role: w.role("Owner", "acme"), User: &robot.ID})
	file := func() directory.ImportInput {
		return directory.ImportInput{Tenant: production, Groups: &directory.ImportFile{Name: "groups.csv", Body: strings.NewReader("group\nProbe\n")}, DryRun: true}
	}
	if err := only(w.Directory.Import(w.service(robot), file())); err != nil {
		w.t.Errorf("an import by an owner: %v", err)
	}
	must(w.Directory.UserDeactivate(w.in(production), robot.ID, nil, false))
	w.refused("an import by an owner who is inactive", only(w.Directory.Import(w.service(robot), file())), fault.MoreThanHeld)
	undo := errors.New("undo")
	_ = w.Log.DB().Write(w.command, func(tx *ent.Client) error {
		if err := only(directory.ActorIn(w.t.Context(), tx, w.clock.Now(), w.tenant(production))); !errors.Is(err, rule.ErrNoViewer) {
			w.t.Errorf("nobody has rights: %v", err)
		}
		return undo
	})
}

func (w *world) withoutTheRight() {
	agent, mine := w.as("agent@acme.example", production), w.role("Agent", "acme")
	guest := w.user("guest@acme.example", production)
	away := must(w.Directory.UserDeactivate(w.in(production), w.join("away@acme.example", production).ID, nil, false))
	f := must(w.db.Flag.Query().Where(flag.Key("cases")).Only(w.command))
	open := w.invite(w.in(production), identity.Invitee{Email: "open@acme.example"})
	d := w.Directory
	denied := map[string]error{
		"making a group":       only(d.GroupCreate(agent, directory.GroupInput{Name: "Probe"})),
		"joining a group":      only(d.MembershipAdd(agent, w.giving("Plain"), []uuid.UUID{guest.ID}, nil)),
		"making a role":        only(d.RoleCreate(agent, directory.RoleInput{Name: "Probe"})),
		"giving a role":        only(d.GrantCreate(agent, directory.GrantInput{Role: mine, User: &guest.ID})),
		"switching a flag":     only(d.FlagSet(agent, f.ID, !f.EnabledByDefault)),
		"setting beta":         only(d.BetaSet(agent, guest.ID, true)),
		"deactivating":         only(d.UserDeactivate(agent, guest.ID, nil, false)),
		"reactivating":         only(d.UserReactivate(agent, away.ID)),
		"sending an invite":    w.invited(agent, identity.Invitee{Email: "probe@acme.example"}),
		"sending again":        only(w.Identity.InviteResend(agent, open.ID)),
		"taking back":          only(w.Identity.InviteCancel(agent, open.ID)),
		"giving in an invite":  w.invited(w.keeper("inviter@acme.example", "INVITES_SEND"), identity.Invitee{Email: "probe@acme.example", Grants: []identity.GrantSpec{{Role: w.role("Guest", "acme")}}}),
		"a group that gives":   only(d.GroupCreate(w.keeper("keeper@acme.example", "GROUPS_MANAGE"), directory.GroupInput{Name: "Giving", Roles: []uuid.UUID{w.custom(production, "Nothing")}})),
		"joining what gives":   only(d.MembershipAdd(w.as("keeper@acme.example", production), w.giving("Gives nothing", w.role("Nothing", production)), []uuid.UUID{guest.ID}, nil)),
		"adding a service":     only(d.ServiceUserAdd(agent, "Probe", "svc-probe")),
		"an operator's people": only(d.PersonCreate(agent, directory.PersonInput{Name: "Probe", Email: "probe@acme.example"})),
	}
	for what, err := range denied {
		w.refused(what, err, fault.PermissionDenied)
	}
}

// keeper is a new user of production who holds exactly these.
func (w *world) keeper(email string, keys ...string) context.Context {
	w.t.Helper()
	w.join(email, production, w.custom(production, email, keys...))
	return w.as(email, production)
}

// giving is a group that gives roles.
func (w *world) giving(name string, roles ...uuid.UUID) uuid.UUID {
	w.t.Helper()
	return must(w.Directory.GroupCreate(w.in(production), directory.GroupInput{Name: name, Roles: roles})).ID
}

func (w *world) beyondTheOwn() {
	manager, owner := w.as("manager@acme.example", production), w.role("Owner", "acme")
	guest, why := w.user("guest@acme.example", production), ptr("A probe")
	give := func(g directory.GrantInput) error { return only(w.Directory.GrantCreate(manager, g)) }
	clerk := w.role("Billing clerk", production)
	w.refused("the owner's role", give(directory.GrantInput{Role: owner, User: &guest.ID, Justification: why}), fault.MoreThanHeld)
	w.refused("a role with more", give(directory.GrantInput{Role: clerk, User: &guest.ID, Justification: why}), fault.MoreThanHeld)
	w.refused("no reason", give(directory.GrantInput{Role: w.role("Manager", "acme"), User: &guest.ID}), fault.JustificationRequired)
	w.refused("an end that is past", give(directory.GrantInput{Role: w.role("Agent", "acme"), User: &guest.ID, ExpiresAt: ptr(w.clock.Now().Add(-time.Hour))}), fault.Invalid)
	w.refused("a foreign role", give(directory.GrantInput{Role: w.role("Agent", "globex"), User: &guest.ID}), fault.NotFound)
	w.refused("to a stranger", give(directory.GrantInput{Role: w.role("Agent", "acme"), User: &w.user("owner@globex.example", "globex").ID}), fault.NotFound)
	w.refused("again", give(directory.GrantInput{Role: w.role("Guest", "acme"), User: &guest.ID}), fault.AlreadyExists)
	w.refused("a group with the owner's role", only(w.Directory.GroupCreate(manager, directory.GroupInput{Name: "Owners", Roles: []uuid.UUID{owner}})), fault.MoreThanHeld)
	smith := w.keeper("smith@acme.example", "ROLES_MANAGE")
	w.refused("a role of what is not held", only(w.Directory.RoleCreate(smith, directory.RoleInput{Name: "Forged", PermissionKeys: []string{"billing.manage"}})), fault.MoreThanHeld)
}

func (w *world) throughGroups() {
	manager, guest := w.as("manager@acme.example", production), w.user("guest@acme.example", production).ID
	add := func(group uuid.UUID, u uuid.UUID) error {
		return only(w.Directory.MembershipAdd(manager, group, []uuid.UUID{u}, nil))
	}
	w.refused("a group that gives more", add(w.giving("Owners", w.role("Owner", "acme")), guest), fault.MoreThanHeld)
	w.refused("a stranger in a group", add(w.group("Night shift"), w.user("owner@globex.example", "globex").ID), fault.NotFound)
	w.refused("no group", add(uuid.New(), guest), fault.NotFound)
	foreign := must(w.Directory.GroupCreate(w.in("globex"), directory.GroupInput{Name: "Far away"}))
	w.refused("a foreign group", add(foreign.ID, guest), fault.NotFound)
}

// downward: what counts here alone does not count below.
func (w *world) downward() {
	manager := w.role("Manager", "acme")
	w.join("here@acme.example", "acme", manager)
	u := w.join("below@acme.example", "acme")
	here := w.as("here@acme.example", "acme")
	give := func(down bool) error {
		return only(w.Directory.GrantCreate(here, directory.GrantInput{Role: manager, User: &u.ID, Subtree: down, Justification: ptr("A probe")}))
	}
	w.refused("reaching further down", give(true), fault.MoreThanHeld)
	if err := give(false); err != nil {
		w.t.Errorf("giving here what is held here: %v", err)
	}
	w.give("acme", directory.GrantInput{Role: w.role("Agent", "acme"), User: &u.ID, Subtree: true})
	w.refused("an act on whoever reaches further down", only(w.Directory.UserDeactivate(here, u.ID, nil, false)), fault.MoreThanHeld)
	if _, err := w.Identity.Viewer(w.t.Context(), w.token("here@acme.example"), production, identity.Origin{}); !fault.Is(err, fault.NotFound) {
		w.t.Errorf("a role that counts above alone lets in below: %v", err)
	}
}

// forLonger: what is held for a time is given for that time at most, and then is gone.
func (w *world) forLonger() {
	u, end := w.join("timed@acme.example", production), w.clock.Now().Add(48*time.Hour)
	agent, manager := w.role("Agent", "acme"), w.role("Manager", "acme")
	w.give(production, directory.GrantInput{Role: manager, User: &u.ID, ExpiresAt: &end})
	other := w.join("other@acme.example", production)
	timed := w.as("timed@acme.example", production)
	g := directory.GrantInput{Role: agent, User: &other.ID}
	f := w.refused("for good", only(w.Directory.GrantCreate(timed, g)), fault.MoreThanHeld)
	if len(f.Field) != 1 || f.Field[0] != "expiresAt" {
		w.t.Errorf("for good: refused at %v", f.Field)
	}
	g.Role = w.role("Owner", "acme")
	if f := w.refused("the owner's role", only(w.Directory.GrantCreate(timed, g)), fault.MoreThanHeld); len(f.Field) != 1 || f.Field[0] == "expiresAt" {
		w.t.Errorf("the owner's role: refused at %v", f.Field)
	}
	g.Role, g.ExpiresAt = agent, &end
	if err := only(w.Directory.GrantCreate(timed, g)); err != nil {
		w.t.Errorf("for as long as it is held: %v", err)
	}
	w.clock.Set(end)
	timed = w.as("timed@acme.example", production)
	g.User = &w.join("third@acme.example", production).ID
	g.ExpiresAt = ptr(end.Add(time.Hour))
	w.refused("after the end", only(w.Directory.GrantCreate(timed, g)), fault.PermissionDenied)
}

func (w *world) onWhoHoldsMore() {
	manager := w.as("manager@acme.example", production)
	boss := w.join("boss@acme.example", production, w.role("Owner", "acme"))
	w.refused("deactivating an owner", only(w.Directory.UserDeactivate(manager, boss.ID, nil, false)), fault.MoreThanHeld)
	clerk := w.join("clerk@acme.example", production, w.role("Billing clerk", production))
	w.refused("deactivating whoever holds more", only(w.Directory.UserDeactivate(manager, clerk.ID, nil, false)), fault.MoreThanHeld)
	must(w.Directory.UserDeactivate(w.in(production), boss.ID, nil, false))
	w.refused("reactivating an owner", only(w.Directory.UserReactivate(manager, boss.ID)), fault.MoreThanHeld)

	// Of one person's users below, one may hold more than whoever deactivates from above.
	low := w.join("twice@acme.example", "acme")
	w.join("twice@acme.example", "acme-sandbox", w.role("Owner", "acme"))
	lead := w.join("lead@acme.example", "acme")
	w.give("acme", directory.GrantInput{Role: w.role("Manager", "acme"), User: &lead.ID, Subtree: true})
	w.refused("deactivating an owner further down", only(w.Directory.UserDeactivate(w.as("lead@acme.example", "acme"), low.ID, nil, true)), fault.MoreThanHeld)
	// Where the lead may not manage users, nobody is taken along.
	w.join("here2@acme.example", "acme", w.role("Manager", "acme"))
	below := w.join("thrice@acme.example", "acme-sandbox")
	above := w.join("thrice@acme.example", "acme")
	if err := only(w.Directory.UserDeactivate(w.as("here2@acme.example", "acme"), above.ID, nil, true)); err != nil {
		w.t.Errorf("deactivating above: %v", err)
	}
	if u := must(w.db.User.Get(w.command, below.ID)); u.Status != user.StatusACTIVE {
		w.t.Error("deactivated where the viewer may not manage users")
	}
}

func (w *world) byInvite() {
	manager := w.as("manager@acme.example", production)
	owner := []identity.GrantSpec{{Role: w.role("Owner", "acme"), Justification: ptr("A probe")}}
	w.refused("promising the owner's role", w.invited(manager, identity.Invitee{Email: "p1@acme.example", Grants: owner}), fault.MoreThanHeld)
	group := w.giving("Owners too", w.role("Owner", "acme"))
	w.refused("promising a group with it", w.invited(manager, identity.Invitee{Email: "p1@acme.example", Groups: []uuid.UUID{group}}), fault.MoreThanHeld)
	w.refused("promising a foreign role", w.invited(manager, identity.Invitee{Email: "p1@acme.example", Grants: []identity.GrantSpec{{Role: w.role("Agent", "globex")}}}), fault.NotFound)
	more := w.invite(w.in(production), identity.Invitee{Email: "p2@acme.example", Grants: owner})
	w.refused("superseding more than held", w.invited(manager, identity.Invitee{Email: "p2@acme.example"}), fault.MoreThanHeld)
	w.refused("sending more than held again", only(w.Identity.InviteResend(manager, more.ID)), fault.MoreThanHeld)
	w.refused("taking back more than held", only(w.Identity.InviteCancel(manager, more.ID)), fault.MoreThanHeld)

	// What an inviter promised is given only while they may give it.
	grants := []identity.GrantSpec{{Role: w.role("Agent", "acme")}}
	promised := w.invite(manager, identity.Invitee{Email: "p3@acme.example", Grants: grants})
	bare := w.invite(manager, identity.Invitee{Email: "p4@acme.example"})
	inviter := w.user("manager@acme.example", production).ID
	rows(w, journal.GrantCreated, func(tx *ent.Client) (*ent.Grant, error) { // the manager may invite, and no longer give
		g := tx.Grant.Query().Where(grant.UserID(inviter)).OnlyX(w.command)
		return tx.Grant.UpdateOne(g).SetExpiresAt(w.clock.Now()).Save(w.command)
	})
	w.give(production, directory.GrantInput{Role: w.role("inviter@acme.example", production), User: &inviter})
	w.refused("accepting what can no longer be given", w.accepted(promised), fault.LinkInvalid)
	rows(w, journal.GrantCreated, func(tx *ent.Client) ([]*ent.Grant, error) {
		all := tx.Grant.Query().Where(grant.UserID(inviter)).AllX(w.command)
		for _, g := range all {
			tx.Grant.UpdateOne(g).SetExpiresAt(w.clock.Now()).ExecX(w.command)
		}
		return all, nil
	})
	w.refused("accepting of whoever may no longer invite", w.accepted(bare), fault.LinkInvalid)
	w.join("boss2@acme.example", production, w.role("Owner", "acme"))
	away := w.invite(w.as("boss2@acme.example", production), identity.Invitee{Email: "p5@acme.example", Grants: grants})
	must(w.Directory.UserDeactivate(w.in(production), *away.InvitedBy, nil, false))
	w.refused("accepting of whoever is gone", w.accepted(away), fault.LinkInvalid)
}

func (w *world) asTheOperator() {
	owner, d := w.as("owner@acme.example", production), w.Directory
	for what, err := range map[string]error{
		"a person":       only(d.PersonCreate(owner, directory.PersonInput{Name: "Probe", Email: "probe@acme.example"})),
		"a user":         only(d.UserAdd(owner, w.tenant(production), *w.user("here@acme.example", "acme").PersonID, user.TypeMEMBER)),
		"a plan":         only(d.TenantSetPlan(owner, w.tenant(production), "FREE")),
		"a organization": only(d.TenantCreate(owner, directory.TenantInput{Slug: "probe", Name: "Probe", Plan: "FREE"})),
	} {
		w.refused("making "+what, err, fault.PermissionDenied)
	}
	manager := w.as("agent@acme.example", production)
	up := w.tenant(production)
	w.refused("a tenant below", only(d.TenantCreate(manager, directory.TenantInput{Slug: "probe", Name: "Probe", Parent: &up})), fault.PermissionDenied)
}

// invited sends one invite, and gives why not.
func (w *world) invited(ctx context.Context, who identity.Invitee) error {
	all, err := w.Identity.InviteSend(ctx, []identity.Invitee{who})
	if err == nil && all[0].Fault != nil {
		return all[0].Fault
	}
	return err
}

func (w *world) invite(ctx context.Context, who identity.Invitee) *ent.Invite {
	w.t.Helper()
	all := must(w.Identity.InviteSend(ctx, []identity.Invitee{who}))
	if all[0].Fault != nil {
		w.t.Fatalf("inviting %s: %v", who.Email, all[0].Fault)
	}
	return all[0].Invite
}

// accepted accepts an invite as somebody new, and gives why not.
func (w *world) accepted(inv *ent.Invite) error {
	return w.accepting(w.nobody(), identity.InviteLink(w.Keys, must(w.db.Invite.Get(w.command, inv.ID))))
}

func (w *world) accepting(ctx context.Context, token string) error {
	_, _, _, err := w.Identity.InviteAccept(ctx, token, ptr("Nova"), ptr("harbour-lantern-winter-24"))
	return err
}
