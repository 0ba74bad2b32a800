package server

import (
	"net"
	"net/http"
	"net/url"
)

// origins are those from which a browser may use this server, each exactly: the
// public URL's, and while that is this machine, every name of this machine.
func (s *Server) origins() map[string]bool {
	public, err := url.Parse(s.PublicURL())
	if err != nil || public.Host == "" { // checked at the start; a command listens nowhere
		return nil
	}
	all := map[string]bool{public.Scheme + "://" + public.Host: true}
	if !loopback(public.Hostname()) {
		return all
	}
	_, port, err := net.SplitHostPort(s.Addr())
	if err != nil {
		return all
	}
	for _, host := range []string{"127.0.0.1", "localhost", "::1"} {
		all["http://"+net.JoinHostPort(host, port)] = true
	}
	return all
}

// crossOrigin refuses what another site makes a browser send. Upgrades are a GET,
// which it lets pass: a socket's Origin is checked where it is opened.
func crossOrigin(origins map[string]bool) *http.CrossOriginProtection {
	c := http.NewCrossOriginProtection()
	for o := range origins {
		if err := c.AddTrustedOrigin(o); err != nil {
			panic(err) // made from a parsed URL above
		}
	}
	return c
}
