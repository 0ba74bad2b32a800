package server_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"doorward/server"
	"doorward/server/servertest"
)

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// The known documents: one of them goes beyond what others may ask for.
var (
	knownQuery = `query Known{serverInfo{passwordMinLength}}`
	knownLarge = `{` + aliased(40) + `}`
	knownLive  = `subscription Known{live{cursor}}`
	known      = map[string]string{hashOf(knownQuery): knownQuery, hashOf(knownLarge): knownLarge, hashOf(knownLive): knownLive}
)

func aliased(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("a" + strings.Repeat("b", i) + ":serverInfo{version} ")
	}
	return b.String()
}

func byHash(hash string) []byte {
	return []byte(`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hash + `"}}}`)
}

func TestPersisted(t *testing.T) {
	s := servertest.Start(t, servertest.Documents(known))
	c := s.Client()
	refused := func(t *testing.T, got servertest.Answer, code string) {
		t.Helper()
		if got.Status != http.StatusBadRequest || len(got.Errors) != 1 || got.Data != nil || got.Errors[0].Extensions.Category != "REQUEST" || got.Errors[0].Extensions.Code != code {
			t.Errorf("status %d, %+v", got.Status, got)
		}
	}
	t.Run("a_known_document_is_run_by_its_hash", func(t *testing.T) {
		got := c.Post(t, byHash(hashOf(knownQuery)), asJSON)
		if got.Status != http.StatusOK || string(got.Data) != `{"serverInfo":{"passwordMinLength":15}}` {
			t.Errorf("status %d: %s %+v", got.Status, got.Data, got.Errors)
		}
	})
	t.Run("and_by_get", func(t *testing.T) {
		query := url.Values{"extensions": {`{"persistedQuery":{"version":1,"sha256Hash":"` + hashOf(knownQuery) + `"}}`}}
		got, body := c.Get(t, "/graphql?"+query.Encode(), nil)
		if got.StatusCode != http.StatusOK || string(body) != `{"data":{"serverInfo":{"passwordMinLength":15}}}` {
			t.Errorf("status %d: %s", got.StatusCode, body)
		}
	})
	t.Run("and_on_a_websocket", func(t *testing.T) {
		socket := s.SignIn(t, "manager@acme.example").In("acme-production").Socket(t)
		for hash, want := range map[string]string{hashOf(knownQuery): "INVALID", strings.Repeat("0", 64): "PERSISTED_QUERY_NOT_FOUND"} {
			m := socket.SubscribeByHash(t, hash).Message(t)
			var errors []servertest.Error
			if err := json.Unmarshal(m.Payload, &errors); err != nil || m.Type != "error" || len(errors) != 1 || errors[0].Extensions.Code != want {
				t.Errorf("%s %s", m.Type, m.Payload)
			}
		}
	})
	t.Run("it_may_go_beyond_the_limits_of_others_however_it_came", func(t *testing.T) {
		for _, body := range [][]byte{byHash(hashOf(knownLarge)), asQuery(t, knownLarge)} {
			if got := c.Post(t, body, asJSON); got.Status != http.StatusOK {
				t.Errorf("status %d: %+v", got.Status, got.Errors)
			}
		}
		refused(t, c.Post(t, asQuery(t, knownLarge+" "), asJSON), "LIMIT_EXCEEDED")
	})
	t.Run("an_unknown_hash_is_not_found", func(t *testing.T) {
		for _, hash := range []string{strings.Repeat("0", 64), strings.ToUpper(hashOf(knownQuery)), hashOf(knownQuery)[:63], hashOf(knownQuery) + "0", ""} {
			refused(t, c.Post(t, byHash(hash), asJSON), "PERSISTED_QUERY_NOT_FOUND")
		}
	})
	t.Run("a_document_beside_the_hash_must_be_its_own", func(t *testing.T) {
		with := func(document, hash string) servertest.Answer {
			body := strings.Replace(string(asQuery(t, document)), "{", `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"`+hash+`"}},`, 1)
			return c.Post(t, []byte(body), asJSON)
		}
		refused(t, with(`{serverInfo{version}}`, hashOf(knownQuery)), "INVALID")
		refused(t, with(`{serverInfo{version}}`, strings.Repeat("0", 64)), "INVALID")
		if got := with(`{serverInfo{version}}`, hashOf(`{serverInfo{version}}`)); got.Status != http.StatusOK {
			t.Errorf("status %d: %+v", got.Status, got.Errors)
		}
		t.Run("and_is_not_kept", func(t *testing.T) {
			refused(t, c.Post(t, byHash(hashOf(`{serverInfo{version}}`)), asJSON), "PERSISTED_QUERY_NOT_FOUND")
		})
	})
	t.Run("what_does_not_name_a_document_is_refused", func(t *testing.T) {
		for _, named := range []string{`"` + hashOf(knownQuery) + `"`, `[]`, `{}`, `{"version":2,"sha256Hash":"` + hashOf(knownQuery) + `"}`, `{"version":1,"sha256Hash":7}`, `{"sha256Hash":"` + hashOf(knownQuery) + `"}`} {
			refused(t, c.Post(t, []byte(`{"extensions":{"persistedQuery":`+named+`}}`), asJSON), "INVALID")
		}
		refused(t, c.Post(t, []byte(`{"extensions":{"persistedQuery":null}}`), asJSON), "INVALID")
	})
}

// TestPersistedOnly is --operations=persisted.
func TestPersistedOnly(t *testing.T) {
	only := servertest.Config(func(c *server.Config) { c.Operations = "persisted" })
	s := servertest.Start(t, servertest.Empty(), servertest.Documents(known), only)
	c := s.Client()
	for _, body := range [][]byte{byHash(hashOf(knownQuery)), asQuery(t, knownQuery)} {
		if got := c.Post(t, body, asJSON); got.Status != http.StatusOK {
			t.Errorf("status %d: %+v", got.Status, got.Errors)
		}
	}
	for name, body := range map[string][]byte{
		"another_document": asQuery(t, `{serverInfo{version}}`), "the_same_written_otherwise": asQuery(t, knownQuery+"\n"), "introspection": asQuery(t, `{__schema{types{name}}}`),
		"a_document_that_is_none": asQuery(t, `{`), "an_unknown_hash": byHash(strings.Repeat("0", 64)),
		"another_document_beside_its_own_hash": []byte(`{"query":"{__typename}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hashOf(`{__typename}`) + `"}}}`),
	} {
		t.Run(name+"_is_refused", func(t *testing.T) {
			got := c.Post(t, body, asJSON)
			if got.Status != http.StatusBadRequest || len(got.Errors) != 1 || got.Errors[0].Extensions.Code != "PERSISTED_QUERY_NOT_FOUND" || got.Data != nil {
				t.Errorf("status %d, %+v", got.Status, got)
			}
		})
	}
	t.Run("there_is_no_playground", func(t *testing.T) { noPlayground(t, s) })
	t.Run("without_the_list_the_server_does_not_start", func(t *testing.T) {
		_, err := server.New(t.Context(), server.Config{Addr: "127.0.0.1:0", OpsAddr: "off", Operations: "persisted", Storage: server.Storage{Data: t.TempDir()}},
			server.Deps{Documents: map[string]string{}})
		if err == nil || !strings.Contains(err.Error(), "--operations=persisted") {
			t.Error(err)
		}
	})
}

// TestPlayground is --playground=off (T-41): nothing tells that there ever was one.
func TestPlayground(t *testing.T) {
	s := servertest.Start(t, servertest.Empty(), servertest.Config(func(c *server.Config) { c.Playground = "off" }))
	noPlayground(t, s)
	t.Run("its_files_are_not_there_either", func(t *testing.T) {
		h := server.NewConsoleWithoutPlayground(fstest.MapFS{"index.html.gz": {}, "playground/index.html.gz": {}, "playground/a.js.gz": {}})
		for _, path := range []string{"/playground", "/playground/", "/playground/index.html", "/playground/a.js"} {
			w := httptest.NewRecorder()
			if h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil)); w.Code != http.StatusNotFound {
				t.Errorf("%s: status %d", path, w.Code)
			}
		}
	})
}

func noPlayground(t *testing.T, s *servertest.Server) {
	t.Helper()
	unknown, want := s.Client().Get(t, "/unknown.js", nil)
	for _, path := range []string{"/playground", "/playground/", "/playground/index.html", "/playground/worker.js"} {
		got, body := s.Client().Get(t, path, nil)
		if got.StatusCode != http.StatusNotFound || string(body) != string(want) || got.Header.Get("Content-Type") != unknown.Header.Get("Content-Type") {
			t.Errorf("%s: status %d: %s", path, got.StatusCode, body)
		}
	}
}

func asQuery(t *testing.T, document string) []byte {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		t.Fatal(err)
	}
	return body
}
