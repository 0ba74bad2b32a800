package graph_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/internal/id"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

type edge struct {
	Cursor string
	Node   struct{ ID, Name string }
}

type usersDelta struct {
	UsersLive struct {
		Cursor  string
		Reset   bool
		Added   []edge
		Changed []struct{ ID, Name string }
		Removed []string
		Counts  struct{ Active, Inactive, PendingInvites int }
	}
}

const usersLive = `subscription($filter: UserFilter, $after: String) { usersLive(filter: $filter, after: $after) {
	cursor reset added { cursor node { id name } } changed { id name } removed counts { active inactive pendingInvites } } }`

func TestUsersLive(t *testing.T) {
	each(t, func(w *world) {
		url := w.sockets()
		b := w.as("manager@acme.example", "acme-production")
		s := b.socket(url)
		on := func(filter map[string]any) *subscription {
			return s.subscribe(usersLive, map[string]any{"filter": filter, "after": b.now()})
		}
		active, inactive := on(map[string]any{"status": []string{"ACTIVE"}}), on(map[string]any{"status": []string{"INACTIVE"}})
		agent := w.users["agent@acme.example production"]
		public := id.Of(id.User, agent.ID)

		w.Run("who leaves one list enters the other", func(*testing.T) {
			must(w.r.Directory.UserDeactivate(w.in("production"), agent.ID, nil, false))
			left, entered := event[usersDelta](active).UsersLive, event[usersDelta](inactive).UsersLive
			if !slices.Equal(left.Removed, []string{public}) || len(left.Added)+len(left.Changed) > 0 {
				w.Errorf("the active list: %+v", left)
			}
			if len(entered.Added) != 1 || entered.Added[0].Node.ID != public || len(entered.Removed)+len(entered.Changed) > 0 {
				w.Errorf("the inactive list: %+v", entered)
			}
			if left.Counts.Active != 2 || left.Counts.Inactive != 1 || left.Counts != entered.Counts {
				w.Errorf("the badges: %+v, %+v", left.Counts, entered.Counts)
			}
			list := get[struct {
				Users struct{ Edges []edge }
			}](b, `{ users(filter: {status: [INACTIVE]}) { edges { cursor node { id name } } } }`, nil).Users.Edges
			if len(list) != 1 || list[0] != entered.Added[0] {
				w.Errorf("the list has %+v, the batch %+v", list, entered.Added)
			}
		})

		w.Run("who comes back is changed in no list and moved in both", func(*testing.T) {
			must(w.r.Directory.UserReactivate(w.in("production"), agent.ID))
			entered, left := event[usersDelta](active).UsersLive, event[usersDelta](inactive).UsersLive
			if len(entered.Added) != 1 || len(entered.Removed)+len(entered.Changed) > 0 || !slices.Equal(left.Removed, []string{public}) {
				w.Errorf("%+v, %+v", entered, left)
			}
		})

		w.Run("a first entry changes the row, and is told by itself", func(*testing.T) {
			logins := s.subscribe(`subscription($after: String) { userLastLogin(after: $after) { cursor user { id lastLoginAt } } }`, map[string]any{"after": b.now()})
			w.clock.Advance(time.Minute)
			w.enter("agent@acme.example", "acme-production")
			got := event[struct {
				UserLastLogin struct {
					User struct{ ID, LastLoginAt string }
				}
			}](logins).UserLastLogin.User
			if got.ID != public || got.LastLoginAt != "2026-11-24T12:01:00Z" {
				w.Errorf("%+v", got)
			}
			if got := event[usersDelta](active).UsersLive; len(got.Changed) != 1 || got.Changed[0].ID != public {
				w.Errorf("%+v", got)
			}
		})

		w.Run("a list is fetched anew when a group or an asked role is given", func(*testing.T) {
			role := must(w.r.Directory.RoleCreate(w.in("production"), roleInput("Reader", "USERS_READ")))
			readers := on(map[string]any{"roleIds": []string{id.Of(id.Role, role.ID)}})
			g := must(w.r.Directory.GroupCreate(w.in("production"), group("Readers", role.ID)))
			if got := event[usersDelta](readers).UsersLive; !got.Reset {
				w.Errorf("%+v", got)
			}
			if got := event[usersDelta](active).UsersLive; !got.Reset {
				w.Errorf("%+v", got)
			}
			in := on(map[string]any{"groupIds": []string{id.Of(id.Group, g.ID)}})
			must(w.r.Directory.MembershipAdd(w.in("production"), g.ID, []uuid.UUID{agent.ID}, nil))
			if got := event[usersDelta](in).UsersLive; len(got.Added) != 1 || got.Added[0].Node.ID != public {
				w.Errorf("%+v", got)
			}
			if got := event[usersDelta](readers).UsersLive; !got.Reset {
				w.Errorf("%+v", got)
			}
			if got := event[usersDelta](active).UsersLive; len(got.Changed) != 1 {
				w.Errorf("%+v", got)
			}
		})

		w.Run("nothing of another tenant comes", func(*testing.T) {
			w.newcomer("globex", "spy")
			w.newcomer("sandbox", "sand")
			here := w.newcomer("production", "here")
			if got := event[usersDelta](active).UsersLive; len(got.Added) != 1 || got.Added[0].Node.ID != id.Of(id.User, here.ID) || len(got.Changed) > 0 {
				w.Errorf("%+v", got)
			}
		})

		w.Run("a list with descendants has theirs, and no stranger's", func(*testing.T) {
			owner := w.as("owner@acme.example", "acme")
			above := owner.socket(url).subscribe(usersLive, map[string]any{"filter": map[string]any{"includeDescendants": true}, "after": owner.now()})
			w.newcomer("globex", "spy2")
			below := w.newcomer("sandbox", "deep")
			got := event[usersDelta](above).UsersLive
			if len(got.Added) != 1 || got.Added[0].Node.ID != id.Of(id.User, below.ID) {
				w.Errorf("%+v", got)
			}
		})
	})
}

// now is a cursor of the moment: what happens after it is delivered, however late
// the subscription begins.
func (b *browser) now() string {
	b.Helper()
	return get[struct{ LiveCursor string }](b, `{ liveCursor }`, nil).LiveCursor
}

func (w *world) enter(email, tenant string) {
	w.Helper()
	token, _, err := w.r.Identity.SignIn(viewer.With(context.Background(), &viewer.Viewer{}), email, password)
	if err != nil {
		w.Fatal(err)
	}
	must(w.r.Identity.Viewer(context.Background(), token, tenant, identity.Origin{}))
}
