package server_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"doorward/server/servertest"
)

const canary = "correct-horse-battery"

// TestBody is T-32: whatever is sent in place of one operation is refused in a few words
// that hold nothing of it, and the process goes on.
func TestBody(t *testing.T) {
	s := servertest.Start(t, servertest.Empty())
	c := s.Client()
	nested := func(n int) string {
		return `{"query":"{serverInfo{version}}","extensions":{"a":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}}`
	}
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `,"k%d":0`, i)
		}
		return `{"query":"{serverInfo{version}}","variables":{` + b.String()[1:] + `}}`
	}
	for name, one := range map[string]struct {
		body   string
		status int
	}{
		"nested_as_deep_as_allowed_is_taken":     {nested(62), http.StatusOK},
		"nested_deeper_is_refused":               {nested(63), http.StatusBadRequest},
		"nested_very_deep_is_refused":            {nested(100_000), http.StatusBadRequest},
		"as_many_keys_as_allowed_are_taken":      {keys(998), http.StatusOK},
		"more_keys_are_refused":                  {keys(999), http.StatusBadRequest},
		"a_document_twice_is_refused":            {`{"query":"{serverInfo{version}}","query":"{` + canary + `}"}`, http.StatusBadRequest},
		"a_variable_twice_is_refused":            {`{"query":"{serverInfo{version}}","variables":{"a":1,"a":2}}`, http.StatusBadRequest},
		"the_same_name_escaped_is_refused":       {`{"query":"{serverInfo{version}}","\u0071uery":"{secrets}"}`, http.StatusBadRequest},
		"a_long_number_is_refused":               {`{"query":"{serverInfo{version}}","extensions":{"a":` + strings.Repeat("9", 10_000) + `}}`, http.StatusBadRequest},
		"a_number_of_ten_million_digits_is_413":  {`{"query":"{serverInfo{version}}","variables":{"a":` + strings.Repeat("9", 10_000_000) + `}}`, http.StatusRequestEntityTooLarge},
		"a_number_with_a_huge_power_is_no_harm":  {`{"query":"{serverInfo{version}}","variables":{"a":1e999999999}}`, http.StatusOK},
		"a_batch_is_refused":                     {`[{"query":"{serverInfo{version}}"},{"query":"{serverInfo{version}}"}]`, http.StatusBadRequest},
		"an_empty_batch_is_refused":              {`[]`, http.StatusBadRequest},
		"a_text_is_refused":                      {`"{serverInfo{version}}"`, http.StatusBadRequest},
		"null_is_refused":                        {`null`, http.StatusBadRequest},
		"bytes_behind_it_are_refused":            {`{"query":"{serverInfo{version}}"} ` + canary, http.StatusBadRequest},
		"a_second_one_behind_it_is_refused":      {`{"query":"{serverInfo{version}}"}` + "\n" + `{"query":"{serverInfo{version}}"}`, http.StatusBadRequest},
		"space_around_it_is_no_harm":             {" \r\n\t" + `{"query":"{serverInfo{version}}"}` + "\n", http.StatusOK},
		"a_byte_order_mark_is_refused":           {"\ufeff" + `{"query":"{serverInfo{version}}"}`, http.StatusBadRequest},
		"broken_utf_8_is_refused":                {`{"query":"{serverInfo{version}}","extensions":{"a":"` + "\xff\xfe" + `"}}`, http.StatusBadRequest},
		"utf_16_is_refused":                      {"\xff\xfe{\x00}\x00", http.StatusBadRequest},
		"a_comment_is_refused":                   {`{"query":"{serverInfo{version}}" /* ` + canary + ` */}`, http.StatusBadRequest},
		"a_document_that_is_a_number_is_refused": {`{"query":1}`, http.StatusBadRequest},
		"a_document_that_is_null_is_refused":     {`{"query":null,"variables":{"p":"` + canary + `"}}`, http.StatusBadRequest},
		"variables_in_a_text_are_refused":        {`{"query":"{serverInfo{version}}","variables":"{\"p\":\"` + canary + `\"}"}`, http.StatusBadRequest},
		"variables_in_a_list_are_refused":        {`{"query":"{serverInfo{version}}","variables":["` + canary + `"]}`, http.StatusBadRequest},
		"a_name_that_is_an_object_is_refused":    {`{"query":"{serverInfo{version}}","operationName":{"` + canary + `":1}}`, http.StatusBadRequest},
		"extensions_in_a_list_are_refused":       {`{"query":"{serverInfo{version}}","extensions":["` + canary + `"]}`, http.StatusBadRequest},
		"null_beside_it_is_no_harm":              {`{"query":"{serverInfo{version}}","variables":null,"operationName":null,"extensions":null}`, http.StatusOK},
		"a_member_of_another_kind_is_no_harm":    {`{"query":"{serverInfo{version}}","id":"` + canary + `"}`, http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.Post(t, []byte(one.body), asJSON)
			if got.Status != one.status || (got.Status == http.StatusOK) != (len(got.Errors) == 0) {
				t.Fatalf("status %d, want %d: %+v", got.Status, one.status, got.Errors)
			}
			if said := fmt.Sprintf("%s %+v", got.Data, got.Errors); strings.Contains(said, canary) || len(said) > 1000 {
				t.Errorf("it repeats what it read: %.2000s", said)
			}
			c.Query(t, `{serverInfo{version}}`, nil, nil)
		})
	}
}

