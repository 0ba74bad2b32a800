package server

import (
	"bufio"
	"context"
	"crypto/rand"
	"log"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"
)

// requestKey carries the request's id to the viewer and to whatever is logged.
type requestKey struct{}

// requestID names the request in answers, journal and log.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// logged names each request and writes one line when it is done. The path is the
// route's template: what stands in an address itself is not logged.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := strings.ToLower(rand.Text()[:20])
		r = s.located(r.WithContext(context.WithValue(r.Context(), requestKey{}, id)))
		w.Header().Set("Request-Id", id)
		seen, began := &recorder{ResponseWriter: w}, time.Now()
		next.ServeHTTP(seen, r)
		level, route := slog.LevelInfo, r.Pattern
		if _, path, found := strings.Cut(route, " "); found {
			route = path
		}
		if seen.status < 400 && route != "/graphql" {
			level = slog.LevelDebug
		}
		s.logger.Log(r.Context(), level, "request", "method", r.Method, "route", route, "status", seen.status,
			"bytes", seen.bytes, "took", time.Since(began).Round(time.Microsecond), "ip", address(r), "request", id)
	})
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status, bytes int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += n
	return n, err
}

// Hijack hands the connection to a websocket.
func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	r.status = http.StatusSwitchingProtocols
	return http.NewResponseController(r.ResponseWriter).Hijack()
}

// Unwrap lets http.ResponseController reach the deadlines.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// noteOf brings what net/http says into the log.
func noteOf(l *slog.Logger) *log.Logger { return slog.NewLogLogger(l.Handler(), slog.LevelDebug) }
