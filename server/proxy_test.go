package server_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"doorward/ent"
	"doorward/ent/session"
	"doorward/internal/viewer"
	"doorward/server"
	"doorward/server/servertest"
)

// TestClientAddress is the part of T-18 about forged addresses: a header is believed as far
// as trusted machines have written it.
func TestClientAddress(t *testing.T) {
	trusted := []string{"10.0.0.0/8", "192.0.2.1", "2001:db8:ffff::/48"}
	for name, c := range map[string]struct {
		trusted   []string
		peer      string
		forwarded []string
		want      string
	}{
		"without_the_setting_it_is_the_peer":              {nil, "10.0.0.1:9", []string{"198.51.100.7"}, "10.0.0.1"},
		"an_untrusted_peer_is_not_believed":               {trusted, "203.0.113.9:9", []string{"198.51.100.7"}, "203.0.113.9"},
		"a_trusted_peer_is":                               {trusted, "10.0.0.1:9", []string{"198.51.100.7"}, "198.51.100.7"},
		"one_named_alone_is":                              {trusted, "192.0.2.1:9", []string{"198.51.100.7"}, "198.51.100.7"},
		"its_neighbour_is_not":                            {trusted, "192.0.2.2:9", []string{"198.51.100.7"}, "192.0.2.2"},
		"what_the_client_wrote_itself_is_left_out":        {trusted, "10.0.0.1:9", []string{"127.0.0.1, 1.1.1.1, 198.51.100.7"}, "198.51.100.7"},
		"a_trusted_address_that_the_client_wrote_as_well": {trusted, "10.0.0.1:9", []string{"10.9.9.9, 198.51.100.7"}, "198.51.100.7"},
		"several_proxies_are_passed_over":                 {trusted, "10.0.0.1:9", []string{"1.1.1.1, 198.51.100.7, 10.0.0.3, 10.0.0.2"}, "198.51.100.7"},
		"several_headers_are_one":                         {trusted, "10.0.0.1:9", []string{"1.1.1.1", "198.51.100.7", "10.0.0.2"}, "198.51.100.7"},
		"all_of_them_trusted":                             {trusted, "10.0.0.1:9", []string{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		"no_header":                                       {trusted, "10.0.0.1:9", nil, "10.0.0.1"},
		"an_empty_header":                                 {trusted, "10.0.0.1:9", []string{""}, "10.0.0.1"},
		"an_entry_that_is_none":                           {trusted, "10.0.0.1:9", []string{"198.51.100.7, unknown, 10.0.0.2"}, "10.0.0.2"},
		"an_entry_that_is_code":                           {trusted, "10.0.0.1:9", []string{"1.1.1.1, <script>\x01' OR 1=1"}, "10.0.0.1"},
		"an_empty_entry":                                  {trusted, "10.0.0.1:9", []string{"198.51.100.7,"}, "10.0.0.1"},
		"an_address_with_a_port":                          {trusted, "10.0.0.1:9", []string{"198.51.100.7:4711"}, "198.51.100.7"},
		"an_address_of_ipv6":                              {trusted, "[2001:db8:ffff::1]:9", []string{"2001:db8:1::7"}, "2001:db8:1::7"},
		"with_a_port":                                     {trusted, "[2001:db8:ffff::1]:9", []string{"[2001:db8:1::7]:4711"}, "2001:db8:1::7"},
		"ipv4_within_ipv6_is_ipv4":                        {trusted, "[::ffff:10.0.0.1]:9", []string{"::ffff:198.51.100.7"}, "198.51.100.7"},
		"a_zone_is_left_out":                              {trusted, "[fe80::1%eth0]:9", nil, "fe80::1"},
		"a_peer_without_an_address":                       {trusted, "@", []string{"198.51.100.7"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = c.peer
			for _, line := range c.forwarded {
				r.Header.Add("X-Forwarded-For", line)
			}
			if got := server.ClientAddress(t, c.trusted, r); got != c.want {
				t.Errorf("%q instead of %q", got, c.want)
			}
		})
	}
}

// TestForwarded: what a session remembers.
func TestForwarded(t *testing.T) {
	for name, c := range map[string]struct {
		trusted []string
		want    string
	}{
		"nobody_is_trusted":   {nil, "127.0.0.1"},
		"this_machine_is":     {[]string{"127.0.0.1"}, "198.51.100.7"},
		"another_machine_is":  {[]string{"10.0.0.0/8"}, "127.0.0.1"},
		"this_and_others_are": {[]string{"10.0.0.0/8", "127.0.0.0/8"}, "198.51.100.7"},
		"in_the_form_of_ipv6": {[]string{"::1", "127.0.0.1/32"}, "198.51.100.7"},
	} {
		t.Run(name, func(t *testing.T) {
			s := servertest.Start(t, servertest.Config(func(g *server.Config) { g.TrustedProxies = c.trusted }))
			header := map[string]string{"Content-Type": "application/json", "X-Forwarded-For": "1.1.1.1, 198.51.100.7", "X-Real-Ip": "2.2.2.2",
				"Forwarded": "for=3.3.3.3", "Client-Ip": "4.4.4.4"}
			got := s.Client().Post(t, []byte(`{"query":"mutation{signIn(input:{email:\"owner@acme.example\",password:\"`+servertest.Password+`\"}){next}}"}`), header)
			if got.Status != http.StatusOK || len(got.Errors) > 0 {
				t.Fatalf("status %d: %+v", got.Status, got.Errors)
			}
			ctx := viewer.AsSystem(t.Context())
			kept := s.Log.DB().Client().Session.Query().Order(session.ByCreatedAt(), ent.Desc(session.FieldID)).AllX(ctx)
			if last := kept[len(kept)-1]; last.IP == nil || *last.IP != c.want {
				t.Errorf("the session remembers %v instead of %s", last.IP, c.want)
			}
		})
	}
	t.Run("an_address_that_is_none_is_refused_at_the_start", func(t *testing.T) {
		for _, wrong := range []string{"", "proxy.example.com", "10.0.0.0/33", "10.0.0.1:80", "10.0.0", "*"} {
			_, err := server.New(t.Context(), server.Config{Addr: "127.0.0.1:0", OpsAddr: "off", TrustedProxies: []string{wrong}, Storage: server.Storage{Data: t.TempDir()}}, server.Deps{})
			if err == nil {
				t.Errorf("%q is taken", wrong)
			}
		}
	})
}
