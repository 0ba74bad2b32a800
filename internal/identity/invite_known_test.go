package identity_test

import (
	"testing"
	"time"

	"doorward/ent"
	"doorward/ent/session"
	"doorward/internal/fault"
	"doorward/internal/identity"
)

func TestInviteAcceptKnown(t *testing.T) {
	t.Run("somebody signed in joins with their session, which goes on", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "stranger@acme.example"})
			token := w.signIn("stranger")
			v := w.viewer(token, "globex")
			w.written()
			w.clock.Advance(time.Hour / 2)
			got, s, in, err := w.id.InviteAccept(viewerContext(v), w.link(inv), nil, nil)
			if err != nil || got != "" || s != nil || in != w.prod.ID {
				t.Fatalf("%q, %v, %v, %v", got, s, in, err)
			}
			w.wrote("invite.accepted inv", "user.created usr")
			next, err := w.id.Elsewhere(viewerContext(v), "acme-production")
			if err != nil || next.Session != v.Session || next.Tenant != w.prod.ID || next.RequestID != v.RequestID {
				t.Errorf("%+v, %v", next, err)
			}
			if !w.id.Alive(v) || !w.viewer(token, "globex").Until.Equal(v.Until) {
				t.Error("the session has ended, or lasts longer")
			}
			if n := w.db.Client().Session.Query().Where(session.PersonID(v.Person)).CountX(system); n != 1 {
				t.Errorf("%d sessions", n)
			}
		})
	})
	t.Run("with a session that has ended meanwhile nobody joins", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "stranger@acme.example"})
			ctx := w.as("stranger", w.globex)
			if _, err := w.id.SignOut(ctx); err != nil {
				t.Fatal(err)
			}
			w.written()
			_, _, _, err := w.id.InviteAccept(ctx, w.link(inv), nil, nil)
			w.refused(err, fault.Authentication, fault.SignInRequired)
			w.wrote()
		})
	})
	t.Run("each tenant shows somebody as its own invite names them", func(t *testing.T) {
		each(t, func(w *world) {
			first := w.invite(w.as("stranger", w.globex), identity.Invitee{Email: "new@acme.example", Name: ptr("Nobody"), Company: ptr("Globex's joke")})
			named := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example", Name: ptr("Ada Newcomer"), Company: ptr("Initech")})
			plain := w.invite(w.as("owner", w.box), identity.Invitee{Email: "new@acme.example"})
			for _, inv := range []*ent.Invite{first, named, plain} {
				if _, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("Ada New"), ptr(password)); err != nil {
					t.Fatal(err)
				}
			}
			if u := w.userOf("new", w.globex); u.Name != "Ada New" || *u.Company != "Globex's joke" {
				t.Errorf("in globex: %v", u)
			}
			if u := w.userOf("new", w.prod); u.Name != "Ada Newcomer" || *u.Company != "Initech" {
				t.Errorf("in production: %v", u)
			}
			if u, p := w.userOf("new", w.box), w.person("Ada New"); u.Name != "Ada New" || u.Company != nil || p.Company != nil {
				t.Errorf("in the sandbox: %v, %v", u, p)
			}
		})
	})
}
