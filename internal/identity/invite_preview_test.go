package identity_test

import (
	"sync"
	"testing"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/journalentry"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

func TestInvitePreview(t *testing.T) {
	t.Run("it shows where the link leads, and opens once", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "jordan@acme.example"})
			var wg sync.WaitGroup
			for range 20 {
				wg.Go(func() {
					p, err := w.id.InvitePreview(nobody(), w.link(inv))
					if err != nil {
						t.Error(err)
						return
					}
					if p.Invite.Status != invite.StatusPENDING || p.MaskedEmail != "j•••n@acme.example" || p.TenantName != "The acme-production" ||
						p.InvitedBy == nil || *p.InvitedBy != "manager" || p.SignedInAsOther || !p.NeedsPassword {
						t.Errorf("got %+v", p)
					}
				})
			}
			wg.Wait()
			w.wrote("invite.opened inv")
			if e := w.last(); e.ActorKind != journalentry.ActorKindNOBODY || e.RequestID == nil || *e.RequestID != origin.RequestID {
				t.Errorf("opened by %v", e)
			}
			if at := w.reload(inv).OpenedAt; at == nil || !at.Equal(noon) {
				t.Errorf("opened at %v", at)
			}
			if _, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("New"), ptr(password)); err != nil {
				t.Errorf("looking used the link up: %v", err)
			}
			if p, err := w.id.InvitePreview(nobody(), w.link(inv)); err != nil || p.Invite.Status != invite.StatusACCEPTED {
				t.Errorf("%v, %v", p, err)
			}
		})
	})
	t.Run("somebody known keeps their password, and an inviter from above is not named", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("owner", w.prod), identity.Invitee{Email: "stranger@acme.example"})
			self := viewerContext(w.viewer(w.signIn("stranger"), "globex"))
			w.written()
			p, err := w.id.InvitePreview(self, w.link(inv))
			if err != nil || p.NeedsPassword || p.InvitedBy != nil || p.SignedInAsOther {
				t.Errorf("%+v, %v", p, err)
			}
			w.wrote("invite.opened inv")
		})
	})
	t.Run("it is opened by nobody, unless by the invitee or by whoever acts in its tenant", func(t *testing.T) {
		each(t, func(w *world) {
			for name, c := range map[string]struct {
				who   string
				in    *ent.Tenant
				email string
				kind  journalentry.ActorKind
				user  bool
			}{
				"a stranger":            {"stranger", w.globex, "one@acme.example", journalentry.ActorKindNOBODY, false},
				"one of another tenant": {"owner", w.box, "two@acme.example", journalentry.ActorKindNOBODY, false},
				"the invitee":           {"stranger", w.globex, "Stranger@acme.example", journalentry.ActorKindPERSON, false},
				"a colleague":           {"agent", w.prod, "three@acme.example", journalentry.ActorKindPERSON, true},
			} {
				inv, asked := w.invite(w.as("manager", w.prod), identity.Invitee{Email: c.email}), w.as(c.who, c.in)
				if _, err := w.id.InvitePreview(asked, w.link(inv)); err != nil {
					t.Fatal(err)
				}
				w.wrote("invite.opened inv")
				e, known := w.last(), c.kind == journalentry.ActorKindPERSON
				if e.ActorKind != c.kind || (e.ActorPersonID != nil) != known || (e.ActorUserID != nil) != c.user || (e.SessionID != nil) != c.user || *e.RequestID != origin.RequestID {
					t.Errorf("%s: opened by %+v", name, e)
				}
				if known && *e.ActorPersonID != viewer.From(asked).Person {
					t.Errorf("%s: opened by another person", name)
				}
			}
		})
	})
}
