package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"doorward/server/servertest"
)

var asJSON = map[string]string{"Content-Type": "application/json"}

// hostile are documents that once brought a server like this one down, or made it repeat a secret.
func hostile() map[string]string {
	return map[string]string{
		"a_cycle_of_fragments":  `{"query":"query{...a} fragment a on Query{serverInfo{version}...b} fragment b on Query{...a}"}`,
		"a_very_deep_list":      `{"query":"query{node(id:` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `){id}}"}`,
		"a_very_deep_selection": `{"query":"` + strings.Repeat("{a", 80_000) + strings.Repeat("}", 80_000) + `"}`,
		"an_unknown_field":      `{"query":"{secrets}"}`,
		"a_broken_document":     `{"query":"{serverInfo{"}`,
		"no_operation":          `{"query":"fragment a on Query{serverInfo{version}}"}`,
		"an_unknown_operation":  `{"query":"query a{serverInfo{version}}","operationName":"b"}`,
		"a_missing_variable":    `{"query":"query($id:ID!){node(id:$id){id}}"}`,
		"a_wrong_variable":      `{"query":"query($id:ID!){node(id:$id){id}}","variables":{"id":{"a":1}}}`,
		"a_subscription":        `{"query":"subscription{live{cursor}}"}`,
		"nothing":               ``,
		"no_query":              `{}`,
		"a_list_of_operations":  `[{"query":"{serverInfo{version}}"}]`,
		"two_documents":         `{"query":"{serverInfo{version}}"}{"query":"{serverInfo{version}}"}`,
		"a_broken_body":         `{"query":"mutation{signIn","variables":{"password":"correct-horse-battery"`,
	}
}

func TestPost(t *testing.T) {
	s := servertest.Start(t, servertest.Empty())
	c := s.Client()
	for name, body := range hostile() {
		t.Run(name+"_is_answered_with_400", func(t *testing.T) {
			got := c.Post(t, []byte(body), asJSON)
			if got.Status != http.StatusBadRequest || len(got.Errors) == 0 || got.Data != nil {
				t.Fatalf("status %d, %+v", got.Status, got)
			}
			e, code := got.Errors[0], "INVALID"
			if strings.HasPrefix(name, "a_very_deep") {
				code = "LIMIT_EXCEEDED"
			}
			if e.Extensions.Category != "REQUEST" || e.Extensions.Code != code || e.Extensions.UserMessage == "" || e.Extensions.RequestID == "" {
				t.Errorf("extensions %+v", e.Extensions)
			}
			if said := fmt.Sprint(got.Errors); strings.Contains(said, "correct-horse-battery") || strings.Contains(said, "did you mean") {
				t.Errorf("it repeats what it read: %s", said)
			}
			c.Query(t, `{serverInfo{version}}`, nil, nil)
		})
	}
	for name, one := range map[string]struct {
		header map[string]string
		body   string
		status int
	}{
		"a_form_is_refused":                    {map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, "query={serverInfo{version}}", http.StatusUnsupportedMediaType},
		"text_is_refused":                      {map[string]string{"Content-Type": "text/plain"}, `{"query":"{serverInfo{version}}"}`, http.StatusUnsupportedMediaType},
		"a_body_without_a_type_is_refused":     {map[string]string{"Content-Type": ""}, `{"query":"{serverInfo{version}}"}`, http.StatusUnsupportedMediaType},
		"more_than_256_kib_is_refused":         {asJSON, `{"query":"{serverInfo{version}}","operationName":"` + strings.Repeat("a", 256<<10) + `"}`, http.StatusRequestEntityTooLarge},
		"a_charset_beside_the_type_is_no_harm": {map[string]string{"Content-Type": "application/json; charset=utf-8"}, `{"query":"{serverInfo{version}}"}`, http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.Post(t, []byte(one.body), one.header); got.Status != one.status {
				t.Errorf("status %d, want %d: %+v", got.Status, one.status, got.Errors)
			}
		})
	}
	t.Run("the_answers_type_is_the_one_asked_for", func(t *testing.T) {
		got := c.Post(t, []byte(`{"query":"{serverInfo{version}}"}`), map[string]string{"Content-Type": "application/json", "Accept": "application/json"})
		if kind := got.Header.Get("Content-Type"); kind != "application/json; charset=utf-8" {
			t.Error(kind)
		}
		if kind := c.Do(t, `{serverInfo{version}}`, nil).Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/graphql-response+json") {
			t.Error(kind)
		}
	})
	t.Run("the_demos_pages_are_not_there", func(t *testing.T) {
		for _, path := range []string{"/dev/mailbox", "/dev/mailbox.json", "/dev/"} {
			if got, _ := c.Get(t, path, nil); got.StatusCode != http.StatusNotFound {
				t.Errorf("%s: status %d", path, got.StatusCode)
			}
		}
	})
}
