package identity_test

import (
	"sync"
	"testing"

	"doorward/ent/invite"
	"doorward/ent/journalentry"
	"doorward/internal/identity"
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
}
