package identity_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"doorward/ent"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

func viewerContext(v *viewer.Viewer) context.Context { return viewer.With(context.Background(), v) }

func TestViewer(t *testing.T) {
	t.Run("a token that is none is nobody", func(t *testing.T) {
		each(t, func(w *world) {
			token := w.signIn("manager")
			w.written()
			for _, bad := range []string{"", "x", token[1:], token + "A", strings.ToUpper(token), "null", "\x00", strings.Repeat("a", 1<<20)} {
				v := w.viewer(bad, "acme-production")
				if v.SignedIn() || v.IP != origin.IP || v.RequestID != origin.RequestID || v.Tenant != [16]byte{} {
					t.Errorf("%.20q: %+v", bad, v)
				}
			}
			w.wrote()
		})
	})
	t.Run("a tenant that is not there and one that is not theirs are the same", func(t *testing.T) {
		each(t, func(w *world) {
			token := w.signIn("manager")
			w.written()
			var said []string
			for _, slug := range []string{"globex", "acme", "no-such", "\x00"} {
				v, err := w.id.Viewer(context.Background(), token, slug, origin)
				f := w.refused(err, fault.Request, fault.NotFound)
				said = append(said, f.Message)
				if !v.SignedIn() || v.Tenant != [16]byte{} || len(v.Acts) != 0 {
					t.Errorf("%q: beside the fault %+v", slug, v)
				}
			}
			for _, s := range said {
				if s != said[0] {
					t.Errorf("told apart: %q", said)
				}
			}
			w.wrote()
		})
	})
	t.Run("a tenant that is not theirs is not even read", func(t *testing.T) {
		each(t, func(w *world) {
			token := w.signIn("stranger")
			for _, foreign := range []*ent.Tenant{w.acme, w.prod} {
				_, err := w.id.Viewer(context.Background(), token, foreign.Slug, origin)
				w.refused(err, fault.Request, fault.NotFound)
				if w.who.Ready(foreign.ID) {
					t.Errorf("%s was read", foreign.Slug)
				}
			}
			if w.viewer(token, "globex"); !w.who.Ready(w.globex.ID) {
				t.Error("their own was not read")
			}
		})
	})
	t.Run("without a name the only tenant is meant, and of several none", func(t *testing.T) {
		each(t, func(w *world) {
			if v := w.viewer(w.signIn("agent"), ""); v.Tenant != w.prod.ID || v.UserIn != w.prod.ID || v.Label != "agent" {
				t.Errorf("agent: %+v", v)
			}
			if v := w.viewer(w.signIn("manager"), ""); v.Tenant != [16]byte{} || !v.SignedIn() {
				t.Errorf("manager: %+v", v)
			}
		})
	})
	t.Run("from above one acts with the row above", func(t *testing.T) {
		each(t, func(w *world) {
			token := w.signIn("owner")
			w.written()
			v := w.viewer(token, "acme-sandbox")
			above := w.userOf("owner", w.acme)
			if v.Tenant != w.box.ID || v.User != above.ID || v.UserIn != w.acme.ID || !v.ActsIn(w.box.ID) || v.ActsIn(w.acme.ID) || v.Above[0] != w.acme.ID {
				t.Errorf("got %+v", v)
			}
			w.wrote("user.logged_in usr")
			w.viewer(token, "acme-production")
			w.wrote() // entered through the same row
			names, err := w.id.Tenants(context.Background(), v.Person)
			if err != nil || len(names) != 3 || names[0].Slug != "acme" || names[1].Slug != "acme-production" || names[2].Slug != "acme-sandbox" {
				t.Errorf("the owner's tenants: %v, %v", names, err)
			}
		})
	})
	t.Run("a header that cannot be stored does no harm", func(t *testing.T) {
		each(t, func(w *world) {
			odd := &viewer.Viewer{UserAgent: "x"}
			ctx := viewer.With(context.Background(), odd)
			v, err := w.id.Viewer(ctx, "", "", identity.Origin{UserAgent: "\xff\x00" + strings.Repeat("é", 400)})
			if err != nil || len(v.UserAgent) > 512 || strings.Contains(v.UserAgent, "\x00") || !utf8.ValidString(v.UserAgent) {
				t.Fatalf("%d bytes, %v", len(v.UserAgent), err)
			}
			if _, _, err := w.id.SignIn(viewerContext(v), "agent@acme.example", password); err != nil {
				t.Error(err)
			}
		})
	})
}

