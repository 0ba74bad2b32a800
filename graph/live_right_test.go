package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"

	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

const liveAll = `subscription($after: String, $verbs: [String!]) { live(after: $after, verbs: $verbs) {
	cursor reset events { cursor verb actor { label } subject { id __typename } } } }`

type liveBatch struct {
	Live struct {
		Cursor string
		Reset  bool
		Events []struct {
			Cursor, Verb string
			Actor        struct{ Label string }
			Subject      *struct {
				ID       string
				Typename string `json:"__typename"`
			}
		}
	}
}

func TestWhatEndsASubscription(t *testing.T) {
	each(t, func(w *world) {
		url := w.sockets()
		begin := func(email string) (*browser, *subscription) {
			b := w.as(email, "acme-production")
			return b, b.socket(url).subscribe(usersLive, map[string]any{"after": b.now()})
		}

		w.Run("a permission that went", func(*testing.T) {
			_, sub := begin("manager@acme.example")
			w.newcomer("production", "before")
			if got := event[usersDelta](sub).UsersLive; len(got.Added) != 1 {
				w.Errorf("%+v", got)
			}
			w.revoke("production", w.users["manager@acme.example production"])
			w.newcomer("production", "after")
			if code, before := sub.over(); code != "PERMISSION_DENIED" || len(before) > 0 {
				w.Errorf("%s, after %s", code, before)
			}
		})

		w.Run("a user who was deactivated", func(*testing.T) {
			b := w.as("agent@acme.example", "acme-production")
			sub := b.socket(url).subscribe(liveAll, map[string]any{"after": b.now()})
			must(w.r.Directory.UserDeactivate(w.in("production"), w.users["agent@acme.example production"].ID, nil, false))
			w.newcomer("production", "unseen")
			if code, before := sub.over(); code != "SIGN_IN_REQUIRED" || len(before) > 0 {
				w.Errorf("%s, after %s", code, before)
			}
		})

		w.Run("a session that was ended", func(*testing.T) {
			b := w.as("guest@acme.example", "acme-production")
			sub := b.socket(url).subscribe(liveAll, map[string]any{"after": b.now()})
			v := must(w.r.Identity.Viewer(context.Background(), b.token, "acme-production", identity.Origin{}))
			must(w.r.Identity.SignOut(viewer.With(context.Background(), v)))
			w.newcomer("production", "unseen too")
			if code, before := sub.over(); code != "SIGN_IN_REQUIRED" || len(before) > 0 {
				w.Errorf("%s, after %s", code, before)
			}
		})

		w.Run("a defect of ours ends that one, and nothing else", func(*testing.T) {
			_, sub := begin("owner@acme.example")
			w.newcomer("production", "begun")
			event[usersDelta](sub)
			keys := w.r.Keys
			w.r.Keys = nil
			w.newcomer("production", "broken")
			code, _ := sub.over()
			if w.r.Keys = keys; code != "INTERNAL" {
				w.Errorf("ended with %s", code)
			}
		})

		w.Run("a cursor that is none, or of another tenant", func(*testing.T) {
			b := w.as("owner@acme.example", "acme-production")
			s := b.socket(url)
			elsewhere := w.as("owner@acme.example", "acme").now()
			for _, after := range []string{"", "x", b.now() + "A", elsewhere} {
				for _, document := range []string{usersLive, liveAll, `subscription($after: String) { invitesLive(after: $after) { cursor } }`} {
					m := s.subscribe(document, map[string]any{"after": after}).next()
					var a answer
					if m.Type == "error" {
						_ = json.Unmarshal(m.Payload, &a.Errors)
					} else if err := json.Unmarshal(m.Payload, &a); err != nil {
						w.Fatal(err)
					}
					if a.code() != "BAD_CURSOR" {
						w.Errorf("%q: %s %s", after, m.Type, m.Payload)
					}
				}
			}
		})
	})
}

