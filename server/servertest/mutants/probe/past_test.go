package probe_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/graph"
	"doorward/graph/model"
	"doorward/internal/journal"
)

// pastTheEdge follows where no edge stands before the fields.
func (s *served) pastTheEdge() {
	s.withoutASocket()
	s.newsOfOthers()
	s.newsFromBelow()
	s.strangers()
}

func (s *served) api() *graph.Resolver {
	return &graph.Resolver{Log: s.Log, Who: s.Who, Identity: s.Identity, Directory: s.Directory, Keys: s.Keys}
}

// past is a context in which a subscription can end with an error.
func past(ctx context.Context) context.Context {
	return graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
}

// withoutASocket follows past the edge, which closes the connection of whoever signs out.
func (s *served) withoutASocket() {
	api := s.api()
	ctx := s.as("owner@acme.example", production)
	told := must(api.Subscription().UsersLive(past(ctx), nil, nil, nil))
	must(s.Identity.SignOut(ctx))
	s.join("untold@acme.example", production)
	for range told {
		s.t.Error("whoever has signed out is told of a user")
		return
	}
}

// newsOfOthers are not paid for: however much happens in another tenant, it takes nothing
// off the budget of whoever comes back, and so tells them nothing.
func (s *served) newsOfOthers() {
	var paid atomic.Int64
	api := s.api()
	api.Spend = func(context.Context, int) error { paid.Add(1); return nil }
	var now struct{ LiveCursor string }
	s.browser("manager@acme.example", production).Query(s.t, `{liveCursor}`, nil, &now)
	s.manyInvites("globex", 300)
	s.join("own@acme.example", production)
	ctx, cancel := context.WithTimeout(s.as("manager@acme.example", production), 20*time.Second)
	defer cancel()
	told := must(api.Subscription().Live(past(ctx), &now.LiveCursor, nil))
	if first := <-told; first == nil || len(first.Events) == 0 {
		s.t.Error("what happened here is not told")
	}
	if n := paid.Load(); n != 0 {
		s.t.Errorf("what happened elsewhere is paid for, %d times", n)
	}
}

// newsFromBelow are not told to whoever may no longer read there, and could when the
// journal was asked: it is read from the database, where that takes longest.
func (s *served) newsFromBelow() {
	manager, sandbox := s.role("Manager", "acme"), "acme-sandbox"
	s.join("deep@acme.example", "acme", manager)
	deep := s.join("deep@acme.example", sandbox, manager)
	var now struct{ LiveCursor string }
	s.browser("deep@acme.example", "acme").Query(s.t, `{liveCursor}`, nil, &now)
	s.join("below@acme.example", sandbox)
	mate := s.join("mate@acme.example", "acme")
	s.manyInvites("globex", 1100) // more than the journal has in memory when it is opened
	api := s.api()
	api.Log = must(journal.Open(s.command, s.Log.DB(), s.Log.Clock()))
	for _, slug := range []string{production, sandbox} { // who may what stands at a place of the journal: it asks for that beforehand
		must(s.Who.Scope(s.command, s.tenant(slug)))
	}
	ctx, cancel := context.WithTimeout(s.as("deep@acme.example", "acme"), 20*time.Second)
	defer cancel()
	defer s.beforeReading(*deep.PersonID, "journal_entries", func() {
		rows(s.world, journal.GrantCreated, func(tx *ent.Client) (*ent.Grant, error) {
			g := tx.Grant.Query().Where(grant.UserID(deep.ID)).OnlyX(s.command)
			return tx.Grant.UpdateOne(g).SetExpiresAt(s.Log.Clock().Now()).Save(s.command)
		})
	})()
	told := must(api.Subscription().UsersLive(past(ctx), &model.UserFilter{IncludeDescendants: graphql.OmittableOf(ptr(true))}, nil, &now.LiveCursor))
	if first := <-told; first == nil || len(first.Added) != 1 || first.Added[0].Node.ID != mate.ID {
		s.t.Errorf("whoever may read the own tenant's users alone is told %+v", first)
	}
}

// strangers are told to sign in, whatever they ask to follow: not which verbs there are.
// The edge has no streams for nobody, so they come past it.
func (s *served) strangers() {
	api := graph.NewServer(s.api(), slog.New(slog.DiscardHandler))
	api.AddTransport(transport.SSE{})
	r := httptest.NewRequestWithContext(s.nobody(), http.MethodPost, "/graphql", strings.NewReader(`{"query":"subscription{live(verbs:[\"no.such\"]){cursor}}"}`))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	w := httptest.NewRecorder()
	api.ServeHTTP(w, r)
	if got := w.Body.String(); !strings.Contains(got, `"SIGN_IN_REQUIRED"`) {
		s.t.Errorf("a stranger who follows a verb that does not exist: %s", got)
	}
}
