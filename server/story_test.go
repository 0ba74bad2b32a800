package server_test

import (
	"context"
	"io"
	"net/http"
	"regexp"
	"testing"
	"time"

	"doorward/internal/outbound"
	"doorward/server"
	"doorward/server/servertest"
)

var inviteLink = regexp.MustCompile(`/accept#([A-Za-z0-9_.~-]+)`)

// mailedToken waits for the newest mail to an address, and gives its link's token.
func mailedToken(t *testing.T, s *servertest.Server, to string) (token string) {
	t.Helper()
	servertest.Eventually(t, "a mail to "+to, func() bool {
		for _, m := range s.Mails.All() {
			if found := inviteLink.FindStringSubmatch(m.Text); m.To == to && found != nil {
				token = found[1]
			}
		}
		return token != ""
	})
	return token
}

const (
	inviteSend = `mutation($email:String!){inviteSend(input:{invitees:[{email:$email}]}){results{invite{id status} userErrors{code message}} userErrors{code message}}}`
	accept     = `mutation($token:String!,$name:String!,$password:String!){inviteAccept(input:{token:$token,name:$name,password:$password}){
		viewer{person{email} tenant{slug}} next userErrors{code field message}}}`
	statusLive = `subscription{inviteStatus{cursor invite{id email status delivery}}}`
	loginLive  = `subscription{userLastLogin{cursor user{name lastLoginAt}}}`
)

type statusEvent struct {
	InviteStatus struct {
		Cursor string
		Invite struct{ ID, Email, Status, Delivery string }
	}
}

type loginEvent struct {
	UserLastLogin struct {
		User struct {
			Name        string
			LastLoginAt *time.Time
		}
	}
}

// TestStory is the main job, once through: an invite, its mail, its acceptance, and what
// two open pages see of it by themselves.
func TestStory(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		owner, manager := s.SignIn(t, "owner@acme.example").In("acme-production"), s.SignIn(t, "manager@acme.example").In("acme-production")
		windows := []*servertest.Socket{owner.Socket(t), manager.Socket(t)}
		var statuses, logins []*servertest.Subscription
		for _, w := range windows {
			statuses = append(statuses, w.Subscribe(t, statusLive, nil))
			logins = append(logins, w.Subscribe(t, loginLive, nil))
		}
		settled(t, windows)

		var sent struct {
			InviteSend struct {
				Results []struct{ Invite *struct{ ID, Status string } }
			}
		}
		began := time.Now()
		owner.Query(t, inviteSend, map[string]any{"email": "newcomer@acme.example"}, &sent)
		invite := sent.InviteSend.Results[0].Invite
		if invite == nil || invite.Status != "PENDING" {
			t.Fatalf("%+v", sent)
		}
		for _, w := range statuses {
			if got := until(t, w, func(e statusEvent) bool { return e.InviteStatus.Invite.Status == "PENDING" }); got.InviteStatus.Invite.ID != invite.ID {
				t.Errorf("%+v", got)
			}
			until(t, w, func(e statusEvent) bool { return e.InviteStatus.Invite.Delivery == "SENT" })
		}
		t.Logf("sent, mailed and seen in two windows after %v", time.Since(began))

		newcomer := s.Client()
		var accepted struct {
			InviteAccept struct {
				Viewer *struct {
					Person struct{ Email string }
					Tenant *struct{ Slug string }
				}
				Next       *string
				UserErrors []struct{ Code, Message string }
			}
		}
		began = time.Now()
		newcomer.Query(t, accept, map[string]any{"token": mailedToken(t, s, "newcomer@acme.example"), "name": "New Comer", "password": "a-password-of-my-own-42"}, &accepted)
		if a := accepted.InviteAccept; a.Viewer == nil || a.Viewer.Person.Email != "newcomer@acme.example" || len(a.UserErrors) > 0 {
			t.Fatalf("%+v", accepted)
		}
		for i := range windows {
			until(t, statuses[i], func(e statusEvent) bool { return e.InviteStatus.Invite.Status == "ACCEPTED" })
			until(t, logins[i], func(e loginEvent) bool {
				return e.UserLastLogin.User.Name == "New Comer" && e.UserLastLogin.User.LastLoginAt != nil
			})
		}
		t.Logf("accepted, signed in and seen in two windows after %v", time.Since(began))

		again := s.Client()
		again.SignIn(t, "newcomer@acme.example", "a-password-of-my-own-42")
		again.In("acme-production").Query(t, `{viewer{user{id}}}`, nil, nil)
		for i := range windows {
			until(t, logins[i], func(e loginEvent) bool { return e.UserLastLogin.User.Name == "New Comer" })
		}
	})
}

// settled returns once the server has begun every subscription before it: their messages are read in order.
func settled(t *testing.T, all []*servertest.Socket) {
	t.Helper()
	for _, k := range all {
		k.Subscribe(t, `subscription{nothing}`, nil).Refused(t)
	}
}

func until[E any](t *testing.T, s *servertest.Subscription, holds func(E) bool) E {
	t.Helper()
	for {
		var e E
		if s.Next(t, &e); holds(e) {
			return e
		}
	}
}

func TestOps(t *testing.T) {
	s := servertest.Start(t, servertest.Empty())
	read := func(path string) (int, string) {
		r, err := http.Get("http://" + s.OpsAddr() + path)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		body, _ := io.ReadAll(r.Body)
		return r.StatusCode, string(body)
	}
	for _, path := range []string{"/healthz", "/readyz"} {
		if status, body := read(path); status != http.StatusOK || body != "ok\n" {
			t.Errorf("%s: %d %q", path, status, body)
		}
	}
	if status, _ := read("/graphql"); status != http.StatusNotFound {
		t.Errorf("the operator's listener answers more than its own: %d", status)
	}
	if _, body := s.Client().Get(t, "/healthz", nil); string(body) == "ok\n" {
		t.Error("health stands on the public address")
	}
}

func TestMailbox(t *testing.T) {
	s := servertest.Start(t, servertest.Empty(), servertest.Config(func(c *server.Config) { c.Demo = true }))
	for _, m := range []struct{ to, subject, text string }{
		{"a@acme.example", "First", "Hello"}, {"b@acme.example", "<b>Second</b>", "Open https://access.example.com/accept#abc and <script>"},
	} {
		if err := s.Mailbox.Deliver(context.Background(), outbound.Mail{To: m.to, Subject: m.subject, Text: m.text, At: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)}); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("the_page_shows_the_newest_first_and_runs_nothing", func(t *testing.T) {
		r, body := s.Client().Get(t, "/dev/mailbox", nil)
		policy := r.Header.Get("Content-Security-Policy")
		if r.StatusCode != http.StatusOK || !regexp.MustCompile(`default-src 'none'; style-src 'self';`).MatchString(policy) {
			t.Errorf("status %d, policy %s", r.StatusCode, policy)
		}
		if !regexp.MustCompile(`(?s)&lt;b&gt;Second.*href="https://access.example.com/accept#abc".*&lt;script&gt;.*First`).Match(body) {
			t.Errorf("%s", body)
		}
	})
	t.Run("the_list_is_for_programs", func(t *testing.T) {
		r, body := s.Client().Get(t, "/dev/mailbox.json", nil)
		if want := regexp.MustCompile(`^\[\{"to":"b@acme.example","subject":.*,"text":"Open .*","html":"","at":"2026-.*"\},\{"to":"a@acme.example"`); r.StatusCode != http.StatusOK || !want.Match(body) {
			t.Errorf("status %d: %s", r.StatusCode, body)
		}
	})
}
