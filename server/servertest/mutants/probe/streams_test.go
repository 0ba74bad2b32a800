package probe_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/graph"
	"doorward/graph/model"
	"doorward/internal/directory"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/server/servertest"
)

const (
	listening = `subscription($after:String){usersLive(after:$after){cursor added{node{id}}}}`
	all       = `subscription($after:String){live(after:$after){cursor events{verb}}}`
)

// askStreams follows what happens while the right to hear of it goes.
func askStreams(t testing.TB) {
	s := serve(t)
	s.rightsThatGo()
	s.verbsThatMayBeRead()
	s.badges()
	s.cursors()
	s.withoutASocket()
	s.newsOfOthers()
	s.newsFromBelow()
	s.strangers()
}

// follow begins where the journal stands now.
func (s *served) follow(c *servertest.Client, document string) *servertest.Subscription {
	s.t.Helper()
	var now struct{ LiveCursor string }
	c.Query(s.t, `{liveCursor}`, nil, &now)
	return c.Socket(s.t).Subscribe(s.t, document, map[string]any{"after": now.LiveCursor})
}

func (s *served) rightsThatGo() {
	u := s.join("s1@acme.example", production, s.role("Manager", "acme"))
	sub := s.follow(s.browser("s1@acme.example", production), listening)
	s.join("seen@acme.example", production)
	var seen any
	sub.Next(s.t, &seen)
	rows(s.world, journal.GrantCreated, func(tx *ent.Client) (*ent.Grant, error) {
		g := tx.Grant.Query().Where(grant.UserID(u.ID)).OnlyX(s.command)
		return tx.Grant.UpdateOne(g).SetExpiresAt(s.Log.Clock().Now()).Save(s.command)
	})
	s.join("unseen@acme.example", production)
	if e := sub.Refused(s.t); e.Extensions.Code != "PERMISSION_DENIED" {
		s.t.Errorf("after the right went: %+v", e)
	}
}

// cursors are places where the journal has been.
func (s *served) cursors() {
	c := s.browser("manager@acme.example", production)
	sealed := func(text string) string { return s.Keys.Seal("list", []byte(text)) }
	beyond := sealed(fmt.Sprintf(`{"t":%q,"o":"live","i":{"n":1000000000}}`, s.tenant(production)))
	refused := func(what, document string, variables map[string]any, code string) {
		s.t.Helper()
		if e := c.Socket(s.t).Subscribe(s.t, document, variables).Refused(s.t); e.Extensions.Code != code {
			s.t.Errorf("%s: %+v", what, e)
		}
	}
	status := `subscription($id:ID,$after:String){inviteStatus(inviteId:$id,after:$after){cursor}}`
	refused("a cursor beyond the journal's end", status, map[string]any{"after": beyond}, "BAD_CURSOR")
	refused("a cursor of no form", status, map[string]any{"after": sealed("nothing")}, "BAD_CURSOR")
	refused("an invite that is a user", status, map[string]any{"id": s.userID("agent@acme.example", production)}, "NOT_FOUND")
}

// verbsThatMayBeRead: `live` tells whoever is signed in what they may read.
func (s *served) verbsThatMayBeRead() {
	guest := s.browser("guest@acme.example", production)
	sub := s.follow(guest, all)
	s.invite(s.in(production), identity.Invitee{Email: "unheard@acme.example"})
	must(s.Directory.GroupCreate(s.in(production), directory.GroupInput{Name: "Unheard"}))
	s.join("deaf@acme.example", production, s.custom(production, "Reads groups", "GROUPS_READ"))
	hears := s.follow(s.browser("deaf@acme.example", production), all)
	s.invite(s.in(production), identity.Invitee{Email: "unheard2@acme.example"})
	must(s.Directory.GroupCreate(s.in(production), directory.GroupInput{Name: "Heard"}))
	var got struct {
		Live struct{ Events []struct{ Verb string } }
	}
	hears.Next(s.t, &got)
	if len(got.Live.Events) != 1 || got.Live.Events[0].Verb != "group.created" {
		s.t.Errorf("whoever may read groups hears %v", got.Live.Events)
	}
	guest.Query(s.t, `mutation{signOut{signedOut}}`, nil, nil) // which ends the socket, behind everything that was told
	for m, on := sub.TryMessage(); on; m, on = sub.TryMessage() {
		if m.Type == "next" {
			s.t.Errorf("whoever may read nothing hears %s", m.Payload)
		}
	}
}

