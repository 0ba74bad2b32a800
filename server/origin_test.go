package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"doorward/server"
	"doorward/server/servertest"
)

func TestOrigin(t *testing.T) {
	s := servertest.Start(t, servertest.PublicURL("https://access.example.com"))
	signedIn := s.Client()
	token := onlyCookie(t, signedIn.Do(t, signIn, asOwner()).Header)
	for name, c := range map[string]struct {
		origin   string
		post, ws int
	}{
		"its_own":               {"https://access.example.com", 200, 101},
		"none":                  {"", 200, 403}, // a browser always says where a socket comes from
		"null":                  {"null", 403, 403},
		"plain":                 {"http://access.example.com", 403, 403},
		"another_port":          {"https://access.example.com:8443", 403, 403},
		"its_own_port_in_words": {"https://access.example.com:443", 403, 403},
		"a_suffix":              {"https://access.example.com.evil.example", 403, 403},
		"a_prefix":              {"https://evil-access.example.com", 403, 403},
		"a_subdomain":           {"https://a.access.example.com", 403, 403},
		"a_parent":              {"https://example.com", 403, 403},
		"user_information":      {"https://access.example.com@evil.example", 403, 403},
		"another_case":          {"https://ACCESS.example.com", 403, 403},
		"a_slash_at_the_end":    {"https://access.example.com/", 403, 403},
		"a_look_alike":          {"https://аccess.example.com", 403, 403},
		"a_look_alike_in_ASCII": {"https://xn--ccess-3ve.example.com", 403, 403},
		"a_dot_at_the_end":      {"https://access.example.com.", 403, 403},
		"a_websockets":          {"wss://access.example.com", 403, 403},
		"a_path":                {"https://access.example.com/graphql", 403, 403},
		"two_in_one":            {"https://access.example.com https://evil.example", 403, 403},
		"a_file":                {"file://", 403, 403},
		"an_extension":          {"chrome-extension://abcdefgh", 403, 403},
		"somewhere_else":        {"https://evil.example", 403, 403},
		"this_machine":          {"http://127.0.0.1:8080", 403, 403},
		"its_own_in_punycode":   {"https://xn--ccess-3ve.example.com", 403, 403},
		"its_own_with_a_dot":    {"https://access.example.com.", 403, 403},
		"a_worker":              {"blob:https://access.example.com/1", 403, 403},
	} {
		t.Run(name, func(t *testing.T) {
			header := map[string]string{"Content-Type": "application/json", "Cookie": token.Name + "=" + token.Value}
			if c.origin != "" {
				header["Origin"] = c.origin
			}
			if got := s.Client().Post(t, []byte(`{"query":"{serverInfo{version}}"}`), header); got.Status != c.post {
				t.Errorf("by POST: status %d, want %d", got.Status, c.post)
			}
			if _, got, err := s.Client().TryEvents(`{serverInfo{version}}`, nil, header); err != nil || got.Status != c.post {
				t.Errorf("by event stream: status %d, want %d (%v)", got.Status, c.post, err)
			}
			if got := upgrade(t, s, header); got != c.ws {
				t.Errorf("by websocket: status %d, want %d", got, c.ws)
			}
		})
	}
	t.Run("two_headers_are_refused_whichever_comes_first", func(t *testing.T) {
		for _, pair := range [][2]string{{"https://access.example.com", "https://evil.example"}, {"https://evil.example", "https://access.example.com"}} {
			conn, err := net.Dial("tcp", s.Addr())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = conn.Close() })
			fmt.Fprintf(conn, "GET /graphql HTTP/1.1\r\nHost: access.example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"+
				"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: %s\r\nOrigin: %s\r\n\r\n", pair[0], pair[1])
			_ = conn.SetReadDeadline(time.Now().Add(servertest.Patience))
			answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil || answer.StatusCode != http.StatusForbidden {
				t.Errorf("%v: %v, %v", pair, answer, err)
			}
		}
	})
	t.Run("a_program_without_a_cookie_needs_no_origin", func(t *testing.T) {
		if got := upgrade(t, s, nil); got != http.StatusSwitchingProtocols {
			t.Errorf("status %d", got)
		}
	})
	// What a page can have a browser send without asking this server first (T-15).
	at := lastEntry(t, s)
	for kind, body := range map[string]string{
		"application/x-www-form-urlencoded": "query=mutation{signOut{signedOut}}", "multipart/form-data; boundary=b": "--b\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\nmutation{signOut{signedOut}}\r\n--b--\r\n",
		"text/plain": `{"query":"mutation{signOut{signedOut}}"}`, "": `{"query":"mutation{signOut{signedOut}}"}`,
	} {
		t.Run("a_simple_post_changes_nothing_even_from_here/"+strings.ReplaceAll(kind, "/", "_"), func(t *testing.T) {
			for _, from := range []string{"", "https://access.example.com", "https://evil.example"} {
				header := map[string]string{"Content-Type": kind, "Cookie": token.Name + "=" + token.Value}
				if from != "" {
					header["Origin"] = from
				}
				if got := s.Client().Post(t, []byte(body), header); got.Status != http.StatusUnsupportedMediaType && got.Status != http.StatusForbidden {
					t.Errorf("from %q: status %d", from, got.Status)
				}
			}
		})
	}
	t.Run("an_address_to_follow_changes_nothing", func(t *testing.T) {
		for site, status := range map[string]int{"": http.StatusMethodNotAllowed, "none": http.StatusMethodNotAllowed, "cross-site": http.StatusForbidden} {
			got, _ := s.Client().Get(t, "/graphql?query=mutation{signOut{signedOut}}", map[string]string{"Cookie": token.Name + "=" + token.Value, "Sec-Fetch-Site": site})
			if got.StatusCode != status || lastEntry(t, s) != at {
				t.Errorf("%q: status %d, the journal went from %d to %d", site, got.StatusCode, at, lastEntry(t, s))
			}
		}
	})
	t.Run("another_sites_images_spend_nothing_of_a_network", func(t *testing.T) {
		s := servertest.Start(t, servertest.PublicURL("https://access.example.com"), servertest.Config(func(c *server.Config) { c.NetworkBudget = 5 }))
		for _, header := range []map[string]string{
			{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"},
			{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
		} {
			for range 5 {
				if got, _ := s.Client().Get(t, "/graphql?query={serverInfo{version}}", header); got.StatusCode != http.StatusForbidden {
					t.Fatalf("%v: status %d", header, got.StatusCode)
				}
			}
			r, err := http.NewRequest(http.MethodHead, "http://"+s.Addr()+"/graphql?query={serverInfo{version}}", nil)
			if err != nil {
				t.Fatal(err)
			}
			for name, value := range header {
				r.Header.Set(name, value)
			}
			got, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			if _ = got.Body.Close(); got.StatusCode != http.StatusForbidden {
				t.Errorf("HEAD, %v: status %d", header, got.StatusCode)
			}
		}
		for _, header := range []map[string]string{nil, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "https://access.example.com"}, {}} {
			if got, _ := s.Client().Get(t, "/graphql?query={serverInfo{version}}", header); got.StatusCode != http.StatusOK {
				t.Errorf("%v: status %d", header, got.StatusCode)
			}
		}
	})
	t.Run("an_origin_is_not_ours_because_the_host_says_so", func(t *testing.T) {
		r, err := http.NewRequest(http.MethodPost, "http://"+s.Addr()+"/graphql", strings.NewReader(`{"query":"{serverInfo{version}}"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = "foo.example"
		r.Header.Set("Origin", "http://foo.example")
		r.Header.Set("Content-Type", "application/json")
		got, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if _ = got.Body.Close(); got.StatusCode != http.StatusForbidden {
			t.Errorf("status %d", got.StatusCode)
		}
	})
	t.Run("another_sites_form_is_refused_whatever_it_sends", func(t *testing.T) {
		header := map[string]string{"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}
		if got := s.Client().Post(t, []byte(`{"query":"{serverInfo{version}}"}`), header); got.Status != http.StatusForbidden {
			t.Errorf("status %d", got.Status)
		}
	})
}

// upgrade asks for a websocket with these headers, and gives the status of the answer.
func upgrade(t *testing.T, s *servertest.Server, header map[string]string) int {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, "http://"+s.Addr()+"/graphql", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
		"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": "graphql-transport-ws",
	} {
		r.Header.Set(name, value)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	return response.StatusCode
}

func TestHost(t *testing.T) {
	here := servertest.Start(t, servertest.Empty())
	_, port, _ := strings.Cut(here.Addr(), ":")
	status := func(t *testing.T, s *servertest.Server, host string) (int, string) {
		t.Helper()
		r, err := http.NewRequest(http.MethodPost, "http://"+s.Addr()+"/graphql", strings.NewReader(`{"query":"{serverInfo{version}}"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		r.Header.Set("Content-Type", "application/json")
		response, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
	for _, host := range []string{here.Addr(), "localhost:" + port, "LOCALHOST:" + port, "localhost", "[::1]:" + port, "127.0.0.2:" + port, "localhost:5173"} {
		t.Run(host+"_is_this_machine", func(t *testing.T) {
			if got, body := status(t, here, host); got != http.StatusOK {
				t.Errorf("status %d: %s", got, body)
			}
		})
	}
	for _, host := range []string{"evil.example:" + port, "localhost.evil.example:" + port, "127.0.0.1.evil.example", "192.168.0.7:" + port, "localhost@evil.example"} {
		t.Run(host+"_is_refused", func(t *testing.T) {
			got, body := status(t, here, host)
			if got != http.StatusMisdirectedRequest && got != http.StatusBadRequest || got == http.StatusMisdirectedRequest && !strings.Contains(body, here.PublicURL()) {
				t.Errorf("status %d: %s", got, body)
			}
		})
	}
	t.Run("a_proxy_sends_on_any", func(t *testing.T) {
		s := servertest.Start(t, servertest.Empty(), servertest.PublicURL("https://access.example.com"))
		if got, body := status(t, s, "doorward.internal"); got != http.StatusOK {
			t.Errorf("status %d: %s", got, body)
		}
	})
}
