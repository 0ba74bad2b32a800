package identity_test

import (
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/internal/fault"
)

func TestSignIn(t *testing.T) {
	t.Run("the right password begins a session, whatever the case of the address", func(t *testing.T) {
		each(t, func(w *world) {
			token, s, err := w.id.SignIn(nobody(), " Manager@ACME.example", password)
			if err != nil || len(token) < 43 {
				t.Fatalf("got token %q, error %v", token, err)
			}
			if !s.ExpiresAt.Equal(noon.Add(24*60*60e9)) || s.IP == nil || *s.IP != origin.IP || *s.UserAgent != origin.UserAgent {
				t.Errorf("the session is %+v", s)
			}
			if strings.Contains(string(s.TokenHash), token) {
				t.Error("the token is stored as it is")
			}
			w.wrote("session.began ses")
			if e := w.last(); e.ActorKind != journalentry.ActorKindPERSON || *e.ActorPersonID != s.PersonID || e.TenantID != nil {
				t.Errorf("written: %v", e)
			}
			if v := w.viewer(token, "acme-production"); v.Person != s.PersonID {
				t.Errorf("the token is of %s, want %s", v.Person, s.PersonID)
			}
		})
	})
	t.Run("unknown, wrong and never set are one and the same answer", func(t *testing.T) {
		each(t, func(w *world) {
			var first *fault.Fault
			for _, c := range [][2]string{
				{"manager@acme.example", "wrong-" + password}, {"nobody@acme.example", password}, {"imported@acme.example", password},
				{"imported@acme.example", ""}, {"manager@acme.example", " " + password}, {"", ""}, {"\x00", "\x00"}, {"\xff", password},
				{strings.Repeat("a", 100_000), strings.Repeat("p", 100_000)},
			} {
				token, s, err := w.id.SignIn(nobody(), c[0], c[1])
				f := w.refused(err, fault.Input, fault.WrongCredentials)
				if token != "" || s != nil {
					t.Errorf("%q: a session beside the fault", c[0])
				}
				if first == nil {
					first = f
				}
				if f.Message != first.Message || f.Next != first.Next || len(f.Field) != 0 {
					t.Errorf("%q: %+v, want %+v", c[0], f, first)
				}
				w.wrote("session.refused per")
				if e := w.last(); e.ActorKind != journalentry.ActorKindNOBODY {
					t.Errorf("%q: refused to %s", c[0], e.ActorKind)
				}
			}
		})
	})
	t.Run("unknown, wrong and never set hash once", func(t *testing.T) {
		each(t, func(w *world) {
			for _, email := range []string{"manager@acme.example", "nobody@acme.example", "imported@acme.example", "\x00"} {
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				_, _, err := w.id.SignIn(nobody(), email, "not-the-password-at-all")
				runtime.ReadMemStats(&after)
				w.refused(err, fault.Input, fault.WrongCredentials)
				// One hash fills 19 MiB.
				if mib := (after.TotalAlloc - before.TotalAlloc) >> 20; mib < 19 || mib >= 38 {
					t.Errorf("%q took %d MiB: one hash takes 19", email, mib)
				}
			}
		})
	})
	t.Run("too many at once are told to come again, known or not", func(t *testing.T) {
		each(t, func(w *world) {
			var wg sync.WaitGroup
			var mu sync.Mutex
			busy := map[string]int{}
			for n := range 200 {
				email := []string{"manager@acme.example", "nobody@acme.example"}[n%2]
				wg.Go(func() {
					_, _, err := w.id.SignIn(nobody(), email, "not-the-password-at-all")
					mu.Lock()
					defer mu.Unlock()
					switch {
					case fault.Is(err, fault.Busy):
						busy[email]++
						if again := fault.Of(err).Retry; again != 5*time.Second {
							t.Errorf("again after %v", again)
						}
					case !fault.Is(err, fault.WrongCredentials):
						t.Errorf("%s: %v", email, err)
					}
				})
			}
			wg.Wait()
			if len(busy) != 2 {
				t.Errorf("busy: %v, want some of each", busy)
			}
		})
	})
	t.Run("a session that the browser came with ends", func(t *testing.T) {
		each(t, func(w *world) {
			ctx := w.as("manager", w.prod)
			if _, _, err := w.id.SignIn(ctx, "agent@acme.example", password); err != nil {
				t.Fatal(err)
			}
			w.wrote("session.began ses", "session.ended ses")
		})
	})
	t.Run("a second factor that was not shown keeps the door shut", func(t *testing.T) {
		each(t, func(w *world) {
			w.rows(func(tx *ent.Client) { tx.Person.Update().SetTwoFactorEnabled(true).ExecX(system) })
			if _, s, err := w.id.SignIn(nobody(), "manager@acme.example", password); err == nil || s != nil {
				t.Errorf("got session %v, error %v", s, err)
			}
			w.wrote()
		})
	})
}

func TestSignOut(t *testing.T) {
	each(t, func(w *world) {
		token := w.signIn("manager")
		v := w.viewer(token, "acme-production")
		if !w.id.Alive(v) {
			t.Fatal("not alive after signing in")
		}
		w.written()
		ctx := viewerContext(v)
		for n, want := range []bool{true, false} {
			if out, err := w.id.SignOut(ctx); err != nil || out != want {
				t.Errorf("sign-out %d: %v, %v; want %v", n+1, out, err, want)
			}
		}
		w.wrote("session.ended ses")
		if w.id.Alive(v) {
			t.Error("the viewer is alive after signing out")
		}
		if v := w.viewer(token, "acme-production"); v.SignedIn() {
			t.Error("the token works after signing out")
		}
		if out, err := w.id.SignOut(nobody()); out || err != nil {
			t.Errorf("nobody signs out: %v, %v", out, err)
		}
	})
}
