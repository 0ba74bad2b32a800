package server_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"doorward/server/servertest"
)

func TestGet(t *testing.T) {
	s := servertest.Start(t)
	ask := func(t *testing.T, c *servertest.Client, header map[string]string, params ...string) (int, http.Header, string) {
		t.Helper()
		query := url.Values{}
		for i := 0; i < len(params); i += 2 {
			query.Add(params[i], params[i+1])
		}
		if header == nil {
			header = map[string]string{}
		}
		if header["Accept"] == "" {
			header["Accept"] = "application/graphql-response+json"
		}
		got, body := c.Get(t, "/graphql?"+query.Encode(), header)
		return got.StatusCode, got.Header, string(body)
	}
	t.Run("a_query_is_answered", func(t *testing.T) {
		status, h, body := ask(t, s.Client(), nil, "query", `query A{serverInfo{version}} query B($on:Boolean!){serverInfo{passwordMinLength @include(if:$on)}}`,
			"operationName", "B", "variables", `{"on":true}`, "extensions", `{"any":1}`)
		if status != http.StatusOK || !strings.Contains(body, `"passwordMinLength":15`) || h.Get("Cache-Control") != "no-store" {
			t.Errorf("status %d, %v: %s", status, h, body)
		}
	})
	t.Run("nobody_is_known_by_a_cookie", func(t *testing.T) {
		c := s.SignIn(t, "manager@acme.example").In("acme-production")
		status, h, body := ask(t, c, map[string]string{"Doorward-Tenant": "acme-production"}, "query", `{viewer{person{id}}}`)
		if status != http.StatusOK || body != `{"data":{"viewer":null}}` || len(h.Values("Set-Cookie")) > 0 {
			t.Errorf("status %d: %s", status, body)
		}
		if status, _, body := ask(t, c, nil, "query", `{users(first:1){totalCount}}`); !strings.Contains(body, "SIGN_IN_REQUIRED") {
			t.Errorf("status %d: %s", status, body)
		}
	})
	t.Run("a_mutation_is_not_run", func(t *testing.T) {
		at := lastEntry(t, s)
		status, h, body := ask(t, s.Client(), nil, "query", signIn, "variables", `{"e":"owner@acme.example","p":"`+servertest.Password+`"}`)
		if status != http.StatusMethodNotAllowed || h.Get("Allow") != "POST" || len(h.Values("Set-Cookie")) > 0 || strings.Contains(body, `"data"`) {
			t.Errorf("status %d, %v: %s", status, h, body)
		}
		if now := lastEntry(t, s); now != at {
			t.Errorf("the journal went from %d to %d", at, now)
		}
	})
	for name, params := range map[string][]string{
		"nothing":                         {},
		"an_empty_document":               {"query", ""},
		"two_documents":                   {"query", `{serverInfo{version}}`, "query", `{serverInfo{version}}`},
		"variables_twice":                 {"query", `{serverInfo{version}}`, "variables", `{}`, "variables", `{}`},
		"variables_that_are_no_object":    {"query", `{serverInfo{version}}`, "variables", `[]`},
		"variables_that_are_no_json":      {"query", `{serverInfo{version}}`, "variables", canary},
		"variables_with_a_name_twice":     {"query", `{serverInfo{version}}`, "variables", `{"a":1,"a":2}`},
		"extensions_that_are_no_object":   {"query", `{serverInfo{version}}`, "extensions", `1`},
		"a_document_that_is_none":         {"query", `{serverInfo{`},
		"an_operation_that_is_not_there":  {"query", `query a{serverInfo{version}}`, "operationName", "b"},
		"a_subscription":                  {"query", `subscription{live{cursor}}`},
		"a_document_by_an_unknown_number": {"extensions", `{"persistedQuery":{"version":1,"sha256Hash":"` + strings.Repeat("0", 64) + `"}}`},
	} {
		t.Run(name+"_is_answered_with_400", func(t *testing.T) {
			status, _, body := ask(t, s.Client(), nil, params...)
			var got servertest.Answer
			if err := json.Unmarshal([]byte(body), &got); err != nil || status != http.StatusBadRequest || len(got.Errors) != 1 || got.Data != nil {
				t.Fatalf("status %d: %s", status, body)
			}
			if e := got.Errors[0].Extensions; e.Category != "REQUEST" || strings.Contains(body, canary) {
				t.Error(body)
			}
		})
	}
	t.Run("a_broken_address_is_answered_with_400", func(t *testing.T) {
		if got, _ := s.Client().Get(t, "/graphql?query={serverInfo{version}}&a=%zz", nil); got.StatusCode != http.StatusBadRequest {
			t.Errorf("status %d", got.StatusCode)
		}
	})
}

// TestMethods: HEAD is GET without a body, OPTIONS says what there is, and nothing is told to another origin.
func TestMethods(t *testing.T) {
	s := servertest.Start(t, servertest.Empty())
	const all = "GET, HEAD, OPTIONS, POST"
	for method, want := range map[string]struct {
		status int
		allow  string
	}{
		"HEAD": {http.StatusOK, ""}, "OPTIONS": {http.StatusNoContent, all}, "PUT": {http.StatusMethodNotAllowed, all}, "DELETE": {http.StatusMethodNotAllowed, all},
		"PATCH": {http.StatusMethodNotAllowed, all}, "TRACE": {http.StatusMethodNotAllowed, all}, "QUERY": {http.StatusMethodNotAllowed, all},
	} {
		t.Run(method, func(t *testing.T) {
			r, err := http.NewRequest(method, "http://"+s.Addr()+"/graphql?query={serverInfo{version}}", nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Access-Control-Request-Method", "POST")
			got, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer got.Body.Close()
			if got.StatusCode != want.status || got.Header.Get("Allow") != want.allow {
				t.Errorf("status %d, Allow %q", got.StatusCode, got.Header.Get("Allow"))
			}
			for name := range got.Header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("it answers another origin: %s", name)
				}
			}
		})
	}
}

func lastEntry(t *testing.T, s *servertest.Server) int64 {
	t.Helper()
	at, err := s.Log.Last(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return at
}
