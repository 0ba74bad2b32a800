package server

import (
	"net/http"

	"doorward/frontend"
	"doorward/graph"
)

// routes are all the ways in at the public address.
func (s *Server) routes() http.Handler {
	api := graph.NewServer(s.resolver(), s.logger)
	api.Use(admission{})
	api.AddTransport(s.websocketTransport())
	api.AddTransport(post{})
	origins := s.origins()

	mux := http.NewServeMux()
	mux.HandleFunc("POST /graphql", func(w http.ResponseWriter, r *http.Request) { api.ServeHTTP(w, s.viewed(r)) })
	mux.HandleFunc("GET /graphql", s.serveSocket(api, origins))
	mux.HandleFunc("/graphql", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, "Send GraphQL by POST.", http.StatusMethodNotAllowed)
	})
	if s.config.Demo {
		mux.HandleFunc("GET /dev/mailbox", s.mailboxPage)
		mux.HandleFunc("GET /dev/mailbox.json", s.mailboxJSON)
		mux.HandleFunc("GET /dev/mailbox.css", s.mailboxSheet)
	}
	mux.HandleFunc("/dev/", http.NotFound)
	mux.Handle("/", newConsole(frontend.Dist()))
	return s.logged(s.guarded(s.ownHost(crossOrigin(origins).Handler(mux))))
}
