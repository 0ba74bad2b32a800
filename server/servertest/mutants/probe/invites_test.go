package probe_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/person"
	"doorward/ent/role"
	"doorward/ent/tenant"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/server/servertest"
)

// askInvites sends, sends again and takes back what cannot be.
func askInvites(t testing.TB) {
	w := start(t)
	owner, id := w.as("owner@acme.example", production), w.Identity
	w.refused("inviting a user", w.invited(owner, identity.Invitee{Email: "agent@acme.example"}), fault.AlreadyExists)
	w.refused("sending nothing again", only(id.InviteResend(owner, uuid.New())), fault.NotFound)
	foreign := w.invite(w.in("globex"), identity.Invitee{Email: "far@globex.example"})
	w.refused("sending a foreign one again", only(id.InviteResend(owner, foreign.ID)), fault.NotFound)
	w.refused("taking a foreign one back", only(id.InviteCancel(owner, foreign.ID)), fault.NotFound)
	cancelled := w.invite(owner, identity.Invitee{Email: "c@acme.example"})
	must(id.InviteCancel(owner, cancelled.ID))
	w.refused("sending a cancelled one again", only(id.InviteResend(owner, cancelled.ID)), fault.WrongState)
	w.refused("taking a cancelled one back", only(id.InviteCancel(owner, cancelled.ID)), fault.WrongState)
	joined := w.invite(owner, identity.Invitee{Email: "j@acme.example"})
	w.join("j@acme.example", production)
	w.refused("sending again to a user", only(id.InviteResend(owner, joined.ID)), fault.AlreadyExists)
	w.mails(owner)
	w.mailsOfATenant()
	w.refusedOwner()
}

// mails are ten to an address.
func (w *world) mails(owner context.Context) {
	inv := w.invite(owner, identity.Invitee{Email: "full@acme.example"})
	for range 9 {
		must(w.Identity.InviteResend(owner, inv.ID))
	}
	w.refused("an eleventh mail", only(w.Identity.InviteResend(owner, inv.ID)), fault.RateLimited)
	w.refused("an eleventh mail by a new invite", w.invited(owner, identity.Invitee{Email: "full@acme.example"}), fault.RateLimited)
	w.clock.Advance(24*time.Hour + time.Minute)
	if err := w.invited(w.as("owner@acme.example", production), identity.Invitee{Email: "full@acme.example"}); err != nil {
		w.t.Errorf("inviting on the next day: %v", err)
	}
}

// all are two thousand a day.
func (w *world) mailsOfATenant() {
	w.manyInvites("globex", 1000)
	w.manyInvites("globex", 1000)
	w.refused("mail number 2,001", w.invited(w.as("owner@globex.example", "globex"), identity.Invitee{Email: "one-more@globex.example"}), fault.RateLimited)
}

// manyInvites stand there without having been sent.
func (w *world) manyInvites(slug string, n int) {
	w.t.Helper()
	rows(w, journal.InviteSent, func(tx *ent.Client) ([]*ent.Invite, error) {
		many := make([]*ent.InviteCreate, n)
		for i := range many {
			many[i] = tx.Invite.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant(slug)).SetEmail(uuid.NewString() + "@" + slug + ".example").
				SetExpiresAt(w.clock.Now().Add(time.Hour))
		}
		return tx.Invite.CreateBulk(many...).Save(w.command)
	})
}

func (w *world) refusedOwner() {
	if _, err := w.Identity.InviteOwner(w.in("globex"), "second@globex.example", "Second"); err == nil {
		w.t.Error("a first owner was invited where there is one")
	}
	rows(w, journal.GrantCreated, func(tx *ent.Client) ([]*ent.Grant, error) {
		all := tx.Grant.Query().Where(grant.HasRoleWith(role.Owner(true))).AllX(w.command)
		_, err := tx.Grant.Delete().Where(grant.HasRoleWith(role.Owner(true))).Exec(w.command)
		return all, err
	})
	_, err := w.Identity.InviteOwner(w.in("globex"), "hank@globex.example", "Hank")
	w.refused("inviting a user as the first owner", err, fault.AlreadyExists)
}

// askLinks holds links against what they lead to.
func askLinks(t testing.TB) {
	w := start(t)
	w.deadLinks()
	w.linksOfOthers()
	w.previews()
	w.whileAccepting()
	w.doorsThatAreShut()
	w.lookalikes()
	w.linksOfNobody()
}

