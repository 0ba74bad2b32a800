package server_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"doorward/server"
)

func gz(t *testing.T, text string) []byte {
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

func built(t *testing.T) http.Handler {
	packed := func(text string) (br, z *fstest.MapFile) {
		return &fstest.MapFile{Data: []byte("brotli of " + text)}, &fstest.MapFile{Data: gz(t, text)}
	}
	files := fstest.MapFS{".keep": {}, "assets/inter-abc.woff2": {Data: []byte("font")}}
	for name, text := range map[string]string{
		"index.html": "<p>console", "playground/index.html": "<p>playground", "assets/app-abc.js": "app()", "theme.js": "theme()",
	} {
		files[name+".br"], files[name+".gz"] = packed(text)
	}
	return server.NewConsole(files)
}

func get(h http.Handler, path, encoding string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if encoding != "" {
		r.Header.Set("Accept-Encoding", encoding)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestConsole(t *testing.T) {
	h := built(t)
	for name, c := range map[string]struct {
		path, encoding     string
		status             int
		body, coding, keep string
	}{
		"the_smallest_form_is_sent":               {"/assets/app-abc.js", "gzip, deflate, br", 200, "brotli of app()", "br", "immutable"},
		"gzip_where_brotli_is_not_taken":          {"/assets/app-abc.js", "gzip", 200, "", "gzip", "immutable"},
		"unpacked_where_neither_is_taken":         {"/assets/app-abc.js", "", 200, "app()", "", "immutable"},
		"a_weight_of_nothing_refuses_a_form":      {"/assets/app-abc.js", "br;q=0, gzip; q=0.0", 200, "app()", "", "immutable"},
		"a_font_is_sent_as_it_is":                 {"/assets/inter-abc.woff2", "br", 200, "font", "", "immutable"},
		"a_route_of_the_console_gives_its_page":   {"/acme-production/users", "br", 200, "brotli of <p>console", "br", "no-cache"},
		"a_route_may_hold_a_dot":                  {"/acme-production/users/a.b@example.com", "", 200, "<p>console", "", "no-cache"},
		"the_playground_has_its_own_page":         {"/playground/", "", 200, "<p>playground", "", "no-cache"},
		"a_file_beside_the_page_is_asked_anew":    {"/theme.js", "", 200, "theme()", "", "no-cache"},
		"an_unknown_asset_is_not_found":           {"/assets/app-old.js", "br", 404, "", "", ""},
		"an_unknown_file_is_not_found":            {"/favicon.ico", "br", 404, "", "", ""},
		"an_unknown_file_of_the_playground_too":   {"/playground/x", "br", 404, "", "", ""},
		"the_packed_form_has_no_address":          {"/assets/app-abc.js.br", "br", 404, "", "", ""},
		"the_playground_without_a_slash_moves_on": {"/playground", "", 301, "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(h, c.path, c.encoding)
			if w.Code != c.status || c.body != "" && w.Body.String() != c.body {
				t.Errorf("status %d, body %q", w.Code, w.Body)
			}
			if c.status != 200 {
				return
			}
			if got := w.Header().Get("Content-Encoding"); got != c.coding {
				t.Errorf("Content-Encoding %q, want %q", got, c.coding)
			}
			if got := w.Header().Get("Cache-Control"); !strings.Contains(got, c.keep) {
				t.Errorf("Cache-Control %q, want %q in it", got, c.keep)
			}
		})
	}
	t.Run("the_way_to_the_playground_keeps_the_tenant", func(t *testing.T) {
		if to := get(h, "/playground?tenant=acme-production", "").Header().Get("Location"); to != "/playground/?tenant=acme-production" {
			t.Errorf("moved on to %s", to)
		}
	})
	t.Run("the_pages_have_their_policies", func(t *testing.T) {
		page, playground := get(h, "/", "").Header().Get("Content-Security-Policy"), get(h, "/playground/", "").Header().Get("Content-Security-Policy")
		if strings.Contains(page, "unsafe") || !strings.Contains(page, "require-trusted-types-for 'script'") {
			t.Errorf("console: %s", page)
		}
		if !strings.Contains(playground, "worker-src 'self'") || strings.Contains(playground, "unsafe-eval") {
			t.Errorf("playground: %s", playground)
		}
	})
	t.Run("an_unchanged_page_is_not_sent_twice", func(t *testing.T) {
		first := get(h, "/", "br")
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Encoding", "br")
		r.Header.Set("If-None-Match", first.Header().Get("Etag"))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusNotModified {
			t.Errorf("status %d", w.Code)
		}
		if first.Header().Get("Etag") == get(h, "/", "gzip").Header().Get("Etag") {
			t.Error("two forms carry the same tag")
		}
	})
	t.Run("before_the_first_build_it_says_what_to_do", func(t *testing.T) {
		w := get(server.NewConsole(fstest.MapFS{".keep": {}}), "/users", "")
		if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "make build") {
			t.Errorf("status %d, body %s", w.Code, w.Body)
		}
	})
}