func TestBodyType(t *testing.T) {
	s := servertest.Start(t, servertest.Empty())
	const body = `{"query":"{serverInfo{version}}"}`
	for name, one := range map[string]struct {
		header map[string]string
		status int
	}{
		"json":                     {map[string]string{"Content-Type": "application/json"}, http.StatusOK},
		"json_in_capitals":         {map[string]string{"Content-Type": "Application/JSON"}, http.StatusOK},
		"json_in_utf_8":            {map[string]string{"Content-Type": "application/json; charset=UTF-8"}, http.StatusOK},
		"json_in_another_charset":  {map[string]string{"Content-Type": "application/json; charset=utf-16"}, http.StatusUnsupportedMediaType},
		"json_in_latin_1":          {map[string]string{"Content-Type": "application/json; charset=iso-8859-1"}, http.StatusUnsupportedMediaType},
		"a_form":                   {map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, http.StatusUnsupportedMediaType},
		"a_form_with_files":        {map[string]string{"Content-Type": "multipart/form-data; boundary=b"}, http.StatusUnsupportedMediaType},
		"plain_text":               {map[string]string{"Content-Type": "text/plain"}, http.StatusUnsupportedMediaType},
		"text_that_mentions_json":  {map[string]string{"Content-Type": "text/plain; application/json"}, http.StatusUnsupportedMediaType},
		"two_types_in_one":         {map[string]string{"Content-Type": "text/plain, application/json"}, http.StatusUnsupportedMediaType},
		"the_document_alone":       {map[string]string{"Content-Type": "application/graphql"}, http.StatusUnsupportedMediaType},
		"no_type":                  {map[string]string{"Content-Type": ""}, http.StatusUnsupportedMediaType},
		"packed":                   {map[string]string{"Content-Type": "application/json", "Content-Encoding": "gzip"}, http.StatusUnsupportedMediaType},
		"said_to_be_packed_in_two": {map[string]string{"Content-Type": "application/json", "Content-Encoding": "identity, br"}, http.StatusUnsupportedMediaType},
	} {
		t.Run(name, func(t *testing.T) {
			sent := []byte(body)
			if one.header["Content-Encoding"] == "gzip" {
				sent = zipped(t, body)
			}
			got := s.Client().Post(t, sent, one.header)
			if got.Status != one.status {
				t.Fatalf("status %d, want %d: %+v", got.Status, one.status, got.Errors)
			}
			if one.status != http.StatusOK && got.Header.Get("Accept-Post") == "" && got.Header.Get("Accept-Encoding") == "" {
				t.Error("it does not say what is taken")
			}
		})
	}
}

// TestBodyAnnounced: what says itself that it is too large is not waited for.
func TestBodyAnnounced(t *testing.T) {
	s := servertest.Start(t, servertest.Empty())
	c, err := net.Dial("tcp", s.Addr())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "POST /graphql HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 262145\r\n\r\n", s.Addr())
	_ = c.SetReadDeadline(time.Now().Add(servertest.Patience))
	got, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil || got.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%+v, %v", got, err)
	}
}

func zipped(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
