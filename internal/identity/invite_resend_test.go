package identity_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/identity"
)

func TestInviteResend(t *testing.T) {
	t.Run("a pending and an expired one live again, and older links are dead", func(t *testing.T) {
		for _, status := range []invite.Status{invite.StatusPENDING, invite.StatusEXPIRED} {
			each(t, func(w *world) {
				ctx := w.as("manager", w.prod)
				old := w.invite(ctx, identity.Invitee{Email: "new@acme.example"})
				w.rows(func(tx *ent.Client) {
					tx.Invite.UpdateOneID(old.ID).SetStatus(status).SetSentAt(noon).SetDelivery(invite.DeliverySENT).ExecX(system)
				})
				w.clock.Advance(24 * time.Hour / 2)
				got, err := w.id.InviteResend(ctx, old.ID)
				if err != nil {
					t.Fatal(err)
				}
				w.wrote("invite.resent inv")
				if got.Status != invite.StatusPENDING || got.Generation != 2 || got.SentCount != 2 || got.SentAt != nil ||
					got.Delivery != invite.DeliveryQUEUED || !got.ExpiresAt.Equal(w.clock.Now().Add(7*24*time.Hour)) {
					t.Errorf("got %v", got)
				}
				_, _, _, err = w.id.InviteAccept(nobody(), w.link(old), ptr("New"), ptr(password))
				w.refused(err, fault.Input, fault.LinkInvalid)
				w.wrote()
				if p, err := w.id.InvitePreview(nobody(), w.link(old)); err != nil || p.Invite.Status != invite.StatusSUPERSEDED {
					t.Errorf("the old link shows %v, %v", p, err)
				}
				w.wrote()
				if _, _, _, err := w.id.InviteAccept(nobody(), w.link(w.reload(old)), ptr("New"), ptr(password)); err != nil {
					t.Error(err)
				}
			})
		}
	})
	settled(t, func(w *world, ctx context.Context, id uuid.UUID) error {
		_, err := w.id.InviteResend(ctx, id)
		return err
	})
	t.Run("an address that became a user by another way is refused", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			inv := w.invite(ctx, identity.Invitee{Email: "new@acme.example"})
			w.rows(func(tx *ent.Client) { makeUser(tx, w.prod, makePerson(tx, "new", "")) })
			_, err := w.id.InviteResend(ctx, inv.ID)
			w.refused(err, fault.Input, fault.AlreadyExists)
			_, _, _, err = w.id.InviteAccept(nobody(), w.link(inv), nil, ptr(password))
			w.refused(err, fault.Input, fault.WrongState)
			w.wrote()
		})
	})
}

func TestInviteCancel(t *testing.T) {
	t.Run("a pending and an expired one are taken back, and the address can be invited anew", func(t *testing.T) {
		for _, status := range []invite.Status{invite.StatusPENDING, invite.StatusEXPIRED} {
			each(t, func(w *world) {
				ctx := w.as("manager", w.prod)
				inv := w.invite(ctx, identity.Invitee{Email: "new@acme.example"})
				w.rows(func(tx *ent.Client) { tx.Invite.UpdateOneID(inv.ID).SetStatus(status).ExecX(system) })
				got, err := w.id.InviteCancel(ctx, inv.ID)
				if err != nil || got.Status != invite.StatusCANCELLED || !got.CancelledAt.Equal(noon) {
					t.Fatalf("%v, %v", got, err)
				}
				w.wrote("invite.cancelled inv")
				_, _, _, err = w.id.InviteAccept(nobody(), w.link(inv), ptr("New"), ptr(password))
				w.refused(err, fault.Input, fault.LinkInvalid)
				w.wrote()
				w.invite(ctx, identity.Invitee{Email: "new@acme.example"})
				if w.reload(inv).Status != invite.StatusCANCELLED {
					t.Error("a cancelled invite was superseded")
				}
			})
		}
	})
	settled(t, func(w *world, ctx context.Context, id uuid.UUID) error {
		_, err := w.id.InviteCancel(ctx, id)
		return err
	})
}

// settled holds for every act on an open invite.
func settled(t *testing.T, act func(w *world, ctx context.Context, id uuid.UUID) error) {
	for status, name := range map[invite.Status]string{
		invite.StatusACCEPTED: "an accepted invite is refused", invite.StatusCANCELLED: "a cancelled invite is refused",
		invite.StatusSUPERSEDED: "a superseded invite is refused",
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(w *world) {
				ctx := w.as("manager", w.prod)
				inv := w.invite(ctx, identity.Invitee{Email: "new@acme.example"})
				w.rows(func(tx *ent.Client) { tx.Invite.UpdateOneID(inv.ID).SetStatus(status).ExecX(system) })
				w.refused(act(w, ctx, inv.ID), fault.Input, fault.WrongState)
				w.wrote()
				if got := w.reload(inv); got.Status != status || got.Generation != 1 {
					t.Errorf("changed: %v", got)
				}
			})
		})
	}
	t.Run("an invite of another tenant, and none, are not there", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example"})
			there, none := act(w, w.as("stranger", w.globex), inv.ID), act(w, w.as("manager", w.prod), id.New())
			if a, b := w.refused(there, fault.Request, fault.NotFound), w.refused(none, fault.Request, fault.NotFound); a.Message != b.Message {
				t.Errorf("told apart: %q and %q", a.Message, b.Message)
			}
			w.wrote()
		})
	})
}
