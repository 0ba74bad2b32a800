package main

import (
	"strings"
	"syscall"
	"testing"

	"doorward/server"
	"doorward/server/servertest"
)

const acceptInvite = `mutation($t:String!,$n:String!,$p:String!){inviteAccept(input:{token:$t,name:$n,password:$p}){viewer{person{email}} userErrors{code}}}`

// TestBootstrap goes from nothing to the first owner, who then has what is made below.
func TestBootstrap(t *testing.T) {
	dir := t.TempDir()
	first := func(email string) said {
		return in(t, dir, "bootstrap", "--name", "Ada", "--email", email, "--organization", "example", "--organization-name", "Example")
	}
	token := func(s said) string {
		t.Helper()
		link := strings.TrimSpace(s.out)
		_, token, found := strings.Cut(link, "http://127.0.0.1:8080/accept#")
		if s.code != 0 || !found || strings.ContainsAny(token, " \n") {
			t.Fatalf("%+v", s)
		}
		return token
	}
	wrong, right := token(first("wrong@example.com")), token(first("ada@example.com"))
	if got := in(t, dir, "tenant", "create", "below", "--name", "Below", "--parent", "example", "--plan", "TEAM"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	p := &process{t: t, addr: freeAddr(t), in: server.Storage{Data: dir + "/data"}}
	p.start()
	defer p.kill()
	type accepted struct {
		InviteAccept struct {
			Viewer     *struct{ Person struct{ Email string } }
			UserErrors []struct{ Code string }
		}
	}
	ada := servertest.NewClient(t, "http://"+p.addr)
	var refused, taken accepted
	ada.Query(t, acceptInvite, map[string]any{"t": wrong, "n": "Eve", "p": "a-password-of-my-own-42"}, &refused)
	if refused.InviteAccept.Viewer != nil || len(refused.InviteAccept.UserErrors) == 0 {
		t.Errorf("the link before still works: %+v", refused)
	}
	ada.Query(t, acceptInvite, map[string]any{"t": right, "n": "Ada", "p": "a-password-of-my-own-42"}, &taken)
	if taken.InviteAccept.Viewer == nil {
		t.Fatalf("%+v", taken)
	}
	t.Run("whoever_accepted_owns_what_is_below_too", func(t *testing.T) {
		var got struct {
			Viewer struct{ AdminPermissions []string }
		}
		ada.In("below").Query(t, `{viewer{adminPermissions}}`, nil, &got)
		if len(got.Viewer.AdminPermissions) < 10 {
			t.Errorf("%+v", got)
		}
	})
	t.Run("from_then_on_it_is_refused", func(t *testing.T) {
		oneSentence(t, first("eve@example.com"), "there is an owner already")
	})
	t.Run("the_commands_for_tenants_work_beside_the_server", func(t *testing.T) {
		if got := in(t, dir, "tenant", "set-plan", "below", "BUSINESS"); got.code != 0 {
			t.Errorf("%+v", got)
		}
		list := in(t, dir, "tenant", "list")
		if list.code != 0 || !strings.Contains(list.out, "below     Below     BUSINESS     example") {
			t.Errorf("%+v", list)
		}
		oneSentence(t, in(t, dir, "tenant", "set-plan", "below", "GOLD"), `there is no plan "GOLD": there are FREE, TEAM, `)
		oneSentence(t, in(t, dir, "tenant", "set-plan", "nowhere", "FREE"), "nowhere")
		oneSentence(t, in(t, dir, "tenant", "create", "below", "--name", "Twice"), "")
		oneSentence(t, in(t, dir, "tenant", "create", "x", "--name", "X", "--owner", "nobody@example.com"), "nobody@example.com")
	})
	t.Run("a_signal_ends_it_in_order", func(t *testing.T) {
		k := ada.In("example").Socket(t)
		if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if code := k.Closed(t); code != 1012 {
			t.Errorf("the socket was closed with %d", code)
		}
		if err := p.cmd.Wait(); err != nil {
			t.Errorf("it ended with %v", err)
		}
	})
}
