package probe_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"doorward/internal/viewer"
	"doorward/server/servertest"
)

// askTheEdge knocks where a request or a socket comes in.
func askTheEdge(t testing.TB) {
	s := serve(t)
	s.names()
	s.origins()
	s.sockets()
}

// names: a server of this machine alone is under no other name.
func (s *served) names() {
	r := must(http.NewRequest(http.MethodGet, "http://"+s.server.Addr()+"/", nil))
	r.Host = "evil.example"
	response := must(http.DefaultClient.Do(r))
	defer response.Body.Close()
	if response.StatusCode != http.StatusMisdirectedRequest {
		s.t.Errorf("under a foreign name: %d", response.StatusCode)
	}
}

func (s *served) origins() {
	c := s.browser("manager@acme.example", production)
	for _, origin := range []string{"", "http://evil.example", "null", c.Base + ".evil.example"} {
		if _, response, err := c.Dial(s.t, origin, "graphql-transport-ws"); err == nil || response.StatusCode != http.StatusForbidden {
			s.t.Errorf("a socket from the origin %q: %v", origin, err)
		}
	}
	s.twoOrigins(c)
	body := []byte(`{"query":"mutation{signOut{signedOut}}"}`)
	for _, header := range []map[string]string{
		{"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}, {"Content-Type": "application/json", "Origin": "http://evil.example"},
	} {
		if got := c.Post(s.t, body, header); got.Status != http.StatusForbidden {
			s.t.Errorf("a request of another site: %d", got.Status)
		}
	}
}

// twoOrigins: the first is ours, and whoever reads the last is told another.
func (s *served) twoOrigins(c *servertest.Client) {
	r := must(http.NewRequest(http.MethodGet, c.Base+"/graphql", nil))
	r.Header = http.Header{"Connection": {"Upgrade"}, "Upgrade": {"websocket"}, "Sec-Websocket-Version": {"13"}, "Sec-Websocket-Key": {"AAAAAAAAAAAAAAAAAAAAAA=="},
		"Sec-Websocket-Protocol": {"graphql-transport-ws"}, "Origin": {c.Base, "http://evil.example"}}
	response := must(c.HTTP.Do(r))
	defer response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		s.t.Errorf("a socket from two origins: %d", response.StatusCode)
	}
}

func (s *served) sockets() {
	c := s.browser("manager@acme.example", production)
	s.gives("a subscription by POST", c, `subscription{live{cursor}}`, "INVALID")
	if e := c.Socket(s.t).Subscribe(s.t, `{plans{key}}`, nil).Refused(s.t); e.Extensions.Code != "INVALID" {
		s.t.Errorf("a query on a socket: %+v", e)
	}
	if e := c.In("globex").Socket(s.t).Subscribe(s.t, `subscription{live{cursor}}`, nil).Refused(s.t); e.Extensions.Code != "NOT_FOUND" {
		s.t.Errorf("a socket in a foreign tenant: %+v", e)
	}
	ends := func(what string, c *servertest.Client, want int) {
		s.t.Helper()
		if socket, err := c.TrySocket(); err == nil {
			socket.Close()
			s.t.Errorf("%s opens a socket", what)
		} else if got := fmt.Sprint(err); want != 0 && !strings.Contains(got, fmt.Sprint(want)) {
			s.t.Errorf("%s: %s instead of %d", what, got, want)
		}
	}
	ends("nobody", s.holder("no such token", ""), 4401)
	u := s.join("out@acme.example", production, s.role("Agent", "acme"))
	out := s.browser("out@acme.example", production)
	s.gives("who", out, `{viewer{tenant{slug}}}`, `{"viewer":{"tenant":{"slug":"acme-production"}}}`)
	must(s.Directory.UserDeactivate(s.in(production), u.ID, nil, false))
	ends("somebody deactivated", out, 4401)
	token := s.token("agent@acme.example")
	v := viewer.From(s.holding(token, production))
	stop := s.meanwhile(s.db.Entry, func() { must(s.Identity.SignOut(viewer.With(s.t.Context(), v))) })
	ends("somebody who signs out meanwhile", s.holder(token, production), 4401)
	stop()
	socket := s.browser("manager@acme.example", production).Socket(s.t)
	for range 20 {
		socket.Subscribe(s.t, all, nil)
	}
	if e := socket.Subscribe(s.t, all, nil).Refused(s.t); e.Extensions.Code != "LIMIT_EXCEEDED" {
		s.t.Errorf("one subscription too many: %+v", e)
	}
	full := s.browser("owner@acme.example", production)
	for range 20 {
		full.Socket(s.t)
	}
	ends("a session with twenty", full, 4429)
}
