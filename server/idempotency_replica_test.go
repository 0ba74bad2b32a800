package server_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"doorward/server"
	"doorward/server/servertest"
)

// replicas starts two servers on one database with the named world.
func replicas(t *testing.T, postgres bool) [2]*servertest.Server {
	t.Helper()
	in := servertest.World(t, postgres)
	start := func() *servertest.Server {
		return servertest.Start(t, servertest.Empty(), servertest.Config(func(c *server.Config) { c.Storage = in }))
	}
	return [2]*servertest.Server{start(), start()}
}

// TestIdempotencyReplicas is about several processes, and one after the other.
func TestIdempotencyReplicas(t *testing.T) {
	for _, postgres := range []bool{false, true} {
		t.Run(map[bool]string{false: "sqlite", true: "postgres"}[postgres], func(t *testing.T) {
			both := replicas(t, postgres)
			here := both[0].SignIn(t, "owner@acme.example").In("acme-production")
			there := *here // the same session at the other address
			there.Base = "http://" + both[1].Addr()
			here.Query(t, `{viewer{person{id}}}`, nil, nil)

			t.Run("of_fifty_at_once_one_is_done", func(t *testing.T) {
				for round := range 5 {
					email := fmt.Sprintf("%d@fifty.example", round)
					var all sync.WaitGroup
					var mu sync.Mutex
					got := map[told]int{}
					for n := range 50 {
						all.Go(func() {
							one := under(t, []*servertest.Client{here, &there}[n%2], email, inviteSend, to(email))
							mu.Lock()
							defer mu.Unlock()
							got[one]++
						})
					}
					all.Wait()
					answers := 0
					for one := range got {
						switch {
						case one.status == http.StatusOK:
							answers++
						case one.wait == "" || one.code != "BUSY" && one.code != "RATE_LIMITED":
							t.Errorf("%+v", one)
						}
					}
					if n := sentTo(t, both[0], email); n != 1 || answers != 1 {
						t.Errorf("%d invites, %d different answers: %v", n, answers, got)
					}
				}
			})
			t.Run("the_other_one_answers_the_same_and_so_does_the_next", func(t *testing.T) {
				first := under(t, here, "next", inviteSend, to("next@replica.example"))
				if first.status != http.StatusOK {
					t.Fatalf("%+v", first)
				}
				if got := under(t, &there, "next", inviteSend, to("next@replica.example")); got != first {
					t.Errorf("%+v\nfirst %+v", got, first)
				}
				if err := both[0].Stop(); err != nil {
					t.Fatal(err)
				}
				if got := under(t, &there, "next", inviteSend, to("next@replica.example")); got != first {
					t.Errorf("after the first was stopped: %+v", got)
				}
			})
		})
	}
}

// TestIdempotencyClientGone: whoever leaves before the answer finds it when they repeat,
// and whatever moment they left at, the change was made once.
func TestIdempotencyClientGone(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		owner := s.SignIn(t, "owner@acme.example").In("acme-production")
		owner.Query(t, `{viewer{person{id}}}`, nil, nil)
		for n := range 20 {
			email := fmt.Sprintf("%d@gone.example", n)
			impatient, leaves := *owner, *owner.HTTP
			impatient.HTTP, leaves.Timeout = &leaves, time.Millisecond+rand.N(10*time.Millisecond)
			_, _ = tryUnder(&impatient, email, map[string]any{"query": inviteSend, "variables": to(email)})
			var got told
			servertest.Eventually(t, "it is answered", func() bool {
				got = under(t, owner, email, inviteSend, to(email))
				if got.status != http.StatusOK && got.code != "BUSY" {
					t.Fatalf("%+v", got)
				}
				return got.status == http.StatusOK
			})
			if there := sentTo(t, s, email); there != 1 {
				t.Errorf("%d invites", there)
			}
		}
	})
}