// lookalikes: whoever reads the mail of an address that is only compared as another one
// becomes neither its person nor a new one.
func (w *world) lookalikes() {
	const latin, cyrillic = "nikos@βόλος.gr", "иᲀан@acme.example" // a final sigma, and a rounded ve
	byHand := func(email string) *ent.Invite {
		return rows(w, journal.InviteSent, func(tx *ent.Client) (*ent.Invite, error) {
			now := w.clock.Now()
			return tx.Invite.Create().SetCreatedAt(now).SetTenantID(w.tenant("globex")).SetEmail(email).SetExpiresAt(now.Add(time.Hour)).Save(w.command)
		})
	}
	w.refused("accepting for an address that only looks like another", w.accepted(byHand(latin)), fault.LinkInvalid)
	rows(w, journal.PersonCreated, func(tx *ent.Client) (*ent.Person, error) {
		return tx.Person.Create().SetCreatedAt(w.clock.Now()).SetName("Victim").SetEmail(cyrillic).Save(w.command)
	})
	w.refused("accepting for what is compared as somebody's address", w.accepted(byHand("иван@acme.example")), fault.LinkInvalid)
}

// linksOfNobody: whoever makes links up costs the database nothing.
func (w *world) linksOfNobody() {
	stop := w.meanwhile(w.db.Invite, func() { w.t.Error("an invite is looked for where there is no link") })
	w.refused("accepting with no link", w.accepting(w.nobody(), "no-link"), fault.LinkInvalid)
	stop()
}

// whileAccepting lets the invite go between the look at it and the commit.
func (w *world) whileAccepting() {
	for what, gone := range map[string]func(inv *ent.Invite){
		"taken back": func(inv *ent.Invite) { must(w.Identity.InviteCancel(w.in(production), inv.ID)) },
		"deleted": func(inv *ent.Invite) {
			rows(w, journal.InviteCancelled, func(tx *ent.Client) (*ent.Invite, error) {
				return inv, tx.Invite.DeleteOne(inv).Exec(w.command)
			})
		},
	} {
		inv := w.invite(w.in(production), identity.Invitee{Email: "meanwhile@acme.example"})
		link := identity.InviteLink(w.Keys, inv)
		stop := w.meanwhile(w.db.Person, func() { gone(inv) })
		w.refused("accepting what is "+what+" meanwhile", w.accepting(w.nobody(), link), fault.LinkInvalid)
		stop()
	}
}

func (w *world) deadLinks() {
	owner := w.as("owner@acme.example", production)
	send := func(email string) (*ent.Invite, string) {
		inv := w.invite(owner, identity.Invitee{Email: email})
		return inv, identity.InviteLink(w.Keys, inv)
	}
	dead := func(what, link string) {
		w.t.Helper()
		w.refused("accepting "+what, w.accepting(w.nobody(), link), fault.LinkInvalid)
		p, err := w.Identity.InvitePreview(w.nobody(), link)
		if err != nil || p != nil && p.Invite.Status == "PENDING" {
			w.t.Errorf("%s looks good: %v", what, err)
		}
	}
	inv, link := send("l1@acme.example")
	dead("a changed link", link[:len(link)-6]+"AAAAAA")
	dead("no link", "")
	must(w.Identity.InviteResend(owner, inv.ID))
	dead("an older link", link)
	inv, link = send("l2@acme.example")
	must(w.Identity.InviteCancel(owner, inv.ID))
	dead("a cancelled link", link)
	_, link = send("l3@acme.example")
	send("l3@acme.example")
	dead("a superseded link", link)
	_, link = send("l4@acme.example")
	if err := w.accepting(w.nobody(), link); err != nil {
		w.t.Errorf("accepting: %v", err)
	}
	dead("a used link", link)
	inv, link = send("l5@acme.example")
	rows(w, journal.InviteExpired, func(tx *ent.Client) (*ent.Invite, error) {
		return tx.Invite.UpdateOneID(inv.ID).SetStatus("EXPIRED").Save(w.command)
	})
	dead("an expired link", link)
	inv, link = send("l6@acme.example")
	rows(w, journal.InviteResent, func(tx *ent.Client) (*ent.Invite, error) { // as after a restored backup
		return tx.Invite.UpdateOneID(inv.ID).SetExpiresAt(inv.ExpiresAt.Add(time.Hour)).Save(w.command)
	})
	dead("a link of another end", link)
	inv, link = send("l7@acme.example")
	rows(w, journal.InviteCancelled, func(tx *ent.Client) (*ent.Invite, error) {
		return inv, tx.Invite.DeleteOneID(inv.ID).Exec(w.command)
	})
	dead("a link to nothing", link)
}

