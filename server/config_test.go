package server_test

import (
	"strings"
	"testing"

	"doorward/server"
)

func TestConfig(t *testing.T) {
	for name, c := range map[string]struct {
		config server.Config
		says   string // in the error; empty: none
	}{
		"an_address_without_a_port_is_refused":      {server.Config{Addr: "127.0.0.1"}, "must look like"},
		"an_open_address_needs_the_public_url":      {server.Config{Addr: "0.0.0.0:8080"}, "--public-url"},
		"every_interface_is_an_open_address":        {server.Config{Addr: ":8080"}, "--public-url"},
		"a_loopback_address_needs_none":             {server.Config{Addr: "[::1]:8080"}, ""},
		"a_public_url_over_http_is_refused":         {server.Config{Addr: ":80", PublicURL: "http://example.com"}, "https://"},
		"a_public_url_over_http_here_is_taken":      {server.Config{Addr: "127.0.0.1:80", PublicURL: "http://localhost:5173"}, ""},
		"a_public_url_with_a_path_is_refused":       {server.Config{Addr: ":80", PublicURL: "https://example.com/doorward"}, "alone"},
		"a_public_url_with_a_password_is_refused":   {server.Config{Addr: ":80", PublicURL: "https://a:b@example.com"}, "alone"},
		"a_public_url_without_a_scheme_is_refused":  {server.Config{Addr: ":80", PublicURL: "example.com"}, "scheme"},
		"a_public_url_may_end_in_a_slash":           {server.Config{Addr: ":80", PublicURL: "https://example.com/"}, ""},
		"the_demo_listens_here_alone":               {server.Config{Addr: ":80", PublicURL: "https://example.com", Demo: true}, "loopback"},
		"the_demo_has_a_public_url_here_alone":      {server.Config{Addr: "127.0.0.1:80", PublicURL: "https://demo.example.com", Demo: true}, "demo.example.com"},
		"the_demo_behind_vite_is_here":              {server.Config{Addr: "127.0.0.1:80", PublicURL: "http://localhost:5173", Demo: true}, ""},
		"an_operators_address_must_be_one":          {server.Config{Addr: "127.0.0.1:80", OpsAddr: "9090"}, "operator"},
		"the_operators_address_may_be_switched_off": {server.Config{Addr: "127.0.0.1:80", OpsAddr: "off"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.config.Check()
			if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("got %v, want an error with %q", err, c.says)
			}
		})
	}
}
