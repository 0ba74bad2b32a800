package identity_test

import (
	"context"
	"testing"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/person"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

// lookalikes are an address that is only compared as another one, and that one.
var lookalikes = map[string]string{"nikos@βόλος.gr": "nikos@βόλοσ.gr", "иᲀан@acme.example": "иван@acme.example"}

// stands makes a person whose address no door lets in any more, a user of production.
func (w *world) stands(email, hash string) *ent.Person {
	w.Helper()
	var p *ent.Person
	w.rows(func(tx *ent.Client) {
		c := tx.Person.Create().SetCreatedAt(noon).SetName("Victim").SetEmail(email)
		if hash != "" {
			c.SetPasswordHash(hash).SetPasswordSetAt(noon)
		}
		p = c.SaveX(system)
		makeUser(tx, w.prod, p)
	})
	w.open()
	return p
}

// dead asserts that a link gives nothing, whoever opens it.
func (w *world) dead(ctx context.Context, inv *ent.Invite, secret *string) {
	w.Helper()
	w.written()
	if p, err := w.id.InvitePreview(ctx, w.link(inv)); err != nil || p != nil {
		w.Errorf("preview: %+v, %v", p, err)
	}
	token, s, _, err := w.id.InviteAccept(ctx, w.link(inv), ptr("Eve"), secret)
	w.refused(err, fault.Input, fault.LinkInvalid)
	if token != "" || s != nil {
		w.Error("there is a session")
	}
	w.wrote()
	if got := w.reload(inv); got.OpenedAt != nil || got.Status != invite.StatusPENDING {
		w.Errorf("the invite is %+v", got)
	}
}

func TestInviteAddress(t *testing.T) {
	t.Run("an address that is compared as another one is invited by nobody", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("stranger", w.globex)
			for email := range lookalikes {
				w.refused(w.sendOne(ctx, identity.Invitee{Email: email}), fault.Input, fault.Invalid)
				_, err := w.id.InviteOwner(viewer.In(system, w.prod.ID), email, "Eve")
				w.refused(err, fault.Input, fault.Invalid)
				d := directory.New(w.log, w.who)
				_, err = d.PersonCreate(system, directory.PersonInput{Name: "Eve", Email: email})
				w.refused(err, fault.Input, fault.Invalid)
			}
			w.wrote()
		})
	})
	t.Run("an invite to what is compared as a person's address is not theirs", func(t *testing.T) {
		each(t, func(w *world) {
			for victims, other := range lookalikes {
				victim := w.stands(victims, "")
				inv := w.invite(w.as("stranger", w.globex), identity.Invitee{Email: other})
				w.dead(nobody(), inv, ptr(password))
				if p := w.db.Client().Person.GetX(system, victim.ID); p.PasswordHash != nil {
					t.Errorf("%s has a password", victims)
				}
			}
		})
	})
	t.Run("nor where they have a password, or are signed in", func(t *testing.T) {
		each(t, func(w *world) {
			victim := w.stands("иᲀан@acme.example", hashes[password])
			inv := w.invite(w.as("stranger", w.globex), identity.Invitee{Email: "иван@acme.example"})
			w.dead(nobody(), inv, ptr(password))
			token, _, err := w.id.SignIn(nobody(), victim.Email, password)
			if err != nil {
				t.Fatal(err)
			}
			w.dead(viewerContext(w.viewer(token, "acme-production")), inv, nil)
		})
	})
	t.Run("an invite that stands for such an address makes nobody", func(t *testing.T) {
		each(t, func(w *world) {
			var inv *ent.Invite
			w.rows(func(tx *ent.Client) {
				inv = tx.Invite.Create().SetCreatedAt(noon).SetTenantID(w.globex.ID).SetEmail("nikos@βόλος.gr").SetExpiresAt(noon.Add(directory.InviteLife)).SaveX(system)
			})
			w.dead(nobody(), inv, ptr(password))
			if w.db.Client().Person.Query().Where(person.Email(inv.Email)).ExistX(system) {
				t.Error("there is a person")
			}
		})
	})
}
