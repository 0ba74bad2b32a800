package identity_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/invite"
	"doorward/ent/journalentry"
	"doorward/ent/membership"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/identity"
	"doorward/internal/secret"
)

func TestInviteAccept(t *testing.T) {
	t.Run("somebody new becomes a user with roles and groups, and is signed in", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			var g *ent.Group
			w.rows(func(tx *ent.Client) {
				g = tx.Group.Create().SetCreatedAt(noon).SetTenantID(w.prod.ID).SetName("Open").SaveX(system)
			})
			inv := w.invite(ctx, identity.Invitee{Email: "New@acme.example", Company: ptr("Initech"), Type: invite.TypeGUEST,
				Grants: []identity.GrantSpec{{Role: w.roles["Agent"].ID}}, Groups: []uuid.UUID{g.ID}})
			w.clock.Advance(time.Hour)
			token, s, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr(" New One "), ptr(password))
			if err != nil {
				t.Fatal(err)
			}
			w.wrote("invite.accepted inv", "grant.created grn", "user.created usr", "session.began ses", "person.created per")
			u := w.userOf("new", w.prod)
			p := w.person("New One")
			for _, e := range w.db.Client().JournalEntry.Query().AllX(system) {
				if text := strings.ToLower(string(e.Before) + string(e.After)); strings.Contains(text, "acme.example") || strings.Contains(text, "argon2") || strings.Contains(text, "new one") {
					t.Errorf("%s tells a name, an address or a secret: %s", e.Verb, text)
				}
			}
			if e := w.last(); e.ActorKind != journalentry.ActorKindPERSON || *e.ActorPersonID != p.ID {
				t.Errorf("done by %v", e)
			}
			if u.Name != "New One" || u.Type != user.TypeGUEST || *u.Company != "Initech" || *u.PersonID != p.ID || p.Company != nil || p.Email != "New@acme.example" || u.LastLoginAt != nil {
				t.Errorf("user %v, person %v", u, p)
			}
			if got := w.reload(inv); got.Status != invite.StatusACCEPTED || !got.AcceptedAt.Equal(noon.Add(time.Hour)) {
				t.Errorf("invite %v", got)
			}
			if !w.db.Client().Membership.Query().Where(membership.UserID(u.ID), membership.GroupID(g.ID)).ExistX(system) ||
				!w.db.Client().Grant.Query().Where(grant.UserID(u.ID), grant.RoleID(w.roles["Agent"].ID)).ExistX(system) {
				t.Error("the group or the role is missing")
			}
			v := w.viewer(token, "")
			if v.Session != s.ID || v.User != u.ID || v.Tenant != w.prod.ID {
				t.Errorf("the session is of %+v", v)
			}
			w.wrote("user.logged_in usr")
			if _, _, err := w.id.SignIn(nobody(), "new@acme.example", password); err != nil {
				t.Errorf("the password does not work: %v", err)
			}
		})
	})
	t.Run("64 at once make one user", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example"})
			var wg sync.WaitGroup
			var mu sync.Mutex
			won := 0
			for range 64 {
				wg.Go(func() {
					for {
						token, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("New"), ptr(password))
						if fault.Is(err, fault.Busy) {
							continue // too many hashes at once: as the answer says, again
						}
						mu.Lock()
						defer mu.Unlock()
						switch {
						case err == nil && token != "":
							won++
						case !fault.Is(err, fault.LinkInvalid):
							t.Errorf("got %v", err)
						}
						return
					}
				})
			}
			wg.Wait()
			if won != 1 {
				t.Errorf("%d won", won)
			}
			w.wrote("invite.accepted inv", "user.created usr", "session.began ses", "person.created per")
			w.userOf("new", w.prod)
		})
	})
	t.Run("two invites of one new person, accepted at once, make one person", func(t *testing.T) {
		each(t, func(w *world) {
			one := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example"})
			two := w.invite(w.as("owner", w.box), identity.Invitee{Email: "NEW@acme.example"})
			var wg sync.WaitGroup
			for _, inv := range []*ent.Invite{one, two} {
				wg.Go(func() {
					_, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("New"), ptr(password))
					if err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if a, b := w.userOf("new", w.prod), w.userOf("new", w.box); *a.PersonID != *b.PersonID {
				t.Error("two persons of one address")
			}
		})
	})
	t.Run("a link that is cut, changed, of another purpose or another's is dead", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example"})
			good := w.link(inv)
			foreign, _ := secret.NewKeys([]byte(strings.Repeat("x", 32)))
			for name, bad := range map[string]string{
				"empty": "", "null": "null", "cut": good[:len(good)-1], "longer": good + "A", "line break": good[:10] + "\n" + good[10:], "padded": good + "=",
				"changed": flip(good, 0), "end changed": flip(good, len(good)-1), "other purpose": w.keys.Link("reset", inv.ID, 1, inv.ExpiresAt),
				"other keys": foreign.Link("invite", inv.ID, 1, inv.ExpiresAt), "no such invite": w.keys.Link("invite", uuid.New(), 1, inv.ExpiresAt),
				"generation before": w.keys.Link("invite", inv.ID, 0, inv.ExpiresAt), "generation to come": w.keys.Link("invite", inv.ID, 2, inv.ExpiresAt),
				"longer life": w.keys.Link("invite", inv.ID, 1, inv.ExpiresAt.Add(time.Hour)),
			} {
				_, _, _, err := w.id.InviteAccept(nobody(), bad, ptr("New"), ptr(password))
				if !fault.Is(err, fault.LinkInvalid) {
					t.Errorf("%s: %v", name, err)
				}
				if p, err := w.id.InvitePreview(nobody(), bad); err != nil || p != nil && p.Invite.Status == invite.StatusPENDING {
					t.Errorf("%s: preview %v, %v", name, p, err)
				}
			}
			w.wrote()
			if w.reload(inv).OpenedAt != nil {
				t.Error("a dead link opened the invite")
			}
		})
	})
	t.Run("it works to the last moment, and not a second longer", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			a, b := w.invite(ctx, identity.Invitee{Email: "a@acme.example"}), w.invite(ctx, identity.Invitee{Email: "b@acme.example"})
			w.clock.Set(a.ExpiresAt.Add(-time.Microsecond))
			if _, _, _, err := w.id.InviteAccept(nobody(), w.link(a), ptr("A"), ptr(password)); err != nil {
				t.Error(err)
			}
			w.written()
			for _, late := range []time.Duration{0, time.Second} {
				w.clock.Set(b.ExpiresAt.Add(late))
				_, _, _, err := w.id.InviteAccept(nobody(), w.link(b), ptr("B"), ptr(password))
				w.refused(err, fault.Input, fault.LinkInvalid)
				if p, err := w.id.InvitePreview(nobody(), w.link(b)); err != nil || p.Invite.Status != invite.StatusEXPIRED {
					t.Errorf("preview %v, %v", p, err)
				}
			}
			w.wrote()
		})
	})
	t.Run("somebody known shows their password, and keeps name and password", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "stranger@acme.example"})
			for _, wrong := range []*string{nil, ptr(""), ptr("not-their-password-1")} {
				_, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("Other"), wrong)
				f := w.refused(err, fault.Input, fault.WrongCredentials)
				if len(f.Field) != 1 || f.Field[0] != "password" {
					t.Errorf("field %v", f.Field)
				}
			}
			w.wrote("session.refused per")
			if e := w.last(); e.ActorKind != journalentry.ActorKindNOBODY {
				t.Errorf("refused to %s", e.ActorKind)
			}
			before := *w.person("stranger").PasswordHash
			token, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("Other"), ptr(password))
			if err != nil {
				t.Fatal(err)
			}
			w.wrote("invite.accepted inv", "user.created usr", "session.began ses")
			if u, p := w.userOf("stranger", w.prod), w.person("stranger"); u.Name != "stranger" || *p.PasswordHash != before {
				t.Errorf("user %v, person %v", u, p)
			}
			if v := w.viewer(token, "globex"); v.Tenant != w.globex.ID {
				t.Errorf("got %+v", v)
			}
		})
	})
	t.Run("somebody else who is signed in is told so", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			for _, email := range []string{"stranger@acme.example", "brandnew@acme.example"} {
				inv := w.invite(ctx, identity.Invitee{Email: email})
				_, _, _, err := w.id.InviteAccept(ctx, w.link(inv), ptr("New"), ptr(password))
				f := w.refused(err, fault.Input, fault.WrongState)
				if strings.Contains(f.Message, email) || f.Next == "" {
					t.Errorf("said %q, %q", f.Message, f.Next)
				}
				if p, err := w.id.InvitePreview(ctx, w.link(inv)); err != nil || !p.SignedInAsOther {
					t.Errorf("preview %v, %v", p, err)
				}
				w.wrote("invite.opened inv")
			}
		})
	})
	t.Run("a person who never set a password sets it", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("owner", w.box), identity.Invitee{Email: "imported@acme.example"})
			if _, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("Ignored"), ptr(password)); err != nil {
				t.Fatal(err)
			}
			w.wrote("invite.accepted inv", "user.created usr", "session.began ses")
			if _, _, err := w.id.SignIn(nobody(), "imported@acme.example", password); err != nil || w.person("imported").Name != "imported" {
				t.Errorf("signing in: %v", err)
			}
		})
	})
	t.Run("a password has 15 characters and 1024 bytes, and nothing is trimmed", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example", Name: ptr("Named By Inviter")})
			for _, bad := range []*string{nil, ptr(""), ptr("fourteen-chars"), ptr("ééééééé"), ptr(strings.Repeat("a", 1025))} {
				_, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), nil, bad)
				w.refused(err, fault.Input, fault.PasswordRefused)
			}
			spaced := " éééééé twelve "
			if len([]rune(spaced)) != 15 {
				t.Fatal("the test's password is off")
			}
			if _, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), nil, &spaced); err != nil {
				t.Fatal(err)
			}
			if w.userOf("new", w.prod).Name != "Named By Inviter" {
				t.Error("the inviter's name was not taken")
			}
			_, _, err := w.id.SignIn(nobody(), "new@acme.example", strings.TrimSpace(spaced))
			w.refused(err, fault.Input, fault.WrongCredentials)
			if _, _, err := w.id.SignIn(nobody(), "new@acme.example", spaced); err != nil {
				t.Error(err)
			}
		})
	})
	t.Run("somebody new has a name", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example"})
			for _, bad := range []*string{nil, ptr(""), ptr("  "), ptr("a\x00b"), ptr("evil\u202e"), ptr(strings.Repeat("n", 201))} {
				_, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), bad, ptr(password))
				if f := w.refused(err, fault.Input, fault.Invalid); len(f.Field) != 1 || f.Field[0] != "name" {
					t.Errorf("field %v", f.Field)
				}
			}
			w.wrote()
		})
	})
	t.Run("without a free seat nobody joins, and the link stays good", func(t *testing.T) {
		each(t, func(w *world) {
			w.rows(func(tx *ent.Client) {
				for _, name := range []string{"u1", "u2", "u3", "u4"} {
					makeUser(tx, w.box, makePerson(tx, name, ""))
				}
			})
			inv := w.invite(w.as("owner", w.box), identity.Invitee{Email: "new@acme.example"})
			_, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("New"), ptr(password))
			w.refused(err, fault.ProductScope, fault.SeatsExhausted)
			w.wrote()
			w.rows(func(tx *ent.Client) {
				tx.User.UpdateOne(w.userOf("u1", w.box)).SetStatus(user.StatusINACTIVE).ExecX(system)
			})
			if _, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("New"), ptr(password)); err != nil {
				t.Error(err)
			}
		})
	})
	t.Run("the last seat goes to one of many", func(t *testing.T) {
		each(t, func(w *world) {
			w.rows(func(tx *ent.Client) {
				for _, name := range []string{"u1", "u2", "u3"} {
					makeUser(tx, w.box, makePerson(tx, name, ""))
				}
			})
			ctx := w.as("owner", w.box)
			var wg sync.WaitGroup
			for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
				inv := w.invite(ctx, identity.Invitee{Email: name + "@acme.example"})
				wg.Go(func() {
					_, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("New"), ptr(password))
					if err != nil && !fault.Is(err, fault.SeatsExhausted) {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if n := w.db.Client().User.Query().Where(user.TenantID(w.box.ID)).CountX(system); n != 5 {
				t.Errorf("%d users on 5 seats", n)
			}
		})
	})
	t.Run("an inviter gives what they may give now", func(t *testing.T) {
		for name, change := range map[string]func(w *world, tx *ent.Client){
			"deactivated": func(w *world, tx *ent.Client) {
				tx.User.UpdateOne(w.userOf("manager", w.prod)).SetStatus(user.StatusINACTIVE).ExecX(system)
			},
			"role taken away": func(w *world, tx *ent.Client) {
				tx.Grant.Delete().Where(grant.UserID(w.userOf("manager", w.prod).ID)).ExecX(system)
			},
			"the promised role grew": func(w *world, tx *ent.Client) {
				tx.RolePermission.Create().SetCreatedAt(noon).SetTenantID(w.prod.ID).SetRoleID(w.roles["Agent"].ID).SetPermissionID(w.cat["billing.read"]).SaveX(system)
			},
		} {
			t.Run(name, func(t *testing.T) {
				each(t, func(w *world) {
					inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example", Grants: []identity.GrantSpec{{Role: w.roles["Agent"].ID}}})
					w.rows(func(tx *ent.Client) { change(w, tx) })
					_, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("New"), ptr(password))
					w.refused(err, fault.Input, fault.LinkInvalid)
					w.wrote()
					if w.reload(inv).Status != invite.StatusPENDING {
						t.Error("the invite was used up")
					}
				})
			})
		}
	})
	t.Run("a deactivated user does not come back through an invite", func(t *testing.T) {
		each(t, func(w *world) {
			d := directory.New(w.log, w.who)
			owner := w.as("owner", w.prod)
			if _, err := d.UserDeactivate(owner, w.userOf("agent", w.prod).ID, nil, false); err != nil {
				t.Fatal(err)
			}
			all, err := w.id.InviteSend(owner, []identity.Invitee{{Email: "agent@acme.example"}})
			if err != nil || all[0].Fault == nil || all[0].Fault.Code != fault.AlreadyExists {
				t.Errorf("inviting an inactive user: %v, %v", err, all)
			}
		})
	})
	t.Run("nobody joins a suspended tenant", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example"})
			w.rows(func(tx *ent.Client) { tx.Tenant.UpdateOne(w.acme).SetSuspendedAt(noon).ExecX(system) })
			_, _, _, err := w.id.InviteAccept(nobody(), w.link(inv), ptr("New"), ptr(password))
			w.refused(err, fault.Input, fault.WrongState)
			w.wrote()
		})
	})
	t.Run("nothing is half done when the context ends", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example"})
			ctx, stop := context.WithCancel(nobody())
			stop()
			if _, _, _, err := w.id.InviteAccept(ctx, w.link(inv), ptr("New"), ptr(password)); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
			w.wrote()
		})
	})
}

func flip(text string, at int) string {
	b := []byte(text)
	if b[at] == 'A' {
		b[at] = 'B'
	} else {
		b[at] = 'A'
	}
	return string(b)
}
