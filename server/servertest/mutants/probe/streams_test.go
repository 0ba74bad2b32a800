package probe_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"doorward/ent"
	"doorward/ent/grant"
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
	s.pastTheEdge()
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
