package server

import (
	"io/fs"
	"net/http"
	"time"

	"doorward/graph"
	"doorward/internal/viewer"
)

// Check is what New asks of a config first.
func (c Config) Check() error { return c.check() }

// NewConsole serves another front end than the embedded one.
func NewConsole(dist fs.FS) http.Handler { return newConsole(dist, true) }

// SetWriteDeadline shortens what a peer that does not read is given.
func (s *Server) SetWriteDeadline(d time.Duration) { s.limits.write = d }

// SetInitTimeout shortens what a peer that does not begin is given.
func (s *Server) SetInitTimeout(d time.Duration) { s.limits.init = d }

// SetReadTimeout shortens what a request is given to arrive.
func (s *Server) SetReadTimeout(d time.Duration) { s.readTime = d }

// Refusing answers every operation with an error, as where a session cannot be read.
func (s *Server) Refusing(err error) http.Handler {
	api := graph.NewServer(s.resolver(), s.logger, s.known)
	api.Use(admission{})
	api.AddTransport(post{s})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		api.ServeHTTP(w, r.WithContext(refused(viewer.With(r.Context(), &viewer.Viewer{}), err)))
	})
}

// Sockets is how many are open.
func (s *Server) Sockets() int { return len(s.sockets.list()) }

// OpsAddr is where the operator's listener is.
func (s *Server) OpsAddr() string { return s.ops.Addr().String() }

// Skewed judges the database's time between two looks at ours.
var Skewed = skewed
