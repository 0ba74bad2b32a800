package identity_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/journalentry"
	"doorward/internal/clock"
	"doorward/internal/identity"
	"doorward/internal/journal"
)

func TestRunExpiry(t *testing.T) {
	t.Run("an expiry becomes an event at its moment, also of an invite sent later", func(t *testing.T) {
		each(t, func(w *world) {
			w.goRun(w.id.RunExpiry)
			ctx := w.as("owner", w.prod)
			first := w.invite(ctx, identity.Invitee{Email: "first@acme.example"})
			w.clock.Advance(90 * time.Second)
			second := w.invite(ctx, identity.Invitee{Email: "second@acme.example"})
			for _, inv := range []*ent.Invite{first, second} {
				w.clock.Set(inv.ExpiresAt.Add(-time.Second))
				w.clock.Advance(time.Second)
				e := w.next(journal.InviteExpired)
				if e.SubjectID != inv.ID || !e.At.Equal(inv.ExpiresAt) || *e.TenantID != w.prod.ID || e.ActorKind != journalentry.ActorKindSYSTEM {
					t.Errorf("got %v, want %v at %v", e, inv.ID, inv.ExpiresAt)
				}
				if got := w.reload(inv); got.Status != invite.StatusEXPIRED {
					t.Errorf("got %v", got)
				}
			}
		})
	})
	t.Run("two processes write each expiry once", func(t *testing.T) {
		each(t, func(w *world) {
			const many = 1100 // more than one Write takes
			w.rows(func(tx *ent.Client) {
				all := make([]*ent.InviteCreate, many)
				for n := range all {
					all[n] = tx.Invite.Create().SetCreatedAt(noon).SetTenantID(w.prod.ID).SetEmail(fmt.Sprintf("n%d@acme.example", n)).SetExpiresAt(noon.Add(time.Second))
				}
				tx.Invite.CreateBulk(all...).SaveX(system)
			})
			w.goRun(w.id.RunExpiry)
			w.open()
			w.goRun(w.id.RunExpiry)
			w.clock.Advance(time.Second)
			w.until(func() bool {
				return w.db.Client().Invite.Query().Where(invite.StatusEQ(invite.StatusPENDING)).CountX(system) == 0
			})
			seen := map[string]int{}
			for _, verb := range w.written() {
				seen[verb]++
			}
			if len(seen) != 1 || seen["invite.expired inv"] != many {
				t.Errorf("written: %v", seen)
			}
		})
	})
	t.Run("a session that nobody uses ends by itself", func(t *testing.T) {
		each(t, func(w *world) {
			w.goRun(w.id.RunExpiry)
			v := w.viewer(w.signIn("manager"), "acme-production")
			w.written()
			w.clock.Advance(61 * time.Minute)
			if e := w.next(journal.UserTimedOut); e.SubjectID != w.userOf("manager", w.prod).ID {
				t.Errorf("got %v", e)
			}
			if w.id.Alive(v) {
				t.Error("alive in a tenant that timed the user out")
			}
			w.clock.Advance(12 * time.Hour)
			if e := w.next(journal.SessionEnded); e.SubjectID != v.Session {
				t.Errorf("got %v", e)
			}
			w.wrote("user.timed_out usr", "session.ended ses")
		})
	})
	t.Run("it ends with its context", func(t *testing.T) {
		each(t, func(w *world) {
			ctx, stop := context.WithCancel(context.Background())
			over := make(chan error)
			go func() { over <- w.id.RunExpiry(ctx) }()
			stop()
			if err := <-over; err != nil {
				t.Error(err)
			}
		})
	})
}

// next waits for the newest entry with a verb that was not there yet.
func (w *world) next(v journal.Verb) (e *journal.Entry) {
	w.Helper()
	w.until(func() bool {
		var err error
		e, err = w.db.Client().JournalEntry.Query().Where(journalentry.Verb(v.Name), journalentry.AtEQ(w.clock.Now())).
			Order(ent.Desc(journalentry.FieldID)).First(system)
		return err == nil
	})
	w.until(func() bool { return w.log.Position() >= e.ID })
	return e
}

// until waits for a condition, ten seconds at most.
func (w *world) until(holds func() bool) {
	w.Helper()
	late := time.After(10 * time.Second)
	for !holds() {
		select {
		case <-late:
			w.Fatal("waited in vain")
		case <-clock.Real().After(5 * time.Millisecond):
		}
	}
}
