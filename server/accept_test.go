package server_test

import (
	"strings"
	"testing"

	"doorward/server/servertest"
)

// TestAcceptSignedIn: the session of whoever accepts goes on, for every window of the
// browser, and the answer is about the tenant that they joined.
func TestAcceptSignedIn(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		const who = "owner@globex.example"
		s.SignIn(t, "owner@acme.example").In("acme-production").Query(t, inviteSend, map[string]any{"email": who}, nil)
		token := mailedToken(t, s, who)
		globex := s.SignIn(t, who).In("globex")
		got := globex.Do(t, `mutation($t:String!){inviteAccept(input:{token:$t}){viewer{tenant{slug}} userErrors{code}}}`, map[string]any{"t": token})
		if len(got.Errors) > 0 || !strings.Contains(string(got.Data), `"slug":"acme-production"`) || got.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s, %+v, cookie %q", got.Data, got.Errors, got.Header.Get("Set-Cookie"))
		}
		globex.Query(t, `{viewer{tenant{slug}}}`, nil, nil)
		globex.In("acme-production").Query(t, `{viewer{tenant{slug}}}`, nil, nil)
	})
}
