package server_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"doorward/ent/journalentry"
	"doorward/server"
	"doorward/server/servertest"
)

// arrived is a browser with a session, and the cookie that it got.
type arrived struct {
	*servertest.Client
	server *servertest.Server
	cookie *http.Cookie
}

func arrive(t *testing.T, s *servertest.Server, email string) arrived {
	t.Helper()
	c := s.Client()
	got := c.Do(t, signIn, map[string]any{"e": email, "p": servertest.Password})
	return arrived{c, s, onlyCookie(t, got.Header)}
}

// stands tells whether the session is still good, whatever the browser kept of it.
func (a arrived) stands(t *testing.T) bool {
	t.Helper()
	got := a.server.Client().Post(t, []byte(`{"query":"{viewer{person{id}}}"}`), map[string]string{"Content-Type": "application/json", "Cookie": a.cookie.String()})
	return strings.Contains(string(got.Data), `"person"`)
}

// leaves signs out, naming a tenant: afterwards nothing is left, here or there.
func (a arrived) leaves(t *testing.T, slug string, ends bool) {
	t.Helper()
	before := entries(t, a.server)
	got := a.In(slug).Do(t, `mutation{signOut{signedOut}}`, nil)
	if want := fmt.Sprintf(`{"signOut":{"signedOut":%v}}`, ends); string(got.Data) != want || len(got.Errors) > 0 {
		t.Fatalf("status %d, %s, %+v", got.Status, got.Data, got.Errors)
	}
	if c := onlyCookie(t, got.Header); c.MaxAge >= 0 || c.Value != "" {
		t.Errorf("the cookie stays: %+v", c)
	}
	if a.stands(t) {
		t.Error("the session stands")
	}
	wrote := entries(t, a.server)[len(before):]
	if ends && !slices.Equal(wrote, []string{"session.ended"}) || !ends && len(wrote) > 0 {
		t.Errorf("it wrote %q", wrote)
	}
}

// entries are the journal's verbs in order.
func entries(t *testing.T, s *servertest.Server) []string {
	t.Helper()
	all, err := s.Log.DB().Client().JournalEntry.Query().Order(journalentry.ByID()).Select(journalentry.FieldVerb).Strings(server.AsCommand(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestSignOut is about what may stand in the way of coming and going.
func TestSignOut(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		t.Run("works_naming_a_tenant_that_is_not_theirs", func(t *testing.T) {
			for _, slug := range []string{"globex", "nowhere"} {
				manager := arrive(t, s, "manager@acme.example")
				manager.leaves(t, slug, true)
			}
		})
		t.Run("works_where_the_tenant_has_deactivated_them", func(t *testing.T) {
			agent, owner := arrive(t, s, "agent@acme.example"), s.SignIn(t, "owner@acme.example").In("acme-production")
			var me struct {
				Viewer struct{ User struct{ ID string } }
			}
			agent.In("acme-production").Query(t, `{viewer{user{id}}}`, nil, &me)
			owner.Query(t, `mutation($id:ID!){userDeactivate(id:$id){userErrors{code}}}`, map[string]any{"id": me.Viewer.User.ID}, nil)
			if got := agent.In("acme-production").Refused(t, `{users(first:1){totalCount}}`, nil); got.Extensions.Code != "SIGN_IN_REQUIRED" {
				t.Fatalf("%+v", got)
			}
			if !agent.stands(t) {
				t.Fatal("the session ended with one tenant's entry")
			}
			agent.leaves(t, "acme-production", true)
		})
		t.Run("of_nobody_takes_the_cookie_back_all_the_same", func(t *testing.T) {
			guest := arrive(t, s, "guest@acme.example")
			guest.leaves(t, "", true)
			guest.leaves(t, "acme-production", false)
		})
		t.Run("lets_nothing_else_pass_beside_it", func(t *testing.T) {
			manager := arrive(t, s, "manager@acme.example")
			for document, code := range map[string]string{
				`mutation{signOut{signedOut} inviteSend(input:{invitees:[{email:"a@x.example"}]}){userErrors{code}}}`: "INVALID",
				`mutation{...a} fragment a on Mutation{signOut{signedOut}}`:                                           "INVALID",
				`query{viewer{person{id}}}`: "NOT_FOUND",
			} {
				if got := manager.In("globex").Refused(t, document, nil); got.Extensions.Code != code {
					t.Errorf("%s: %+v", document, got)
				}
			}
			if !manager.stands(t) {
				t.Error("signed out by what was refused")
			}
		})
		t.Run("by_signing_in_as_somebody_else_ends_the_session_before", func(t *testing.T) {
			for _, slug := range []string{"globex", "acme-production"} { // not theirs; theirs, and they are deactivated there
				agent := arrive(t, s, "agent@acme.example")
				agent.In(slug).SignIn(t, "guest@acme.example", servertest.Password)
				if agent.stands(t) {
					t.Errorf("in %s: the session before still stands", slug)
				}
			}
		})
		t.Run("an_invite_is_accepted_whatever_tenant_is_named", func(t *testing.T) {
			owner, guest := s.SignIn(t, "owner@acme.example").In("acme-sandbox"), s.SignIn(t, "guest@acme.example")
			owner.Query(t, inviteSend, map[string]any{"email": "guest@acme.example"}, nil)
			var got struct {
				InviteAccept struct {
					Viewer *struct{ Tenant *struct{ Slug string } }
				}
			}
			guest.In("globex").Query(t, `mutation($token:String!){inviteAccept(input:{token:$token}){viewer{tenant{slug}}}}`,
				map[string]any{"token": mailedToken(t, s, "guest@acme.example")}, &got)
			if v := got.InviteAccept.Viewer; v == nil || v.Tenant == nil || v.Tenant.Slug != "acme-sandbox" {
				t.Errorf("%+v", got)
			}
		})
	})
}
