package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	rows "doorward/ent"
	"doorward/ent/invite"
	"doorward/internal/directory"
	"doorward/internal/id"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

func grantOf(role, u uuid.UUID) directory.GrantInput {
	return directory.GrantInput{Role: role, User: &u, Justification: ptr("Day two")}
}

// A client that comes back with its last cursor misses nothing and has nothing twice.
func TestResume(t *testing.T) {
	each(t, func(w *world) {
		const all = 60
		url := w.sockets()
		b := w.as("owner@acme.example", "acme-production")
		cursor := b.now()
		var writers sync.WaitGroup
		for i := range 4 {
			writers.Go(func() {
				for k := range all / 4 {
					must(w.r.Directory.GroupCreate(w.in("production"), group(fmt.Sprintf("g %d/%d", i, k))))
				}
			})
		}
		var got []string
		for connection := 0; len(got) < all; connection++ {
			s := b.socket(url)
			sub := s.subscribe(liveAll, map[string]any{"after": cursor, "verbs": []string{"group.created"}})
			batch := event[liveBatch](sub).Live
			if cursor = batch.Cursor; batch.Reset {
				w.Fatal("asked to begin anew")
			}
			for i, e := range batch.Events {
				got = append(got, e.Subject.ID)
				if connection%2 == 1 && i == len(batch.Events)/2 { // gone in the middle of a batch, with an event's own cursor
					cursor = e.Cursor
					break
				}
			}
			_ = s.ws.Close()
		}
		writers.Wait()
		entries, _, err := w.r.Log.Read(system(), 0, w.r.Log.Position(), 1000, func(e *journal.Entry) bool { return e.Verb == "group.created" })
		if err != nil {
			w.Fatal(err)
		}
		want := make([]string, len(entries))
		for i, e := range entries {
			want[i] = id.Of(id.Group, e.SubjectID)
		}
		if !slices.Equal(got, want) {
			w.Errorf("got %d, want %d, in their order", len(got), len(want))
		}
	})
}

// A cursor beyond the end was given out before a backup was restored.
func TestCursorBeyondTheEnd(t *testing.T) {
	each(t, func(w *world) {
		b := w.as("owner@acme.example", "acme-production")
		s := b.socket(w.sockets())
		place := must(json.Marshal(map[string]any{"t": w.tenants["production"].ID, "o": "live", "i": map[string]any{"n": 1_000_000}}))
		beyond := w.r.Keys.Seal("list", place)
		users, all := s.subscribe(usersLive, map[string]any{"after": beyond}), s.subscribe(liveAll, map[string]any{"after": beyond})
		if got := event[usersDelta](users).UsersLive; !got.Reset || got.Cursor == beyond {
			w.Errorf("%+v", got)
		}
		if got := event[liveBatch](all).Live; !got.Reset {
			w.Errorf("%+v", got)
		}
		w.newcomer("production", "here")
		if got := event[usersDelta](users).UsersLive; len(got.Added) != 1 || got.Reset {
			w.Errorf("%+v", got)
		}
		for _, document := range []string{ // no event of theirs could say it
			`subscription($after: String) { userLastLogin(after: $after) { cursor } }`,
			`subscription($after: String) { inviteStatus(after: $after) { cursor } }`,
		} {
			m := s.subscribe(document, map[string]any{"after": beyond}).next()
			if m.Type != "error" || !strings.Contains(string(m.Payload), `"code":"BAD_CURSOR"`) {
				w.Errorf("%s: %s", m.Type, m.Payload)
			}
		}
	})
}

// One event costs the same for a hundred subscribers as for one.
func TestSubscribersShareTheirReads(t *testing.T) {
	each(t, func(w *world) {
		const subscribers = 100
		url := w.sockets()
		b := w.as("manager@acme.example", "acme-production")
		from := b.now()
		var subs []*subscription
		for range 5 {
			s := b.socket(url)
			for i := range subscribers / 5 {
				filter := map[string]any{"status": []string{"ACTIVE"}, "search": fmt.Sprintf("%.*s", i%3, "new")}
				subs = append(subs, s.subscribe(`subscription($filter: UserFilter, $after: String) { usersLive(filter: $filter, after: $after) {
						cursor added { cursor node { name status groups { name } roles { role { name } } } } counts { active inactive pendingInvites } } }`,
					map[string]any{"filter": filter, "after": from}))
			}
		}
		w.newcomer("production", "new 1")
		for _, s := range subs {
			event[usersDelta](s)
		}
		w.asked.Store(0)
		w.newcomer("production", "new 2")
		for _, s := range subs {
			if got := event[usersDelta](s).UsersLive; len(got.Added) != 1 || got.Added[0].Node.Name != "new 2" {
				w.Errorf("%+v", got)
			}
		}
		if n := w.asked.Load(); n == 0 || n > 10 {
			w.Errorf("%d statements for %d subscribers", n, subscribers)
		}
	})
}

