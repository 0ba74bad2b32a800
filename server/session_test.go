package server_test

import (
	"net/http"
	"strings"
	"testing"

	"doorward/server/servertest"
)

const signIn = `mutation($e:String!,$p:String!){signIn(input:{email:$e,password:$p}){next userErrors{code}}}`

func asOwner() map[string]any {
	return map[string]any{"e": "owner@acme.example", "p": servertest.Password}
}

func TestCookie(t *testing.T) {
	t.Run("on_plain_loopback_it_is_kept_from_scripts_and_other_sites", func(t *testing.T) {
		s := servertest.Start(t)
		got := s.Client().Do(t, signIn, asOwner())
		c := onlyCookie(t, got.Header)
		if c.Name != "doorward" || c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge <= 0 || len(c.Value) < 40 {
			t.Errorf("%+v", c)
		}
	})
	t.Run("on_https_it_is_bound_to_the_host_and_to_tls", func(t *testing.T) {
		s := servertest.Start(t, servertest.PublicURL("https://access.example.com"))
		got := s.Client().Do(t, signIn, asOwner())
		c := onlyCookie(t, got.Header)
		if c.Name != "__Host-doorward" || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("%+v", c)
		}
		if got.Header.Get("Strict-Transport-Security") == "" {
			t.Error("the browser is not told to stay on https")
		}
	})
	t.Run("a_wrong_password_sets_none", func(t *testing.T) {
		s := servertest.Start(t)
		got := s.Client().Do(t, signIn, map[string]any{"e": "owner@acme.example", "p": "wrong-wrong-wrong"})
		if len(got.Header.Values("Set-Cookie")) != 0 || got.Status != http.StatusOK {
			t.Errorf("status %d, %v", got.Status, got.Header)
		}
	})
	t.Run("signing_out_takes_it_back", func(t *testing.T) {
		s := servertest.Start(t)
		c := s.SignIn(t, "owner@acme.example")
		got := c.Do(t, `mutation{signOut{signedOut}}`, nil)
		if c := onlyCookie(t, got.Header); c.MaxAge >= 0 || c.Value != "" {
			t.Errorf("%+v", c)
		}
		var who struct {
			Viewer *struct{ Person struct{ ID string } }
		}
		if c.Query(t, `{viewer{person{id}}}`, nil, &who); who.Viewer != nil {
			t.Error("still somebody")
		}
	})
}

func onlyCookie(t *testing.T, h http.Header) *http.Cookie {
	t.Helper()
	all := (&http.Response{Header: h}).Cookies()
	if len(all) != 1 {
		t.Fatalf("%d cookies: %v", len(all), h)
	}
	return all[0]
}

func TestTenantHeader(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		manager := s.SignIn(t, "manager@acme.example")
		t.Run("a_tenant_of_ones_own_is_entered", func(t *testing.T) {
			var got struct {
				Viewer struct{ Tenant *struct{ Slug string } }
			}
			manager.In("acme-production").Query(t, `{viewer{tenant{slug}}}`, nil, &got)
			if got.Viewer.Tenant == nil || got.Viewer.Tenant.Slug != "acme-production" {
				t.Errorf("%+v", got)
			}
		})
		t.Run("a_foreign_and_an_unknown_one_are_told_alike", func(t *testing.T) {
			foreign, unknown := manager.In("globex").Do(t, `{viewer{person{id}}}`, nil), manager.In("nowhere").Do(t, `{viewer{person{id}}}`, nil)
			for _, got := range []servertest.Answer{foreign, unknown} {
				if got.Status != http.StatusBadRequest || len(got.Errors) != 1 || got.Data != nil {
					t.Fatalf("%+v", got)
				}
				if x := got.Errors[0].Extensions; x.Category != "REQUEST" || x.Code != "NOT_FOUND" || x.RequestID == "" || strings.Contains(x.UserMessage, "globex") {
					t.Errorf("%+v", x)
				}
			}
			if foreign.Errors[0].Message != unknown.Errors[0].Message {
				t.Error("a foreign tenant is told from an unknown one")
			}
		})
		t.Run("nobody_is_signed_in_anywhere", func(t *testing.T) {
			got := s.Client().In("acme-production").Refused(t, `{users(first:1){totalCount}}`, nil)
			if got.Extensions.Category != "AUTHENTICATION" || got.Extensions.Code != "SIGN_IN_REQUIRED" {
				t.Errorf("%+v", got)
			}
		})
	})
}
