package server

import (
	"context"
	"net/http"
	"time"
)

// opsRoutes answer the operator: alive at all, and ready for requests. They tell
// nothing else.
func (s *Server) opsRoutes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { health(w, true) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { health(w, s.answers(r.Context())) })
	return mux
}

// answers tells whether requests are taken and the database replies in time.
func (s *Server) answers(ctx context.Context) bool {
	if !s.ready.Load() || s.wrongClock.Load() {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	_, err := s.Log.Last(ctx)
	return err == nil
}

func health(w http.ResponseWriter, ok bool) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if !ok {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("not ok\n"))
		return
	}
	_, _ = w.Write([]byte("ok\n"))
}