func TestEntry(t *testing.T) {
	t.Run("50 first uses at once write one", func(t *testing.T) {
		each(t, func(w *world) {
			token := w.signIn("manager")
			w.written()
			w.clock.Advance(time.Second)
			var wg sync.WaitGroup
			entries := make(chan [16]byte, 50)
			for range 50 {
				wg.Go(func() {
					v, err := w.id.Viewer(context.Background(), token, "acme-production", origin)
					if err != nil {
						t.Error(err)
						return
					}
					entries <- v.Entry
				})
			}
			wg.Wait()
			close(entries)
			first := <-entries
			for e := range entries {
				if e != first || e == [16]byte{} {
					t.Errorf("entries %x and %x", e, first)
				}
			}
			w.wrote("user.logged_in usr")
			if n := w.db.Client().Entry.Query().CountX(system); n != 1 {
				t.Errorf("%d entries", n)
			}
			at := noon.Add(time.Second)
			u := w.userOf("manager", w.prod)
			if u.LastLoginAt == nil || !u.LastLoginAt.Equal(at) || !w.person("manager").LastLoginAt.Equal(at) {
				t.Errorf("last login %v and %v, want %v", u.LastLoginAt, w.person("manager").LastLoginAt, at)
			}
			if other := w.userOf("manager", w.box); other.LastLoginAt != nil {
				t.Errorf("last login in the other tenant: %v", other.LastLoginAt)
			}
			w.viewer(token, "acme-sandbox")
			w.wrote("user.logged_in usr")
		})
	})
	t.Run("deactivation ends it at once, and reactivation does not revive it", func(t *testing.T) {
		each(t, func(w *world) {
			d := directory.New(w.log, w.who)
			owner := w.as("owner", w.prod)
			token := w.signIn("manager")
			v, elsewhere := w.viewer(token, "acme-production"), w.viewer(token, "acme-sandbox")
			manager := w.userOf("manager", w.prod)
			if _, err := d.UserDeactivate(owner, manager.ID, nil, false); err != nil {
				t.Fatal(err)
			}
			if w.id.Alive(v) {
				t.Error("alive in the tenant that deactivated the user")
			}
			if !w.id.Alive(elsewhere) {
				t.Error("dead in the tenant that did not")
			}
			_, err := w.id.Viewer(context.Background(), token, "acme-production", origin)
			w.refused(err, fault.Authentication, fault.SignInRequired)
			if _, err := d.UserReactivate(owner, manager.ID); err != nil {
				t.Fatal(err)
			}
			w.written()
			still, err := w.id.Viewer(context.Background(), token, "acme-production", origin)
			w.refused(err, fault.Authentication, fault.SignInRequired)
			if still.Tenant != [16]byte{} || w.id.Alive(v) {
				t.Error("reactivation revived the entry")
			}
			w.wrote()
			w.viewer(token, "acme-sandbox") // goes on
			again := w.viewer(w.signIn("manager"), "acme-production")
			if !w.id.Alive(again) {
				t.Error("signing in anew does not help")
			}
		})
	})
	t.Run("a user whom another process has just made enters", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example"})
			here := w.id
			w.open() // the other process
			if _, err := w.who.Scope(system, w.prod.ID); err != nil {
				t.Fatal(err)
			}
			token, _, _, err := here.InviteAccept(nobody(), w.link(inv), ptr("New"), ptr(password))
			if err != nil {
				t.Fatal(err)
			}
			if v := w.viewer(token, "acme-production"); v.User != w.userOf("new", w.prod).ID {
				t.Errorf("got %+v", v)
			}
		})
	})
	t.Run("nobody enters a suspended tenant", func(t *testing.T) {
		each(t, func(w *world) {
			w.rows(func(tx *ent.Client) { tx.Tenant.UpdateOne(w.prod).SetSuspendedAt(noon).ExecX(system) })
			w.open() // a process that starts now
			token := w.signIn("agent")
			w.written()
			if v := w.viewer(token, "acme-production"); v.Tenant != w.prod.ID || v.Entry != [16]byte{} {
				t.Errorf("got %+v", v)
			}
			w.wrote()
		})
	})
}

func (w *world) person(name string) *ent.Person {
	w.Helper()
	for _, p := range w.db.Client().Person.Query().AllX(system) {
		if p.Name == name {
			return p
		}
	}
	w.Fatalf("no %s", name)
	return nil
}
