package server_test

import (
	"net/http"
	"testing"

	"doorward/server/servertest"
)

// TestAccept is about the form of an answer, by POST and by GET alike.
func TestAccept(t *testing.T) {
	s := servertest.Start(t, servertest.Empty())
	const (
		graph = "application/graphql-response+json; charset=utf-8"
		plain = "application/json; charset=utf-8"
	)
	for name, c := range map[string]struct {
		accept, kind string // no kind: 406
	}{
		"none_is_json":                                  {"", plain},
		"anything_is_json":                              {"*/*", plain},
		"any_application_is_json":                       {"application/*", plain},
		"a_browsers_address_bar_is_json":                {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", plain},
		"json":                                          {"application/json", plain},
		"json_in_utf_8":                                 {"application/json; charset=utf-8", plain},
		"the_form_made_for_graphql":                     {"application/graphql-response+json", graph},
		"in_capitals":                                   {"Application/GraphQL-Response+JSON", graph},
		"both_alike_is_the_form_made_for_graphql":       {"application/json, application/graphql-response+json", graph},
		"named_goes_before_anything":                    {"*/*, application/graphql-response+json", graph},
		"the_greater_weight_wins":                       {"application/graphql-response+json;q=0.5, application/json;q=0.9", plain},
		"a_smaller_weight_of_anything_else":             {"application/graphql-response+json, */*;q=0.1", graph},
		"a_weight_of_nothing_is_no":                     {"application/json;q=0, application/*", graph},
		"nothing_but_refused":                           {"application/json;q=0, application/graphql-response+json;q=0", ""},
		"a_page":                                        {"text/html", ""},
		"another_charset":                               {"application/json; charset=utf-16", ""},
		"a_weight_that_is_none":                         {"application/json;q=two", ""},
		"a_weight_beyond_one":                           {"application/json;q=2", ""},
		"no_number_at_all":                              {"application/json;q=NaN", ""},
		"a_word_in_another_type":                        {"text/application/json", ""},
		"what_makes_no_sense_beside_what_does":          {";;;, application/json", plain},
		"a_stream_is_never_meant_by_a_wildcard_in_text": {"text/*", ""},
	} {
		t.Run(name, func(t *testing.T) {
			header := map[string]string{"Content-Type": "application/json", "Accept": c.accept}
			posted := s.Client().Post(t, []byte(`{"query":"{serverInfo{version}}"}`), header)
			got, _ := s.Client().Get(t, "/graphql?query={serverInfo{version}}", map[string]string{"Accept": c.accept})
			status, kind := http.StatusOK, c.kind
			if kind == "" {
				status, kind = http.StatusNotAcceptable, plain
			}
			if posted.Status != status || posted.Header.Get("Content-Type") != kind {
				t.Errorf("by POST: status %d, %q", posted.Status, posted.Header.Get("Content-Type"))
			}
			if got.StatusCode != status || got.Header.Get("Content-Type") != kind {
				t.Errorf("by GET: status %d, %q", got.StatusCode, got.Header.Get("Content-Type"))
			}
			if status == http.StatusNotAcceptable && (len(posted.Errors) != 1 || posted.Errors[0].Extensions.Code != "INVALID" || posted.Data != nil) {
				t.Errorf("%+v", posted)
			}
		})
	}
}
