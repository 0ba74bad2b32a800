package graph_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	rows "doorward/ent"
	"doorward/ent/membership"
	"doorward/ent/predicate"
	"doorward/ent/user"
	"doorward/internal/id"
	"doorward/internal/journal"
)

// kept is a list as a client keeps it: read once, then moved by batches.
type kept struct {
	name   string
	filter map[string]any
	sub    *subscription
	rows   map[string]bool
}

func (b *browser) list(filter map[string]any) map[string]bool {
	b.Helper()
	all, after := map[string]bool{}, (*string)(nil)
	for {
		p := get[struct {
			Users struct {
				Nodes    []struct{ ID string }
				PageInfo struct {
					EndCursor   *string
					HasNextPage bool
				}
			}
		}](b, `query($filter: UserFilter, $after: String) { users(first: 100, after: $after, filter: $filter) { nodes { id } pageInfo { endCursor hasNextPage } } }`,
			map[string]any{"filter": filter, "after": after}).Users
		for _, n := range p.Nodes {
			all[n.ID] = true
		}
		if after = p.PageInfo.EndCursor; !p.PageInfo.HasNextPage {
			return all
		}
	}
}

// Whatever happens, and however it falls into batches: a list that was kept by
// them is the list that is read anew, and `added` is true to the word. So the
// filter held against the journal agrees with the filter in SQL.
func TestKeptListsAreTheListsReadAnew(t *testing.T) {
	each(t, func(w *world) {
		rnd := rand.New(rand.NewPCG(1, 2))
		b := w.as("manager@acme.example", "acme-production")
		s := b.socket(w.sockets())
		crowd := w.crowd(60)
		g := must(w.r.Directory.GroupCreate(w.in("production"), group("Some")))
		other := must(w.r.Directory.GroupCreate(w.in("production"), group("Others")))
		cut := w.clock.Now().Add(-20 * time.Hour)
		lists := []*kept{
			{name: "all"},
			{name: "active", filter: map[string]any{"status": []string{"ACTIVE"}}},
			{name: "inactive services", filter: map[string]any{"status": []string{"INACTIVE"}, "type": []string{"SERVICE"}}},
			{name: "in a group", filter: map[string]any{"groupIds": []string{id.Of(id.Group, g.ID)}}},
			{name: "found", filter: map[string]any{"search": "ÉLODIE", "status": []string{"ACTIVE"}}},
			{name: "found by a sign", filter: map[string]any{"search": "_UNDER"}},
			{name: "never", filter: map[string]any{"neverLoggedIn": true}},
			{name: "long ago", filter: map[string]any{"lastLoginBefore": cut, "neverLoggedIn": false}},
			{name: "beta in one of two groups", filter: map[string]any{"betaAccess": true, "groupIds": []string{id.Of(id.Group, g.ID), id.Of(id.Group, other.ID)}}},
			{name: "nobody", filter: map[string]any{"status": []string{}}},
		}
		from := b.now()
		for _, l := range lists {
			l.rows = b.list(l.filter)
			l.sub = s.subscribe(usersLive, map[string]any{"filter": l.filter, "after": from})
		}
		for i := range 150 {
			w.anything(rnd, &crowd, []*rows.Group{g, other}, i)
		}
		for _, l := range lists {
			end := w.newcomer("production", "end "+l.name)
			want := b.list(l.filter)
			w.until(func() bool { return l.read(w) && l.is(want) || l.name == "nobody" }, func() string {
				return fmt.Sprintf("%s: kept %d, read anew %d, %s", l.name, len(l.rows), len(want), id.Of(id.User, end.ID))
			})
		}
	})
}

func (l *kept) is(want map[string]bool) bool {
	if len(l.rows) != len(want) {
		return false
	}
	for r := range want {
		if !l.rows[r] {
			return false
		}
	}
	return true
}

// read takes in what has come.
func (l *kept) read(w *world) bool {
	for len(l.sub.all) > 0 {
		d := event[usersDelta](l.sub).UsersLive
		if d.Reset {
			w.Errorf("%s: nothing here asks for reading anew", l.name)
		}
		for _, e := range d.Added {
			if l.rows[e.Node.ID] {
				w.Errorf("%s: added %s, who was in it", l.name, e.Node.Name)
			}
			l.rows[e.Node.ID] = true
		}
		for _, c := range d.Changed {
			if !l.rows[c.ID] {
				w.Errorf("%s: changed %s, who was not in it", l.name, c.Name)
			}
		}
		for _, r := range d.Removed {
			if !l.rows[r] {
				w.Errorf("%s: removed %s, who was not in it", l.name, r)
			}
			delete(l.rows, r)
		}
	}
	return true
}

// anything does one thing to somebody.
func (w *world) anything(rnd *rand.Rand, crowd *[]*rows.User, groups []*rows.Group, i int) {
	w.Helper()
	some := *crowd
	u, g, ctx := some[rnd.IntN(len(some))], groups[rnd.IntN(len(groups))], w.in("production")
	verb := []journal.Verb{journal.UserDeactivated, journal.UserLoggedIn, journal.UserBetaSet, journal.GroupUsersAdded, journal.UserCreated}[rnd.IntN(5)]
	if verb == journal.UserCreated {
		*crowd = append(some, w.newcomer("production", fmt.Sprintf("Élodie new %d", i)))
		return
	}
	must(journal.Write(ctx, w.r.Log, verb, func(tx *rows.Client) (*rows.User, error) {
		now, err := tx.User.Get(ctx, u.ID)
		if err != nil {
			return nil, err
		}
		switch verb {
		case journal.UserDeactivated:
			to := user.StatusACTIVE
			if now.Status == to {
				to = user.StatusINACTIVE
			}
			return tx.User.UpdateOne(now).SetStatus(to).Save(ctx)
		case journal.UserLoggedIn:
			return tx.User.UpdateOne(now).SetLastLoginAt(w.clock.Now()).Save(ctx)
		case journal.UserBetaSet:
			return tx.User.UpdateOne(now).SetBetaAccess(!now.BetaAccess).Save(ctx)
		}
		in, err := tx.Membership.Query().Where(membershipOf(u, g)...).Exist(ctx)
		if err == nil && in {
			_, err = tx.Membership.Delete().Where(membershipOf(u, g)...).Exec(ctx)
		} else if err == nil {
			err = tx.Membership.Create().SetCreatedAt(w.clock.Now()).SetTenantID(u.TenantID).SetGroupID(g.ID).SetUserID(u.ID).Exec(ctx)
		}
		return now, err
	}))
}

func (w *world) until(holds func() bool, what func() string) {
	w.Helper()
	limit := time.After(patience)
	for look := time.NewTicker(3 * time.Millisecond); !holds(); {
		select {
		case <-look.C:
		case <-limit:
			w.Fatal(what())
		}
	}
}

func membershipOf(u *rows.User, g *rows.Group) []predicate.Membership {
	return []predicate.Membership{membership.UserID(u.ID), membership.GroupID(g.ID)}
}