// badges are of users, and left out for whoever may not read them.
func (s *served) badges() {
	s.join("s2@acme.example", production, s.custom(production, "Only invites", "INVITES_READ"))
	sub := s.follow(s.browser("s2@acme.example", production), `subscription($after:String){invitesLive(after:$after){counts{active}}}`)
	s.invite(s.in(production), identity.Invitee{Email: "counted@acme.example"})
	var got struct {
		InvitesLive struct{ Counts json.RawMessage }
	}
	sub.Next(s.t, &got)
	if string(got.InvitesLive.Counts) != "null" {
		s.t.Errorf("whoever may not read users is told %s", got.InvitesLive.Counts)
	}
}

// withoutASocket follows past the edge, which closes the connection of whoever signs out.
func (s *served) withoutASocket() {
	api := &graph.Resolver{Log: s.Log, Who: s.Who, Identity: s.Identity, Directory: s.Directory, Keys: s.Keys}
	ctx := s.as("owner@acme.example", production)
	answer := graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	told := must(api.Subscription().UsersLive(answer, nil, nil, nil))
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
	api := &graph.Resolver{Log: s.Log, Who: s.Who, Identity: s.Identity, Directory: s.Directory, Keys: s.Keys,
		Spend: func(context.Context, int) error { paid.Add(1); return nil }}
	var now struct{ LiveCursor string }
	s.browser("manager@acme.example", production).Query(s.t, `{liveCursor}`, nil, &now)
	s.manyInvites("globex", 300)
	s.join("own@acme.example", production)
	ctx, cancel := context.WithCancel(s.as("manager@acme.example", production))
	defer cancel()
	answer := graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	told := must(api.Subscription().Live(answer, &now.LiveCursor, nil))
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
	api := &graph.Resolver{Log: must(journal.Open(s.command, s.Log.DB(), s.Log.Clock())), Who: s.Who, Identity: s.Identity, Directory: s.Directory, Keys: s.Keys}
	for _, slug := range []string{production, sandbox} { // who may what stands at a place of the journal: it asks for that beforehand
		must(s.Who.Scope(s.command, s.tenant(slug)))
	}
	ctx, cancel := context.WithCancel(s.as("deep@acme.example", "acme"))
	defer cancel()
	defer s.meanwhileOf(*deep.PersonID, s.db.JournalEntry, func() {
		rows(s.world, journal.GrantCreated, func(tx *ent.Client) (*ent.Grant, error) {
			g := tx.Grant.Query().Where(grant.UserID(deep.ID)).OnlyX(s.command)
			return tx.Grant.UpdateOne(g).SetExpiresAt(s.Log.Clock().Now()).Save(s.command)
		})
	})()
	answer := graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	told := must(api.Subscription().UsersLive(answer, &model.UserFilter{IncludeDescendants: graphql.OmittableOf(ptr(true))}, nil, &now.LiveCursor))
	if first := <-told; first == nil || len(first.Added) != 1 || first.Added[0].Node.ID != mate.ID {
		s.t.Errorf("whoever may read the own tenant's users alone is told %+v", first)
	}
}

// strangers are told to sign in, whatever they ask to follow: not which verbs there are.
// The edge has no streams for nobody, so they come past it.
func (s *served) strangers() {
	api := graph.NewServer(&graph.Resolver{Log: s.Log, Who: s.Who, Identity: s.Identity, Directory: s.Directory, Keys: s.Keys}, slog.New(slog.DiscardHandler))
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
