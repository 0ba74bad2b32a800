package identity_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/invite"
	"doorward/ent/journalentry"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// sendOne is InviteSend for one, with its fault as the error.
func (w *world) sendOne(ctx context.Context, who identity.Invitee) error {
	w.Helper()
	all, err := w.id.InviteSend(ctx, []identity.Invitee{who})
	if err == nil && all[0].Fault != nil {
		return all[0].Fault
	}
	return err
}

// acts are the three things that one does with invites.
var acts = map[string]func(w *world, ctx context.Context, inv *ent.Invite) error{
	"send": func(w *world, ctx context.Context, inv *ent.Invite) error {
		return w.sendOne(ctx, identity.Invitee{Email: inv.Email})
	},
	"resend": func(w *world, ctx context.Context, inv *ent.Invite) error {
		_, err := w.id.InviteResend(ctx, inv.ID)
		return err
	},
	"cancel": func(w *world, ctx context.Context, inv *ent.Invite) error {
		_, err := w.id.InviteCancel(ctx, inv.ID)
		return err
	},
}

func TestInviteActs(t *testing.T) {
	t.Run("whoever has lost the right, or their session, since the request began is refused", func(t *testing.T) {
		for name, lose := range map[string]func(w *world, ctx context.Context) fault.Code{
			"signed out": func(w *world, ctx context.Context) fault.Code {
				if _, err := w.id.SignOut(ctx); err != nil {
					w.Fatal(err)
				}
				return fault.SignInRequired
			},
			"deactivated": func(w *world, _ context.Context) fault.Code {
				d, manager := directory.New(w.log, w.who), w.userOf("manager", w.prod)
				if _, err := d.UserDeactivate(viewer.In(system, w.prod.ID), manager.ID, nil, false); err != nil {
					w.Fatal(err)
				}
				return fault.SignInRequired
			},
			"inactive": func(w *world, _ context.Context) fault.Code {
				w.rows(func(tx *ent.Client) {
					tx.User.UpdateOne(w.userOf("manager", w.prod)).SetStatus(user.StatusINACTIVE).ExecX(system)
				})
				return fault.SignInRequired
			},
			"role taken away": func(w *world, _ context.Context) fault.Code {
				w.rows(func(tx *ent.Client) {
					tx.Grant.Delete().Where(grant.UserID(w.userOf("manager", w.prod).ID)).ExecX(system)
				})
				return fault.PermissionDenied
			},
		} {
			t.Run(name, func(t *testing.T) {
				each(t, func(w *world) {
					ctx := w.as("manager", w.prod)
					inv := w.invite(ctx, identity.Invitee{Email: "new@acme.example"})
					want := lose(w, ctx)
					w.written()
					for act, do := range acts {
						if err := do(w, ctx, inv); !fault.Is(err, want) {
							t.Errorf("%s: %v, want %s", act, err, want)
						}
					}
					w.wrote()
				})
			})
		}
	})
	t.Run("an invite that promises more than one may give is left alone", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("owner", w.prod), identity.Invitee{Email: "new@acme.example",
				Grants: []identity.GrantSpec{{Role: w.roles["Owner"].ID, Justification: ptr("Founder")}}})
			ctx := w.as("manager", w.prod)
			for act, do := range acts {
				err := do(w, ctx, inv)
				if f := w.refused(err, fault.Input, fault.MoreThanHeld); f.Field[0] != map[string]string{"send": "email"}[act] && f.Field[0] != "id" {
					t.Errorf("%s: field %v", act, f.Field)
				}
			}
			w.wrote()
			for _, act := range []string{"resend", "send"} { // the one who may
				if err := acts[act](w, w.as("owner", w.prod), inv); err != nil {
					t.Errorf("%s: %v", act, err)
				}
			}
		})
	})
	t.Run("whoever sent it takes it back, though the role has grown beyond them", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			inv := w.invite(ctx, identity.Invitee{Email: "new@acme.example", Grants: []identity.GrantSpec{{Role: w.roles["Agent"].ID}}})
			w.rows(func(tx *ent.Client) {
				tx.RolePermission.Create().SetCreatedAt(noon).SetTenantID(w.prod.ID).SetRoleID(w.roles["Agent"].ID).SetPermissionID(w.cat["billing.read"]).SaveX(system)
			})
			w.refused(acts["resend"](w, ctx, inv), fault.Input, fault.MoreThanHeld)
			if err := acts["cancel"](w, ctx, inv); err != nil {
				t.Error(err)
			}
			w.wrote("invite.cancelled inv")
		})
	})
	t.Run("a reason is a text that can be stored and read", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			who := func(reason string) identity.Invitee {
				return identity.Invitee{Email: "new@acme.example", Grants: []identity.GrantSpec{{Role: w.roles["Agent"].ID, Justification: &reason}}}
			}
			for _, bad := range []string{"a\x00b", strings.Repeat("a", 200_000), "evil\u202e", "\xff"} {
				f := w.refused(w.sendOne(ctx, who(bad)), fault.Input, fault.Invalid)
				if f.Field[0] != "justification" {
					t.Errorf("field %v", f.Field)
				}
			}
			w.wrote()
			w.invite(ctx, who(" Covers for Ana "))
			if got := w.db.Client().InviteRole.Query().OnlyX(system).Justification; *got != "Covers for Ana" {
				t.Errorf("kept %q", *got)
			}
		})
	})
}

