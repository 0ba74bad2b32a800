package identity_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/fault"
	"doorward/internal/store"
)

func TestSessionLimits(t *testing.T) {
	t.Run("a tenant's idle limit ends the entry, and another tenant does not revive it", func(t *testing.T) {
		each(t, func(w *world) {
			token := w.signIn("manager")
			v := w.viewer(token, "acme-production") // 60 minutes
			w.viewer(token, "acme-sandbox")         // 8 hours
			w.clock.Advance(60 * time.Minute)
			w.viewer(token, "acme-production")
			w.written()
			w.clock.Advance(61 * time.Minute)
			w.viewer(token, "acme-sandbox")
			w.wrote("user.timed_out usr")
			_, err := w.id.Viewer(context.Background(), token, "acme-production", origin)
			w.refused(err, fault.Authentication, fault.SignInRequired)
			if w.id.Alive(v) {
				t.Error("the old viewer is alive")
			}
			w.wrote()
			w.viewer(w.signIn("manager"), "acme-production")
		})
	})
	t.Run("a tenant's longest session counts from the sign-in", func(t *testing.T) {
		each(t, func(w *world) {
			token := w.signIn("manager")
			w.viewer(token, "acme-production")
			for range 23 {
				w.clock.Advance(30 * time.Minute)
				w.viewer(token, "acme-production")
			}
			w.clock.Advance(30*time.Minute - time.Microsecond)
			w.viewer(token, "acme-production")
			w.written()
			w.clock.Advance(time.Microsecond)
			for range 2 {
				_, err := w.id.Viewer(context.Background(), token, "acme-production", origin)
				w.refused(err, fault.Authentication, fault.SignInRequired)
			}
			w.wrote("user.timed_out usr")
			_, err := w.id.Viewer(context.Background(), token, "acme-sandbox", origin) // never entered, as long
			w.refused(err, fault.Authentication, fault.SignInRequired)
			w.wrote()
		})
	})
	t.Run("a session is over after 12 hours unseen, and after 24 in any case", func(t *testing.T) {
		each(t, func(w *world) {
			w.rows(func(tx *ent.Client) {
				tx.Tenant.Update().SetSessionIdleMinutes(10_000).SetSessionMaxHours(1000).ExecX(system)
			})
			w.open()
			idle, used := w.signIn("agent"), w.signIn("agent")
			v := w.viewer(used, "acme-production")
			w.clock.Advance(12*time.Hour + 59*time.Second)
			if !w.viewer(used, "").SignedIn() {
				t.Error("over too early")
			}
			w.clock.Advance(time.Second)
			if w.viewer(idle, "").SignedIn() {
				t.Error("unseen for 12 hours and a minute, and not over")
			}
			w.viewer(used, "")
			w.clock.Set(noon.Add(24*time.Hour - time.Second))
			if !w.viewer(used, "").SignedIn() || !w.id.Alive(v) {
				t.Error("over too early")
			}
			w.clock.Advance(time.Second)
			if w.viewer(used, "").SignedIn() || w.id.Alive(v) {
				t.Error("not over after 24 hours")
			}
		})
	})
	t.Run("last seen is kept once a minute, without an entry of the journal", func(t *testing.T) {
		each(t, func(w *world) {
			token := w.signIn("agent")
			w.viewer(token, "acme-production")
			w.written()
			for _, c := range []struct{ pass, seen time.Duration }{
				{59 * time.Second, 0}, {time.Second, time.Minute}, {30 * time.Second, time.Minute}, {time.Hour, time.Hour + 90*time.Second},
			} {
				w.clock.Advance(c.pass)
				w.viewer(token, "acme-production")
				if at := w.db.Client().Session.Query().OnlyX(system).LastSeenAt; !at.Equal(noon.Add(c.seen)) {
					t.Errorf("last seen %v, want %v after noon", at, c.seen)
				}
			}
			w.wrote()
		})
	})
	t.Run("while nothing can be written reading goes on, and idleness counts", func(t *testing.T) {
		each(t, func(w *world) {
			token := w.signIn("manager")
			w.viewer(token, "acme-production") // 60 minutes
			w.viewer(token, "acme-sandbox")    // 8 hours
			w.written()
			held, release, over := make(chan struct{}), make(chan struct{}), make(chan error)
			go func() {
				over <- w.db.Write(system, func(tx *ent.Client) error {
					q := tx.Session.Query()
					q.Modify(store.ForUpdate)
					q.OnlyX(system)
					close(held)
					<-release
					return nil
				})
			}()
			<-held
			defer func() {
				close(release)
				if err := <-over; err != nil {
					t.Error(err)
				}
			}()
			for range 2 {
				w.clock.Advance(30 * time.Minute)
				if v := w.viewer(token, "acme-production"); v.Entry == uuid.Nil {
					t.Errorf("got %+v", v)
				}
			}
			w.clock.Advance(time.Minute)
			_, err := w.id.Viewer(context.Background(), token, "acme-production", origin)
			w.refused(err, fault.Authentication, fault.SignInRequired)
			if v := w.viewer(token, "acme-sandbox"); v.Entry == uuid.Nil {
				t.Errorf("got %+v", v)
			}
		})
	})
}
