package server

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// origins are those from which a browser may use this server, each exactly: the
// public URL's, and while that is this machine, every name of this machine.
func (s *Server) origins() map[string]bool {
	public, err := url.Parse(s.PublicURL())
	if err != nil || public.Host == "" { // checked at the start; a command listens nowhere
		return nil
	}
	all := map[string]bool{public.Scheme + "://" + public.Host: true}
	if !s.Loopback() {
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

// Loopback tells whether people reach this server on this machine alone.
func (s *Server) Loopback() bool { return loopbackURL(s.PublicURL()) }

// ownHost refuses, on a server of this machine alone, what a browser sends under a name of
// somebody else's that was made to lead here: to the browser its answers would be that
// site's. Behind a proxy the name is the proxy's to check, which may send on any.
func (s *Server) ownHost(next http.Handler) http.Handler {
	if !s.Loopback() {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if host := (&url.URL{Host: r.Host}).Hostname(); !loopback(strings.ToLower(host)) {
			http.Error(w, "Doorward is not served under this name: open "+s.PublicURL(), http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// crossOrigin refuses what another site makes a browser send. GET it lets pass: see
// ownPages, and where a socket is opened.
func crossOrigin(origins map[string]bool) *http.CrossOriginProtection {
	c := http.NewCrossOriginProtection()
	for o := range origins {
		if err := c.AddTrustedOrigin(o); err != nil {
			panic(err) // made from a parsed URL above
		}
	}
	return c
}

// ownPages judges GET like POST, before anything is spent: nothing would be read, but any
// page could have its visitors' browsers spend what their network may ask for, by images.
// An Origin is one of ours exactly, whatever Host the request names.
func (s *Server) ownPages(c *http.CrossOriginProtection, origins map[string]bool, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		as, from := *r, r.Header.Values("Origin")
		as.Method = http.MethodPost
		foreign := len(from) > 1 || len(from) == 1 && !origins[from[0]]
		if foreign || c.Check(&as) != nil {
			http.Error(w, "Another site's page may not send requests here: this server is "+s.PublicURL(), http.StatusForbidden)
			return
		}
		next(w, r)
	}
}