func TestInviteLimits(t *testing.T) {
	t.Run("ten mails a day go to one address from one tenant", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			inv := w.invite(ctx, identity.Invitee{Email: "new@acme.example"})
			for range 8 {
				if _, err := w.id.InviteResend(ctx, inv.ID); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := w.id.InviteCancel(ctx, inv.ID); err != nil {
				t.Fatal(err)
			}
			w.clock.Advance(time.Hour)
			inv = w.invite(ctx, identity.Invitee{Email: "NEW@acme.example"}) // the tenth
			for _, act := range []string{"send", "resend"} {
				f := w.refused(acts[act](w, ctx, inv), fault.Request, fault.RateLimited)
				if f.Retry != 23*time.Hour || f.Next == "" {
					t.Errorf("%s: again after %v: %s", act, f.Retry, f.Next)
				}
			}
			w.wrote()
			w.invite(ctx, identity.Invitee{Email: "other@acme.example"})
			w.invite(w.as("owner", w.box), identity.Invitee{Email: "new@acme.example"})
			w.clock.Set(noon.Add(24 * time.Hour))
			if err := acts["resend"](w, w.as("manager", w.prod), inv); err != nil {
				t.Error(err)
			}
		})
	})
	t.Run("those of an older invite count, though it is cancelled", func(t *testing.T) {
		each(t, func(w *world) {
			inv := w.invite(w.as("manager", w.prod), identity.Invitee{Email: "new@acme.example"})
			w.clock.Advance(25 * time.Hour)
			ctx := w.as("manager", w.prod)
			for range 10 {
				if _, err := w.id.InviteResend(ctx, inv.ID); err != nil {
					t.Fatal(err)
				}
			}
			w.refused(acts["resend"](w, ctx, inv), fault.Request, fault.RateLimited)
			if _, err := w.id.InviteCancel(ctx, inv.ID); err != nil {
				t.Fatal(err)
			}
			w.written()
			w.refused(acts["send"](w, ctx, inv), fault.Request, fault.RateLimited)
			w.wrote()
			w.clock.Advance(24 * time.Hour)
			if err := acts["send"](w, w.as("manager", w.prod), inv); err != nil {
				t.Error(err)
			}
		})
	})
	t.Run("a tenant has its number of invites a day, and of invites sent again", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			inv := w.invite(ctx, identity.Invitee{Email: "new@acme.example"})
			w.rows(func(tx *ent.Client) {
				rows := make([]*ent.JournalEntryCreate, 1999)
				for n := range rows {
					rows[n] = tx.JournalEntry.Create().SetAt(noon).SetVerb(journal.InviteSent.Name).SetActorKind(journalentry.ActorKindSYSTEM).
						SetTenantID(w.prod.ID).SetSubjectKind(string(id.Invite)).SetSubjectID(id.New())
				}
				tx.JournalEntry.CreateBulk(rows...).ExecX(system)
			})
			w.written()
			w.refused(w.sendOne(ctx, identity.Invitee{Email: "one@acme.example"}), fault.Request, fault.RateLimited)
			w.wrote()
			if err := acts["resend"](w, ctx, inv); err != nil {
				t.Error(err)
			}
			w.invite(w.as("owner", w.box), identity.Invitee{Email: "one@acme.example"})
			w.clock.Advance(24 * time.Hour)
			ctx = w.as("manager", w.prod)
			for n := range 3 {
				w.invite(ctx, identity.Invitee{Email: fmt.Sprintf("n%d@acme.example", n)})
			}
			if n := w.db.Client().Invite.Query().Where(invite.TenantID(w.prod.ID)).CountX(system); n != 4 {
				t.Errorf("%d invites", n)
			}
		})
	})
}
