package identity_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/invite"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/identity"
)

func TestInviteSend(t *testing.T) {
	t.Run("an invite keeps what acceptance will give", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			until := noon.Add(time.Hour)
			all, err := w.id.InviteSend(ctx, []identity.Invitee{{Email: " New@Acme.example ", Name: ptr(" New One "), Company: ptr("Initech"),
				Type: invite.TypeGUEST, Grants: []identity.GrantSpec{{Role: w.roles["Agent"].ID, ExpiresAt: &until}}}})
			if err != nil || all[0].Fault != nil {
				t.Fatalf("%v, %v", err, all)
			}
			w.wrote("invite.sent inv")
			inv := w.reload(all[0].Invite)
			if inv.Email != "New@Acme.example" || *inv.Name != "New One" || *inv.Company != "Initech" || inv.Type != invite.TypeGUEST ||
				inv.Status != invite.StatusPENDING || inv.Generation != 1 || inv.SentCount != 1 || !inv.ExpiresAt.Equal(noon.Add(7*24*time.Hour)) ||
				*inv.InvitedBy != w.userOf("manager", w.prod).ID || inv.TenantID != w.prod.ID {
				t.Errorf("got %v", inv)
			}
			r := w.db.Client().InviteRole.Query().OnlyX(system)
			if r.RoleID != w.roles["Agent"].ID || !r.ExpiresAt.Equal(until) {
				t.Errorf("got %v", r)
			}
		})
	})
	t.Run("each is judged by itself", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			role := func(name string) []identity.GrantSpec { return []identity.GrantSpec{{Role: w.roles[name].ID}} }
			past := noon.Add(-time.Second)
			cases := []struct {
				who  identity.Invitee
				code fault.Code // empty: sent
			}{
				{identity.Invitee{Email: "one@acme.example"}, ""},
				{identity.Invitee{Email: "no address"}, fault.Invalid},
				{identity.Invitee{Email: ""}, fault.Invalid},
				{identity.Invitee{Email: "Jo <jo@acme.example>"}, fault.Invalid},
				{identity.Invitee{Email: "a\x00b@acme.example"}, fault.Invalid},
				{identity.Invitee{Email: "a@b.example\r\nBcc: c@d.example"}, fault.Invalid},
				{identity.Invitee{Email: "ali\u017fe@acme.example"}, fault.Invalid}, // long s: folds to an s
				{identity.Invitee{Email: "\uff41i@acme.example"}, fault.Invalid},    // a wide a
				{identity.Invitee{Email: strings.Repeat("a", 250) + "@acme.example"}, fault.Invalid},
				{identity.Invitee{Email: "renée@acme.example"}, ""},
				{identity.Invitee{Email: "ONE@acme.example"}, fault.AlreadyExists},
				{identity.Invitee{Email: "Agent@acme.example"}, fault.AlreadyExists},
				{identity.Invitee{Email: "stranger@acme.example"}, ""}, // a user elsewhere
				{identity.Invitee{Email: "two@acme.example", Name: ptr(strings.Repeat("n", 201))}, fault.Invalid},
				{identity.Invitee{Email: "three@acme.example", Name: ptr("a\nb")}, fault.Invalid},
				{identity.Invitee{Email: "four@acme.example", Grants: role("Agent")}, ""},
				{identity.Invitee{Email: "five@acme.example", Grants: role("Owner")}, fault.MoreThanHeld},
				{identity.Invitee{Email: "six@acme.example", Grants: role("Analyst")}, fault.MoreThanHeld},
				{identity.Invitee{Email: "seven@acme.example", Grants: role("Manager")}, fault.JustificationRequired},
				{identity.Invitee{Email: "eight@acme.example", Grants: []identity.GrantSpec{{Role: w.roles["Manager"].ID, Justification: ptr(" ")}}}, fault.JustificationRequired},
				{identity.Invitee{Email: "nine@acme.example", Grants: []identity.GrantSpec{{Role: w.roles["Manager"].ID, Justification: ptr("Runs the team")}}}, ""},
				{identity.Invitee{Email: "ten@acme.example", Grants: []identity.GrantSpec{{Role: id.New()}}}, fault.NotFound},
				{identity.Invitee{Email: "eleven@acme.example", Groups: []uuid.UUID{id.New()}}, fault.NotFound},
				{identity.Invitee{Email: "twelve@acme.example", Grants: append(role("Agent"), role("Agent")...)}, fault.Invalid},
				{identity.Invitee{Email: "thirteen@acme.example", Grants: []identity.GrantSpec{{Role: w.roles["Agent"].ID, ExpiresAt: &past}}}, fault.Invalid},
			}
			in := make([]identity.Invitee, len(cases))
			for n, c := range cases {
				in[n] = c.who
			}
			all, err := w.id.InviteSend(ctx, in)
			if err != nil {
				t.Fatal(err)
			}
			var sent []string
			for n, c := range cases {
				got := all[n]
				if got.Email != c.who.Email {
					t.Errorf("%d: %q", n, got.Email)
				}
				switch {
				case c.code == "" && (got.Fault != nil || got.Invite == nil):
					t.Errorf("%q: %v", c.who.Email, got.Fault)
				case c.code != "" && (got.Fault == nil || got.Fault.Code != c.code || got.Invite != nil):
					t.Errorf("%q: %v, want %s", c.who.Email, got.Fault, c.code)
				}
				if c.code == "" {
					sent = append(sent, "invite.sent inv")
				}
			}
			w.wrote(sent...)
		})
	})
	t.Run("roles and groups ask ROLES_GRANT, and groups give what they give", func(t *testing.T) {
		each(t, func(w *world) {
			var open, owners *ent.Group
			w.rows(func(tx *ent.Client) {
				front := w.makeRole(tx, w.prod, "Front desk", "INVITES_SEND", "USERS_READ")
				give(tx, front, makeUser(tx, w.prod, makePerson(tx, "clerk", password)), grant.ReachTENANT)
				open = tx.Group.Create().SetCreatedAt(noon).SetTenantID(w.prod.ID).SetName("Open").SaveX(system)
				owners = tx.Group.Create().SetCreatedAt(noon).SetTenantID(w.prod.ID).SetName("Owners").SaveX(system)
				tx.Grant.Create().SetCreatedAt(noon).SetTenantID(w.prod.ID).SetRoleID(w.roles["Owner"].ID).SetGroupID(owners.ID).SaveX(system)
			})
			w.open()
			for _, c := range []struct {
				who  string
				in   identity.Invitee
				kind fault.Kind
				code fault.Code
			}{
				{"clerk", identity.Invitee{Grants: []identity.GrantSpec{{Role: w.roles["Guest"].ID}}}, fault.Authorization, fault.PermissionDenied},
				{"clerk", identity.Invitee{Groups: []uuid.UUID{open.ID}}, fault.Authorization, fault.PermissionDenied},
				{"manager", identity.Invitee{Groups: []uuid.UUID{owners.ID}}, fault.Input, fault.MoreThanHeld},
				{"manager", identity.Invitee{Groups: []uuid.UUID{open.ID, open.ID}}, fault.Input, fault.Invalid},
			} {
				ctx := w.as(c.who, w.prod)
				c.in.Email = "new@acme.example"
				all, err := w.id.InviteSend(ctx, []identity.Invitee{c.in})
				if err != nil {
					t.Fatal(err)
				}
				w.refused(all[0].Fault, c.kind, c.code)
				w.wrote()
			}
			w.invite(w.as("clerk", w.prod), identity.Invitee{Email: "plain@acme.example"})
			w.invite(w.as("manager", w.prod), identity.Invitee{Email: "grouped@acme.example", Groups: []uuid.UUID{open.ID}})
		})
	})
	t.Run("a new invite takes the place of an open one", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			old := w.invite(ctx, identity.Invitee{Email: "new@acme.example"})
			all, err := w.id.InviteSend(ctx, []identity.Invitee{{Email: "NEW@acme.example"}})
			if err != nil || all[0].Fault != nil {
				t.Fatal(err, all[0].Fault)
			}
			w.wrote("invite.sent inv", "invite.superseded inv")
			if old := w.reload(old); old.Status != invite.StatusSUPERSEDED || *old.SupersededBy != all[0].Invite.ID {
				t.Errorf("the old one: %v", old)
			}
			_, _, _, err = w.id.InviteAccept(nobody(), w.link(old), ptr("New"), ptr(password))
			w.refused(err, fault.Input, fault.LinkInvalid)
			w.wrote()
		})
	})
	t.Run("20 at once for one address leave one open", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			var wg sync.WaitGroup
			for range 20 {
				wg.Go(func() {
					if _, err := w.id.InviteSend(ctx, []identity.Invitee{{Email: "new@acme.example"}}); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if n := w.db.Client().Invite.Query().Where(invite.StatusEQ(invite.StatusPENDING)).CountX(system); n != 1 {
				t.Errorf("%d are open", n)
			}
		})
	})
	t.Run("none, and more than a hundred, are refused", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			many := make([]identity.Invitee, 101)
			for n := range many {
				many[n].Email = fmt.Sprintf("n%d@acme.example", n)
			}
			for _, in := range [][]identity.Invitee{nil, many} {
				all, err := w.id.InviteSend(ctx, in)
				if w.refused(err, fault.Input, fault.Invalid); all != nil {
					t.Error("results beside the fault")
				}
			}
			w.wrote()
			if all, err := w.id.InviteSend(ctx, many[:100]); err != nil || len(all) != 100 || all[99].Invite == nil {
				t.Errorf("a hundred: %v", err)
			}
		})
	})
}
