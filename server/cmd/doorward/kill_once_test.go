package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"doorward/server"
	"doorward/server/servertest"
)

// TestKillOnce holds the one contract of trust.md: whatever was neither acknowledged nor
// refused when the process was killed happened completely or not at all, and whoever
// repeats it with the same key finds out which. It is never done twice.
func TestKillOnce(t *testing.T) {
	for name, postgres := range map[string]bool{"sqlite": false, "postgres": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // most of the time goes by until a lost answer is known to be lost
			killingOnce(t, servertest.World(t, postgres))
		})
	}
}

func killingOnce(t *testing.T, in server.Storage) {
	p := &process{t: t, addr: freeAddr(t), in: in}
	p.start()
	t.Cleanup(p.kill)
	owner := servertest.NewClient(t, "http://"+p.addr).In("acme-production")
	owner.SignIn(t, "owner@acme.example", servertest.Password)
	owner.Query(t, `{viewer{person{id}}}`, nil, nil)

	k := &keyed{told: map[string]string{}}
	var writing sync.WaitGroup
	var stop atomic.Bool
	for w := range writers {
		writing.Go(func() { k.write(owner, w, &stop) })
	}
	for range kills {
		enough := k.count() + 20 + rand.IntN(60)
		servertest.Eventually(t, "more is acknowledged", func() bool { return k.count() >= enough })
		p.kill()
		p.start()
	}
	stop.Store(true)
	writing.Wait()

	before := invited(t, owner)
	unknown := k.unknown()
	found := map[string]int{}
	for _, email := range unknown {
		var got servertest.Answer
		servertest.Eventually(t, "it is told what became of "+email, func() bool {
			got, _ = sendOnce(owner, email)
			return got.Status == http.StatusOK || got.Status == http.StatusUnprocessableEntity
		})
		switch done := before[email] > 0; {
		case got.Status == http.StatusOK && done:
			found["answered before the end, and the answer kept"]++
		case got.Status == http.StatusOK:
			found["not done, and done now"]++
		case got.Errors[0].Extensions.Code == "ALREADY_DONE" && done:
			found["done, and the answer lost"]++
		default:
			t.Errorf("%s was done: %v, and is told %s", email, done, got.Text)
		}
	}
	k.check(t, owner, invited(t, owner))
	t.Logf("%d kills: %d sent, %d acknowledged, unknown: %v", kills, len(k.told), k.count(), found)
}

// sendOnce invites an address, under a key of its own.
func sendOnce(c *servertest.Client, email string) (servertest.Answer, error) {
	body, err := json.Marshal(map[string]any{"query": send, "variables": map[string]any{"email": email}})
	if err != nil {
		return servertest.Answer{}, err
	}
	return c.TryPost(body, map[string]string{"Content-Type": "application/json", "Idempotency-Key": email})
}

// keyed is what was sent under which key, and the answer; empty: nobody knows.
type keyed struct {
	mu    sync.Mutex
	acked int
	told  map[string]string
}

func (k *keyed) count() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.acked
}

func (k *keyed) unknown() (all []string) {
	for email, answer := range k.told {
		if answer == "" {
			all = append(all, email)
		}
	}
	return all
}

func (k *keyed) write(c *servertest.Client, w int, stop *atomic.Bool) {
	for n := 0; !stop.Load(); n++ {
		email := fmt.Sprintf("w%d-%d@kill.example", w, n)
		got, err := sendOnce(c, email)
		known := err == nil && len(got.Errors) == 0 && strings.Contains(got.Text, `"invite":{"id":"inv_`)
		k.mu.Lock()
		k.told[email] = ""
		if known {
			k.told[email] = got.Text
			k.acked++
		}
		k.mu.Unlock()
		if !known {
			time.Sleep(20 * time.Millisecond)
		}
	}
}

// check repeats what was acknowledged too: the same answer, and everything there once.
func (k *keyed) check(t *testing.T, c *servertest.Client, there map[string]int) {
	t.Helper()
	for email, answer := range k.told {
		if there[email] != 1 {
			t.Errorf("%s is there %d times", email, there[email])
		}
		if answer == "" {
			continue
		}
		got, err := sendOnce(c, email)
		if err != nil || got.Text != answer {
			t.Errorf("%s was told %s\nand now %s, %v", email, answer, got.Text, err)
		}
	}
	if n := len(there); n != len(k.told) {
		t.Errorf("%d are there, %d were sent", n, len(k.told))
	}
}
