package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"doorward/internal/clock"
	"doorward/server"
	"doorward/server/servertest"
)

// TestBudget: one budget for each user, wherever they are, and one for each network of
// those who are not signed in. `serverInfo` costs 1.
func TestBudget(t *testing.T) {
	begin := func(t *testing.T) (*servertest.Server, *clock.Fake) {
		now := clock.NewFake(time.Now())
		return servertest.Start(t, servertest.Clock(now), servertest.Config(func(c *server.Config) {
			c.TrustedProxies, c.NetworkBudget, c.UserBudget = []string{"127.0.0.1"}, 12, 30
		})), now
	}
	from := func(t *testing.T, c *servertest.Client, address string) servertest.Answer {
		t.Helper()
		return c.Post(t, []byte(`{"query":"{serverInfo{version}}"}`), map[string]string{"Content-Type": "application/json", "X-Forwarded-For": address})
	}
	spent := func(t *testing.T, got servertest.Answer) (wait time.Duration) {
		t.Helper()
		if got.Status != http.StatusTooManyRequests || got.Data != nil || len(got.Errors) != 1 {
			t.Fatalf("status %d, %+v", got.Status, got)
		}
		if x := got.Errors[0].Extensions; x.Category != "REQUEST" || x.Code != "RATE_LIMITED" || x.UserMessage == "" || x.Next == "" {
			t.Errorf("%+v", x)
		}
		seconds, err := strconv.Atoi(got.Header.Get("Retry-After"))
		if err != nil || seconds < 1 || seconds > 60 {
			t.Errorf("Retry-After %q", got.Header.Get("Retry-After"))
		}
		return time.Duration(seconds) * time.Second
	}
	drain := func(t *testing.T, c *servertest.Client, address string, budget int) time.Duration {
		t.Helper()
		for range budget {
			if got := from(t, c, address); got.Status != http.StatusOK {
				t.Fatalf("status %d before the budget is spent: %+v", got.Status, got.Errors)
			}
		}
		return spent(t, from(t, c, address))
	}
	t.Run("a_network_that_has_spent_its_own_waits_and_no_other_does", func(t *testing.T) {
		s, now := begin(t)
		wait := drain(t, s.Client(), "198.51.100.7", 12)
		spent(t, from(t, s.Client(), "1.1.1.1, 198.51.100.7")) // whatever it writes itself
		if got := from(t, s.Client(), "198.51.100.8"); got.Status != http.StatusOK {
			t.Errorf("its neighbour: status %d", got.Status)
		}
		now.Advance(wait)
		if got := from(t, s.Client(), "198.51.100.7"); got.Status != http.StatusOK {
			t.Errorf("after the wait: status %d", got.Status)
		}
		now.Advance(time.Hour)
		drain(t, s.Client(), "198.51.100.7", 12) // a minute's, however long it was silent
	})
	t.Run("of_ipv6_a_whole_64_is_one_network", func(t *testing.T) {
		s, _ := begin(t)
		for i := range 12 {
			if got := from(t, s.Client(), fmt.Sprintf("2001:db8:1:1::%x", i+1)); got.Status != http.StatusOK {
				t.Fatalf("status %d", got.Status)
			}
		}
		spent(t, from(t, s.Client(), "2001:db8:1:1:ffff::1"))
		if got := from(t, s.Client(), "2001:db8:1:2::1"); got.Status != http.StatusOK {
			t.Errorf("another network: status %d", got.Status)
		}
	})
	t.Run("a_user_has_one_wherever_they_are", func(t *testing.T) {
		s, _ := begin(t)
		manager, owner := s.SignIn(t, "manager@acme.example").In("acme-production"), s.SignIn(t, "owner@acme.example").In("acme-production")
		drain(t, manager, "198.51.100.7", 30)
		spent(t, from(t, manager, "198.51.100.8"))
		spent(t, from(t, manager.In("acme-sandbox"), "198.51.100.8"))
		if got := from(t, owner, "198.51.100.7"); got.Status != http.StatusOK {
			t.Errorf("a colleague: status %d", got.Status)
		}
		if got := from(t, s.Client(), "198.51.100.7"); got.Status != http.StatusOK {
			t.Errorf("nobody from the same network: status %d", got.Status)
		}
		t.Run("on_a_websocket_too", func(t *testing.T) {
			m := manager.Socket(t).Subscribe(t, `subscription{live{cursor}}`, nil).Message(t)
			var told []servertest.Error
			if err := json.Unmarshal(m.Payload, &told); err != nil || m.Type != "error" || len(told) != 1 || told[0].Extensions.Code != "RATE_LIMITED" {
				t.Errorf("%s %s", m.Type, m.Payload)
			}
		})
		at := lastEntry(t, s)
		if got := manager.Do(t, inviteSend, map[string]any{"email": "new@acme.example"}); got.Status != http.StatusTooManyRequests || lastEntry(t, s) != at {
			t.Errorf("a mutation: status %d, the journal went from %d to %d", got.Status, at, lastEntry(t, s))
		}
	})
	t.Run("what_costs_more_than_a_minutes_is_answered_when_nothing_was_spent", func(t *testing.T) {
		s, now := begin(t)
		manager := s.SignIn(t, "manager@acme.example").In("acme-production")
		manager.Query(t, `{users(first:90){nodes{name}}}`, nil, nil)
		now.Advance(spent(t, from(t, manager, "198.51.100.7")))
		if got := from(t, manager, "198.51.100.7"); got.Status != http.StatusOK {
			t.Errorf("status %d", got.Status)
		}
	})
	t.Run("whoever_guesses_passwords_pays_as_nobody_does", func(t *testing.T) {
		s, _ := begin(t)
		manager := s.SignIn(t, "manager@acme.example").In("acme-production") // from another network
		guess := func(address string) servertest.Answer {
			body := []byte(`{"query":"mutation{signIn(input:{email:\"owner@acme.example\",password:\"not-the-right-one\"}){next}}"}`)
			return manager.Post(t, body, map[string]string{"Content-Type": "application/json", "X-Forwarded-For": address})
		}
		for range 12 {
			if got := guess("198.51.100.7"); got.Status != http.StatusOK {
				t.Fatalf("status %d before the network's is spent: %+v", got.Status, got.Errors)
			}
		}
		spent(t, guess("198.51.100.7"))
		spent(t, from(t, s.Client(), "198.51.100.7")) // one budget, whoever guesses
		if got := from(t, manager, "198.51.100.7"); got.Status != http.StatusOK {
			t.Errorf("what is the manager's own: status %d", got.Status)
		}
		body := []byte(`{"query":"mutation{signOut{signedOut}}"}`)
		if got := manager.Post(t, body, map[string]string{"Content-Type": "application/json", "X-Forwarded-For": "198.51.100.7"}); got.Status != http.StatusOK {
			t.Errorf("signing out: status %d", got.Status)
		}
	})
	for name, body := range map[string]string{
		"a_document_that_is_none":       `{"query":"{serverInfo{"}`,
		"a_document_that_does_not_fit":  `{"query":"{nothing}"}`,
		"a_document_that_asks_too_much": `{"query":"{a` + strings.Repeat("{a", 30) + strings.Repeat("}", 31) + `"}`,
		"a_hash_that_is_not_known":      `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}`,
		"a_body_that_is_none":           `{"query"`,
	} {
		t.Run(name+"_is_paid_for", func(t *testing.T) {
			s, now := begin(t)
			header := map[string]string{"Content-Type": "application/json", "X-Forwarded-For": "198.51.100.7"}
			for range 13 { // one more than there is
				if got := s.Client().Post(t, []byte(body), header); got.Status != http.StatusBadRequest {
					t.Fatalf("status %d before the budget is spent: %+v", got.Status, got.Errors)
				}
			}
			wait := spent(t, s.Client().Post(t, []byte(body), header))
			spent(t, from(t, s.Client(), "198.51.100.7"))
			header["Accept"] = "text/event-stream"
			spent(t, s.Client().Post(t, []byte(body), header))
			if got := from(t, s.Client(), "198.51.100.8"); got.Status != http.StatusOK {
				t.Errorf("its neighbour: status %d", got.Status)
			}
			now.Advance(wait + 5*time.Second) // until there is 1
			if got := from(t, s.Client(), "198.51.100.7"); got.Status != http.StatusOK {
				t.Errorf("after the wait: status %d", got.Status)
			}
		})
	}
	t.Run("also_on_a_websocket", func(t *testing.T) {
		s, _ := begin(t)
		k := s.SignIn(t, "manager@acme.example").In("acme-production").Socket(t)
		for range 31 { // one more than there is
			if got := k.Subscribe(t, `subscription{nothing}`, nil).Refused(t); got.Extensions.Code != "INVALID" {
				t.Fatalf("%+v", got)
			}
		}
		if got := k.Subscribe(t, `subscription{nothing}`, nil).Refused(t); got.Extensions.Code != "RATE_LIMITED" || got.Extensions.UserMessage == "" {
			t.Errorf("%+v", got)
		}
	})
	t.Run("many_addresses_fill_no_memory", func(t *testing.T) {
		if kept := server.BudgetsKept(25_000); kept != 10_000 {
			t.Errorf("%d budgets are kept", kept)
		}
	})
}