func (w *world) linksOfOthers() {
	w.refused("accepting as somebody else", w.accepting(w.as("agent@acme.example", production), w.linkTo("m1@acme.example")), fault.WrongState)
	w.refused("accepting as somebody else who is known", w.accepting(w.as("agent@acme.example", production), w.linkTo("dana@support.example")), fault.WrongState)
	w.refused("the wrong password", w.accepting(w.nobody(), w.linkTo("owner@globex.example")), fault.WrongCredentials)
	for _, none := range []*string{nil, ptr("")} {
		_, _, _, err := w.Identity.InviteAccept(w.nobody(), w.linkTo("owner@globex.example"), nil, none)
		if f := w.refused("no password", err, fault.WrongCredentials); f.Message == "That is not the password that you have here." {
			w.t.Error("no password was tried")
		}
	}
	_, _, _, err := w.Identity.InviteAccept(w.nobody(), w.linkTo("m2@acme.example"), ptr("Nova"), ptr("short"))
	w.refused("a short password", err, fault.PasswordRefused)
	// A session that has ended meanwhile accepts nothing.
	globex := w.as("owner@globex.example", "globex")
	must(w.Identity.SignOut(globex))
	w.refused("accepting after signing out", w.accepting(globex, w.linkTo("owner@globex.example")), fault.SignInRequired)
	// Whoever has become a user by another way is here already.
	link := w.linkTo("m3@acme.example")
	w.join("m3@acme.example", production)
	_, _, _, err = w.Identity.InviteAccept(w.nobody(), link, nil, ptr(servertest.Password))
	w.refused("accepting twice", err, fault.WrongState)
	rows(w, journal.PersonCreated, func(tx *ent.Client) (*ent.Person, error) {
		return tx.Person.UpdateOneID(tx.Person.Query().Where(person.EmailKey("hank@globex.example")).OnlyIDX(w.command)).SetTwoFactorEnabled(true).Save(w.command)
	})
	_, _, _, err = w.Identity.InviteAccept(w.nobody(), w.linkTo("hank@globex.example"), nil, ptr(servertest.Password))
	if err == nil {
		w.t.Error("a second factor was not asked for")
	}
}

func (w *world) linkTo(email string) string {
	w.t.Helper()
	return identity.InviteLink(w.Keys, w.invite(w.in(production), identity.Invitee{Email: email}))
}

func (w *world) previews() {
	lead := w.join("lead@acme.example", "acme")
	w.give("acme", directory.GrantInput{Role: w.role("Manager", "acme"), User: &lead.ID, Subtree: true})
	above := w.invite(w.as("lead@acme.example", production), identity.Invitee{Email: "n1@acme.example"})
	p := must(w.Identity.InvitePreview(w.nobody(), identity.InviteLink(w.Keys, above)))
	if p.InvitedBy != nil {
		w.t.Errorf("an invite from above names %s", *p.InvitedBy)
	}
	if p.SignedInAsOther {
		w.t.Error("nobody is signed in as somebody else")
	}
	if p := must(w.Identity.InvitePreview(w.as("agent@acme.example", production), identity.InviteLink(w.Keys, above))); !p.SignedInAsOther {
		w.t.Error("somebody else is signed in, and is not told")
	}
}

func (w *world) doorsThatAreShut() {
	link := w.linkTo("o1@acme.example")
	for _, slug := range []string{production, "acme"} { // the organization's suspension holds below
		rows(w, journal.TenantSuspended, func(tx *ent.Client) (*ent.Tenant, error) {
			return tx.Tenant.UpdateOneID(tx.Tenant.Query().Where(tenant.Slug(slug)).OnlyIDX(w.command)).SetSuspendedAt(w.clock.Now()).Save(w.command)
		})
		w.refused("joining while "+slug+" is suspended", w.accepting(w.nobody(), link), fault.WrongState)
		rows(w, journal.TenantResumed, func(tx *ent.Client) (*ent.Tenant, error) {
			return tx.Tenant.UpdateOneID(tx.Tenant.Query().Where(tenant.Slug(slug)).OnlyIDX(w.command)).ClearSuspendedAt().Save(w.command)
		})
	}
	soon := w.invite(w.in(production), identity.Invitee{Email: "o2@acme.example"})
	w.clock.Set(soon.ExpiresAt)
	w.refused("joining at the last moment's end", w.accepted(soon), fault.LinkInvalid)
}
