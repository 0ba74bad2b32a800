package outbound

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/ent/mailmessage"
	"doorward/internal/clock"
	"doorward/internal/journal"
	"doorward/internal/secret"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

type world struct {
	t      *testing.T
	ctx    context.Context
	db     *store.DB
	clock  *clock.Fake
	log    *journal.Log
	keys   *secret.Keys
	tenant *ent.Tenant
	by     *ent.User
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	w := &world{t: t, ctx: viewer.AsSystem(t.Context()), db: db, clock: clock.NewFake(monday)}
	var err error
	if w.keys, err = secret.NewKeys([]byte(strings.Repeat("k", 32))); err != nil {
		t.Fatal(err)
	}
	if w.log, err = journal.Open(w.ctx, db, w.clock); err != nil {
		t.Fatal(err)
	}
	w.running(w.log.Run)
	w.tenant, err = journal.Write(w.ctx, w.log, journal.TenantCreated, func(tx *ent.Client) (*ent.Tenant, error) {
		return tx.Tenant.Create().SetCreatedAt(monday).SetSlug("acme").SetName("Acme Production").SetPlan("FREE").Save(w.ctx)
	})
	if err != nil {
		t.Fatal(err)
	}
	w.by, err = journal.Write(w.ctx, w.log, journal.UserCreated, func(tx *ent.Client) (*ent.User, error) {
		return tx.User.Create().SetCreatedAt(monday).SetTenantID(w.tenant.ID).SetType("MEMBER").SetName("Olga Owner").SetEmail("olga@acme.example").Save(w.ctx)
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// running runs something until the test ends or the result is called.
func (w *world) running(f func(context.Context) error) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() {
		if err := f(ctx); err != nil {
			w.t.Errorf("it ended: %v", err)
		}
	})
	stop = func() { cancel(); done.Wait() }
	w.t.Cleanup(stop)
	return stop
}

func (w *world) mail(transport func(context.Context, Mail) error) (stop func()) {
	return w.running(NewMailer(w.log, w.keys, transport, "https://doorward.example/", slog.New(slog.DiscardHandler)).Run)
}

func (w *world) invite(email string) *ent.Invite {
	w.t.Helper()
	inv, err := journal.Write(w.ctx, w.log, journal.InviteSent, func(tx *ent.Client) (*ent.Invite, error) {
		return tx.Invite.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetEmail(email).SetName("Nora New").
			SetInvitedBy(w.by.ID).SetExpiresAt(w.clock.Now().Add(7 * 24 * time.Hour)).Save(w.ctx)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return inv
}

func (w *world) change(v journal.Verb, inv *ent.Invite, set func(*ent.InviteUpdateOne)) *ent.Invite {
	w.t.Helper()
	got, err := journal.Write(w.ctx, w.log, v, func(tx *ent.Client) (*ent.Invite, error) {
		u := tx.Invite.UpdateOneID(inv.ID)
		set(u)
		return u.Save(w.ctx)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

func (w *world) verbs(inv *ent.Invite) []string {
	w.t.Helper()
	rows, err := w.db.Client().JournalEntry.Query().Where(journalentry.SubjectID(inv.ID)).Order(journalentry.ByID()).All(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	all := make([]string, len(rows))
	for i, e := range rows {
		all[i] = e.Verb
	}
	return all
}

func (w *world) messages(inv *ent.Invite) []*ent.MailMessage {
	w.t.Helper()
	all, err := w.db.Client().MailMessage.Query().Where(mailmessage.SubjectID(inv.ID)).Order(mailmessage.ByEntryID()).All(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

func (w *world) read(inv *ent.Invite) *ent.Invite {
	w.t.Helper()
	now, err := w.db.Client().Invite.Get(w.ctx, inv.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return now
}

func (w *world) until(what string, holds func() bool) {
	w.t.Helper()
	limit := time.After(20 * time.Second)
	for look := time.NewTicker(3 * time.Millisecond); !holds(); {
		select {
		case <-look.C:
		case <-limit:
			w.t.Fatalf("%s: still waiting", what)
		}
	}
}

func (w *world) wantVerbs(inv *ent.Invite, want ...string) {
	w.t.Helper()
	if got := w.verbs(inv); !slices.Equal(got, want) {
		w.t.Errorf("the journal has %v, want %v", got, want)
	}
}

func TestMailer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		t.Run("an invite is mailed once over SMTP, with a receipt", func(t *testing.T) {
			w := newWorld(t, db)
			server := listen(t)
			send, err := SMTP(server.url())
			if err != nil {
				t.Fatal(err)
			}
			inv := w.invite("nora@new.example") // before the mailer runs: it misses nothing
			w.mail(send)
			w.until("the receipt", func() bool { return w.read(inv).Delivery == "SENT" })
			all := server.all()
			if len(all) != 1 {
				t.Fatalf("%d mails", len(all))
			}
			m := all[0]
			link := "https://doorward.example/accept#" + w.keys.Link("invite", inv.ID, 1, inv.ExpiresAt)
			if !strings.Contains(m.text, link) || strings.Count(m.html, `href="`+link+`"`) != 2 {
				t.Errorf("the link %s is not there:\n%s\n%s", link, m.text, m.html)
			}
			for _, said := range []string{"Olga Owner", "Acme Production", "Nora New", "Monday, 30 November 2026 at 09:00 UTC", "nora@new.example"} {
				if !strings.Contains(m.text, said) || !strings.Contains(m.html, said) {
					t.Errorf("%q is not in both parts", said)
				}
			}
			if m.subject(t) != "Olga Owner invited you to Acme Production on Doorward" || !strings.Contains(m.to, "<nora@new.example>") {
				t.Errorf("%q to %s", m.subject(t), m.to)
			}
			now := w.read(inv)
			if now.SentAt == nil || !now.SentAt.Equal(monday) {
				t.Errorf("sent at %v", now.SentAt)
			}
			w.wantVerbs(inv, "invite.sent", "invite.mailed")
			if q := w.messages(inv); len(q) != 1 || q[0].State != "SENT" || q[0].Attempts != 1 {
				t.Errorf("queue: %v", q)
			}
		})
	})
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)

		t.Run("after a resend only the new link leaves", func(t *testing.T) {
			inv := w.invite("twice@new.example")
			again := w.change(journal.InviteResent, inv, func(u *ent.InviteUpdateOne) {
				u.AddGeneration(1).SetExpiresAt(inv.ExpiresAt.Add(time.Hour)).SetDelivery("QUEUED")
			})
			var box Mailbox
			defer w.mail(box.Deliver)()
			w.until("the receipt", func() bool { return w.read(inv).Delivery == "SENT" })
			if all := box.All(); len(all) != 1 || !strings.Contains(all[0].Text, w.keys.Link("invite", inv.ID, 2, again.ExpiresAt)) {
				t.Errorf("%d mails: %v", len(all), all)
			}
			w.wantVerbs(inv, "invite.sent", "invite.resent", "invite.mailed")
		})

		t.Run("what was taken back while it waited is not sent", func(t *testing.T) {
			var tries atomic.Int64
			stop := w.mail(func(context.Context, Mail) error { tries.Add(1); return errors.New("not now") })
			inv := w.invite("back@new.example")
			w.until("the first try", func() bool { q := w.messages(inv); return len(q) == 1 && q[0].LastError != nil })
			stop()
			w.change(journal.InviteCancelled, inv, func(u *ent.InviteUpdateOne) { u.SetStatus("CANCELLED") })
			w.clock.Advance(time.Hour)
			var box Mailbox
			defer w.mail(box.Deliver)()
			w.until("the end of it", func() bool { return w.messages(inv)[0].State == "FAILED" })
			if len(box.All()) != 0 || tries.Load() != 1 {
				t.Errorf("%d mails, %d tries", len(box.All()), tries.Load())
			}
			w.wantVerbs(inv, "invite.sent", "invite.cancelled")
			if now := w.read(inv); now.Delivery != "QUEUED" {
				t.Errorf("delivery %s", now.Delivery)
			}
		})

		t.Run("a superseded invite and one only touched ask for no mail", func(t *testing.T) {
			inv := w.invite("touched@new.example")
			var box Mailbox
			defer w.mail(box.Deliver)()
			w.until("the receipt", func() bool { return w.read(inv).Delivery == "SENT" })
			w.change(journal.DirectoryImported, inv, func(u *ent.InviteUpdateOne) { u.SetName("Other") })
			w.change(journal.InviteSent, inv, func(u *ent.InviteUpdateOne) { u.SetStatus("SUPERSEDED") })
			next := w.invite("touched@new.example")
			w.until("the next receipt", func() bool { return w.read(next).Delivery == "SENT" })
			if len(box.All()) != 2 || len(w.messages(inv)) != 1 {
				t.Errorf("%d mails, %d in the queue", len(box.All()), len(w.messages(inv)))
			}
		})

		t.Run("an imported invite is mailed", func(t *testing.T) {
			inv, err := journal.Write(w.ctx, w.log, journal.DirectoryImported, func(tx *ent.Client) (*ent.Invite, error) {
				return tx.Invite.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetEmail("imported@new.example").
					SetExpiresAt(w.clock.Now().Add(time.Hour)).Save(w.ctx)
			})
			if err != nil {
				t.Fatal(err)
			}
			var box Mailbox
			defer w.mail(box.Deliver)()
			w.until("the receipt", func() bool { return w.read(inv).Delivery == "SENT" })
			if all := box.All(); len(all) != 1 || all[0].Subject != "Join Acme Production on Doorward" {
				t.Errorf("%v", all)
			}
		})

		t.Run("a failure waits longer each time and is given up after a day", func(t *testing.T) {
			var mu sync.Mutex
			var at []time.Time
			defer w.mail(func(context.Context, Mail) error {
				mu.Lock()
				defer mu.Unlock()
				at = append(at, w.clock.Now())
				return errors.New("421 later, late@new.example")
			})()
			tries := func() int { mu.Lock(); defer mu.Unlock(); return len(at) }
			inv := w.invite("late@new.example")
			for state := ""; state != "FAILED"; {
				n := tries()
				w.until("a try", func() bool {
					q := w.messages(inv)
					if len(q) == 0 {
						return false
					}
					state = string(q[0].State)
					if state == "QUEUED" && q[0].LastError != nil && q[0].NextAttemptAt.After(w.clock.Now()) {
						if lease := q[0].NextAttemptAt.Sub(w.clock.Now()); tries() == q[0].Attempts && (lease != 2*time.Minute) {
							w.clock.Set(q[0].NextAttemptAt)
						}
					}
					return state == "FAILED" || tries() > n
				})
			}
			for i := 2; i < min(len(at), 7); i++ {
				if at[i].Sub(at[i-1]) <= at[i-1].Sub(at[i-2])*5/4 {
					t.Errorf("try %d came %v after the one before, that one %v", i, at[i].Sub(at[i-1]), at[i-1].Sub(at[i-2]))
				}
			}
			if first, last := at[0], at[len(at)-1]; last.Sub(first) > giveUp || last.Sub(first) < giveUp-2*lastTry || len(at) < 24 || len(at) > 48 {
				t.Errorf("%d tries over %v", len(at), last.Sub(first))
			}
			w.wantVerbs(inv, "invite.sent", "invite.mail_failed")
			q := w.messages(inv)[0]
			if w.read(inv).Delivery != "FAILED" || strings.Contains(*q.LastError, "late@") {
				t.Errorf("delivery %s, error %q", w.read(inv).Delivery, *q.LastError)
			}
		})

		t.Run("what the server refuses for good fails at once", func(t *testing.T) {
			server := listen(t)
			server.answers(func(command string) string {
				if command == "RCPT" {
					return "550 5.1.1 no such user"
				}
				return ""
			})
			send, err := SMTP(server.url())
			if err != nil {
				t.Fatal(err)
			}
			defer w.mail(send)()
			inv := w.invite("nobody@new.example")
			w.until("the receipt", func() bool { return w.read(inv).Delivery == "FAILED" })
			w.wantVerbs(inv, "invite.sent", "invite.mail_failed")
			if server.talks() != 1 || len(server.all()) != 0 {
				t.Errorf("%d talks, %d mails", server.talks(), len(server.all()))
			}
		})

		t.Run("a mailer that dies while sending leaves the mail to the next", func(t *testing.T) {
			inv := w.invite("dies@new.example")
			entered := make(chan struct{})
			stop := w.mail(func(ctx context.Context, _ Mail) error { close(entered); <-ctx.Done(); return ctx.Err() })
			<-entered
			stop()
			if q := w.messages(inv)[0]; q.State != "QUEUED" {
				t.Fatalf("state %s", q.State)
			}
			var box Mailbox
			defer w.mail(box.Deliver)()
			w.clock.Advance(lease)
			w.until("the receipt", func() bool { w.clock.Advance(time.Second); return w.read(inv).Delivery == "SENT" })
			if len(box.All()) != 1 {
				t.Errorf("%d mails", len(box.All()))
			}
			w.wantVerbs(inv, "invite.sent", "invite.mailed")
		})

		t.Run("several mailers send each mail once, and no transaction is open meanwhile", func(t *testing.T) {
			var box Mailbox
			slow := func(ctx context.Context, m Mail) error {
				// Somebody writes while the mail server thinks: on SQLite that needs the one writer.
				if _, err := journal.Write(w.ctx, w.log, journal.GroupCreated, func(tx *ent.Client) (*ent.Group, error) {
					return tx.Group.Create().SetCreatedAt(monday).SetTenantID(w.tenant.ID).SetName("while " + m.To).Save(w.ctx)
				}); err != nil {
					t.Error(err)
				}
				return box.Deliver(ctx, m)
			}
			var all []*ent.Invite
			for i := range 20 {
				all = append(all, w.invite("many"+string(rune('a'+i))+"@new.example"))
			}
			for range 3 {
				defer w.mail(slow)()
			}
			for _, inv := range all {
				w.until("the receipt", func() bool { return w.read(inv).Delivery == "SENT" })
				w.wantVerbs(inv, "invite.sent", "invite.mailed")
			}
			if len(box.All()) != len(all) {
				t.Errorf("%d mails for %d invites", len(box.All()), len(all))
			}
		})
	})
}