// 200 subscribers, a writer who does not stop, and a permission that goes in the
// midst: nothing that was committed after it is delivered (T-14).
func TestNothingAfterARevocation(t *testing.T) {
	each(t, func(w *world) {
		const sockets, each, emitted = 10, 20, 120
		url := w.sockets()
		b := w.as("manager@acme.example", "acme-production")
		from := b.now()
		var subs []*subscription
		for range sockets {
			s := b.socket(url)
			for range each {
				subs = append(subs, s.subscribe(`subscription($after: String) { usersLive(after: $after) { cursor added { node { name } } } }`, map[string]any{"after": from}))
			}
		}
		committed := map[string]int64{}
		var writers sync.WaitGroup
		var mu sync.Mutex
		half := make(chan struct{})
		for i := range 4 {
			writers.Go(func() {
				for k := range emitted / 4 {
					u := w.newcomer("production", fmt.Sprintf("new %d/%d", i, k))
					entry := w.entryOf(u.ID)
					mu.Lock()
					committed[u.Name] = entry
					if len(committed) == emitted/2 {
						close(half)
					}
					mu.Unlock()
				}
			})
		}
		<-half
		w.revoke("production", w.users["manager@acme.example production"])
		all, _, err := w.r.Log.Read(system(), 0, w.r.Log.Position(), 1000, func(e *journal.Entry) bool { return e.Verb == journal.GrantCreated.Name })
		if err != nil {
			w.Fatal(err)
		}
		revoked := all[len(all)-1].ID
		writers.Wait()
		later, delivered := 0, 0
		for _, entry := range committed {
			if entry > revoked {
				later++
			}
		}
		if later == 0 {
			w.Fatal("everything was committed before: the test shows nothing")
		}
		for _, sub := range subs {
			code, batches := sub.over()
			if code != "PERMISSION_DENIED" {
				w.Errorf("ended with %s", code)
			}
			for _, m := range batches {
				var a struct{ Data usersDelta }
				if err := json.Unmarshal(m.Payload, &a); err != nil {
					w.Fatal(err)
				}
				for _, e := range a.Data.UsersLive.Added {
					delivered++
					if committed[e.Node.Name] > revoked {
						w.Errorf("%s was committed as %d, after %d, and delivered", e.Node.Name, committed[e.Node.Name], revoked)
					}
				}
			}
		}
		if delivered == 0 {
			w.Error("nothing was delivered at all: the test shows nothing")
		}
	})
}

// What happened is told to whoever may read it, verb by verb.
func TestLiveTellsWhatMayBeRead(t *testing.T) {
	each(t, func(w *world) {
		url := w.sockets()
		owner := w.as("owner@acme.example", "acme-production")
		guest := w.as("guest@acme.example", "acme-production")
		begun := guest.now()
		from := owner.now()
		all := owner.socket(url).subscribe(liveAll, map[string]any{"after": from})
		only := owner.socket(url).subscribe(liveAll, map[string]any{"after": from, "verbs": []string{"role.created"}})
		none := guest.socket(url).subscribe(liveAll, map[string]any{"after": begun})
		if e, _ := owner.socket(url).subscribe(liveAll, map[string]any{"verbs": []string{"role.created", "no.such"}}).over(); e != "INVALID" {
			w.Errorf("a verb that is none: %q", e)
		}
		w.newcomer("globex", "spy")
		must(w.r.Directory.GroupCreate(w.in("production"), group("G")))
		must(w.r.Directory.RoleCreate(w.in("production"), roleInput("R", "USERS_READ")))
		var verbs []string
		for len(verbs) < 2 {
			for _, e := range event[liveBatch](all).Live.Events {
				if e.Actor.Label != "Command line" || e.Subject == nil {
					w.Errorf("%+v", e)
				}
				verbs = append(verbs, e.Verb)
			}
		}
		if fmt.Sprint(verbs) != "[group.created role.created]" {
			w.Errorf("the owner was told %v", verbs)
		}
		if got := event[liveBatch](only).Live.Events; len(got) != 1 || got[0].Verb != "role.created" || got[0].Subject.Typename != "Role" {
			w.Errorf("%+v", got)
		}
		must(w.r.Directory.GrantCreate(w.in("production"), grantOf(w.roles["Manager"].ID, w.users["guest@acme.example production"].ID)))
		must(w.r.Directory.GroupCreate(w.in("production"), group("H")))
		for _, e := range event[liveBatch](none).Live.Events {
			if e.Verb != "grant.created" && e.Verb != "group.created" && e.Verb != "user.logged_in" {
				w.Errorf("the guest was told %s", e.Verb)
			}
		}
	})
}
