package server_test

import (
	"net/http"
	"net/url"
	"testing"

	"doorward/server/servertest"
)

// TestAuthorization: whoever says who they are in a way that is not known is told so. They
// are never taken for nobody, and never for whom the browser's cookie names.
func TestAuthorization(t *testing.T) {
	s := servertest.Start(t)
	signedIn := s.SignIn(t, "manager@acme.example").In("acme-production")
	at := lastEntry(t, s)
	for name, value := range map[string]string{
		"a_key": "Bearer dwk_0123456789", "basic": "Basic b3duZXI6cGFzc3dvcmQ=", "a_scheme_alone": "Bearer", "nothing": "",
	} {
		t.Run(name+"_is_refused", func(t *testing.T) {
			header := map[string]string{"Content-Type": "application/json", "Authorization": value}
			for who, c := range map[string]*servertest.Client{"nobody": s.Client(), "somebody": signedIn} {
				for _, document := range []string{`{"query":"{serverInfo{version}}"}`, `{"query":"mutation{signOut{signedOut}}"}`} {
					got := c.Post(t, []byte(document), header)
					if got.Status != http.StatusUnauthorized || len(got.Errors) != 1 || got.Data != nil || got.Header.Get("WWW-Authenticate") != "Bearer" {
						t.Fatalf("%s: status %d, %+v", who, got.Status, got)
					}
					if x := got.Errors[0].Extensions; x.Category != "AUTHENTICATION" || x.Code != "SIGN_IN_REQUIRED" || x.Next == "" {
						t.Errorf("%s: %+v", who, x)
					}
				}
				if got, _ := c.Get(t, "/graphql?query={serverInfo{version}}", header); got.StatusCode != http.StatusUnauthorized {
					t.Errorf("%s by GET: status %d", who, got.StatusCode)
				}
				stream, _, err := c.TryEvents(loggedIn, nil, header)
				if err != nil || stream == nil {
					t.Fatalf("%s by event stream: %v, %v", who, stream, err)
				}
				if x := stream.Refused(t).Extensions; x.Code != "SIGN_IN_REQUIRED" {
					t.Errorf("%s by event stream: %+v", who, x)
				}
				stream.Complete(t)
				for _, from := range []string{"", c.Base} {
					if got := upgrade(t, s, withCookies(t, c, map[string]string{"Authorization": value, "Origin": from})); got != http.StatusUnauthorized {
						t.Errorf("%s by websocket from %q: status %d", who, from, got)
					}
				}
			}
		})
	}
	if now := lastEntry(t, s); now != at {
		t.Errorf("the journal went from %d to %d", at, now)
	}
	signedIn.Query(t, `{users(first:1){totalCount}}`, nil, nil)
}

// withCookies adds those of the client's browser.
func withCookies(t *testing.T, c *servertest.Client, header map[string]string) map[string]string {
	t.Helper()
	base, err := url.Parse(c.Base)
	if err != nil {
		t.Fatal(err)
	}
	for _, cookie := range c.HTTP.Jar.Cookies(base) {
		header["Cookie"] = cookie.Name + "=" + cookie.Value
	}
	return header
}