// A slow consumer holds nobody up and is told all that it missed; when it goes, so
// does what served it.
func TestASlowConsumer(t *testing.T) {
	each(t, func(w *world) {
		b := w.as("owner@acme.example", "acme-production")
		v := must(w.r.Identity.Viewer(context.Background(), b.token, "acme-production", identity.Origin{}))
		ctx, leave := context.WithCancel(viewer.With(context.Background(), v))
		defer leave()
		slow := must(w.r.Subscription().Live(ctx, nil, []string{"group.created"}))
		if cap(slow) != 0 {
			w.Errorf("a buffer of %d", cap(slow))
		}
		quick := must(w.r.Subscription().Live(ctx, nil, []string{"group.created"}))
		const all = 100 // a batch brings no more
		for i := range all {
			must(w.r.Directory.GroupCreate(w.in("production"), group(fmt.Sprint("g", i))))
			if i == 0 || i == all-1 {
				select {
				case <-quick:
				case <-time.After(patience):
					w.Fatal("the quick one waits for the slow one")
				}
			}
		}
		got, batches := 0, 0
		for got < all {
			select {
			case b := <-slow:
				got += len(b.Events)
				batches++
			case <-time.After(patience):
				w.Fatalf("%d of %d", got, all)
			}
		}
		if got != all || batches > 3 {
			w.Errorf("%d events in %d batches", got, batches)
		}
		leave()
		for range slow { // until it is closed
		}
		for range quick { // until it is closed
		}
	})
}

// invitesLive and inviteStatus follow an invite through its life.
func TestInvitesLive(t *testing.T) {
	each(t, func(w *world) {
		b := w.as("owner@acme.example", "acme-production")
		s := b.socket(w.sockets())
		type delta struct {
			InvitesLive struct {
				Added   []struct{ Node struct{ ID, Status string } }
				Changed []struct{ ID, Delivery string }
				Removed []string
				Counts  *struct{ PendingInvites int }
			}
		}
		after := map[string]any{"after": b.now()}
		open := s.subscribe(`subscription($after: String) { invitesLive(filter: {open: true}, after: $after) {
			added { cursor node { id status } } changed { id delivery } removed counts { pendingInvites } } }`, after)
		settled := s.subscribe(`subscription($after: String) { invitesLive(filter: {open: false}, after: $after) { added { node { id status } } removed } }`, after)
		status := s.subscribe(`subscription($after: String) { inviteStatus(after: $after) { cursor invite { id status delivery } } }`, after)
		type change struct {
			InviteStatus struct {
				Invite struct{ ID, Status, Delivery string }
			}
		}
		inv := must(journal.Write(w.in("production"), w.r.Log, journal.InviteSent, func(tx *rows.Client) (*rows.Invite, error) {
			return tx.Invite.Create().SetCreatedAt(noon).SetTenantID(w.tenants["production"].ID).SetEmail("new@acme.example").SetExpiresAt(noon.Add(time.Hour)).Save(w.in("production"))
		}))
		public := id.Of(id.Invite, inv.ID)
		if got := event[delta](open).InvitesLive; len(got.Added) != 1 || got.Added[0].Node.ID != public || got.Counts == nil || got.Counts.PendingInvites != 1 {
			w.Errorf("sent: %+v", got)
		}
		if got := event[change](status).InviteStatus.Invite; got.ID != public || got.Status != "PENDING" {
			w.Errorf("sent: %+v", got)
		}
		set := func(v journal.Verb, f func(*rows.InviteUpdateOne)) {
			must(journal.Write(w.in("production"), w.r.Log, v, func(tx *rows.Client) (*rows.Invite, error) {
				u := tx.Invite.UpdateOneID(inv.ID)
				f(u)
				return u.Save(w.in("production"))
			}))
		}
		set(journal.InviteMailed, func(u *rows.InviteUpdateOne) { u.SetDelivery(invite.DeliverySENT) })
		if got := event[delta](open).InvitesLive; len(got.Changed) != 1 || got.Changed[0].Delivery != "SENT" || len(got.Added)+len(got.Removed) > 0 {
			w.Errorf("mailed: %+v", got)
		}
		if got := event[change](status).InviteStatus.Invite; got.Delivery != "SENT" {
			w.Errorf("mailed: %+v", got)
		}
		set(journal.InviteOpened, func(u *rows.InviteUpdateOne) { u.SetOpenedAt(noon) })
		if got := event[delta](open).InvitesLive; len(got.Changed) != 1 {
			w.Errorf("opened: %+v", got)
		}
		set(journal.InviteCancelled, func(u *rows.InviteUpdateOne) { u.SetStatus(invite.StatusCANCELLED) })
		if got := event[delta](open).InvitesLive; !slices.Equal(got.Removed, []string{public}) || got.Counts.PendingInvites != 0 {
			w.Errorf("cancelled: %+v", got)
		}
		if got := event[delta](settled).InvitesLive; len(got.Added) != 1 || got.Added[0].Node.Status != "CANCELLED" {
			w.Errorf("cancelled: %+v", got)
		}
		if got := event[change](status).InviteStatus.Invite; got.Status != "CANCELLED" {
			w.Errorf("cancelled: %+v", got)
		}
	})
}
