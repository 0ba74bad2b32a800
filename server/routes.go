package server

import (
	"net/http"

	"github.com/gorilla/websocket"

	"doorward/frontend"
	"doorward/graph"
)

// routes are all the ways in at the public address.
func (s *Server) routes() http.Handler {
	api := graph.NewServer(s.resolver(), s.logger, s.known)
	api.Use(admission{})
	api.AddTransport(gqlSocket{s})
	api.AddTransport(post{s})
	api.AddTransport(get{s})
	origins := s.origins()
	cross := crossOrigin(origins)

	mux := http.NewServeMux()
	socket := s.serveSocket(api, origins)
	query := s.ownPages(cross, origins, func(w http.ResponseWriter, r *http.Request) { api.ServeHTTP(w, s.viewed(r, "")) })
	mux.HandleFunc("POST /graphql", s.ownPages(cross, origins, func(w http.ResponseWriter, r *http.Request) { api.ServeHTTP(w, s.viewed(r, s.token(r))) }))
	mux.HandleFunc("GET /graphql", func(w http.ResponseWriter, r *http.Request) { // and HEAD
		if websocket.IsWebSocketUpgrade(r) {
			socket(w, r)
			return
		}
		query(w, r)
	})
	mux.HandleFunc("/graphql", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", "GET, HEAD, OPTIONS, POST")
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		http.Error(w, "Send GraphQL by POST.", http.StatusMethodNotAllowed)
	})
	if s.config.Demo {
		mux.HandleFunc("GET /dev/mailbox", s.mailboxPage)
		mux.HandleFunc("GET /dev/mailbox.json", s.mailboxJSON)
		mux.HandleFunc("GET /dev/mailbox.css", s.mailboxSheet)
	}
	mux.HandleFunc("/dev/", http.NotFound)
	mux.Handle("/", newConsole(frontend.Dist(), s.Playground()))
	return s.logged(s.guarded(s.ownHost(cross.Handler(mux))))
}
