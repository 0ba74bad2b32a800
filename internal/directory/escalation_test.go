package directory_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/membership"
	"doorward/ent/role"
	"doorward/ent/rolepermission"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// holding is who holds what where: read from the rows, by other means than the
// evaluator's.
type holding map[string]bool

func held(where string, u uuid.UUID, key string) string { return where + " " + u.String() + " " + key }

// holdings are those of acme's users, in acme and in a tenant below it.
func (w *world) holdings(at time.Time) holding {
	w.Helper()
	c, all := w.db.Client(), holding{}
	gives := map[uuid.UUID][]string{}
	for _, rp := range must(c.RolePermission.Query().Where(rolepermission.TenantID(w.acme.ID)).WithPermission().All(w.ctx))(w) {
		gives[rp.RoleID] = append(gives[rp.RoleID], rp.Edges.Permission.Key)
	}
	for _, r := range must(c.Role.Query().Where(role.Owner(true)).All(w.ctx))(w) {
		gives[r.ID] = []string{"everything"}
	}
	live := func(until *time.Time) bool { return until == nil || until.After(at) }
	members := map[uuid.UUID][]uuid.UUID{}
	for _, m := range must(c.Membership.Query().Where(membership.TenantID(w.acme.ID)).All(w.ctx))(w) {
		if live(m.ExpiresAt) {
			members[m.GroupID] = append(members[m.GroupID], m.UserID)
		}
	}
	for _, g := range must(c.Grant.Query().Where(grant.TenantID(w.acme.ID)).All(w.ctx))(w) {
		if !live(g.ExpiresAt) {
			continue
		}
		who := []uuid.UUID{}
		if g.UserID != nil {
			who = append(who, *g.UserID)
		} else {
			who = members[*g.GroupID]
		}
		for _, u := range who {
			for _, k := range gives[g.RoleID] {
				all[held("here", u, k)] = true
				if g.Reach == grant.ReachSUBTREE {
					all[held("below", u, k)] = true
				}
			}
		}
	}
	return all
}

// moments are before, between and after the ends of what is given in the test.
var moments = []time.Time{noon, noon.Add(90 * time.Minute), noon.AddDate(10, 0, 0)}

func (w *world) holdingsThen() (all []holding) {
	w.Helper()
	for _, at := range moments {
		all = append(all, w.holdings(at))
	}
	return all
}

// TestNobodyGivesMoreThanTheyHold lets people at random make and give whatever
// they can: nobody may come to hold what the giver did not hold, here and below, nor
// for longer than the giver (T-06).
func TestNobodyGivesMoreThanTheyHold(t *testing.T) {
	keys := []string{"conversations.read", "conversations.reply", "conversations.close", "reports.read", "contacts.read", "scans.run"}
	checks := flag.Lookup("rapid.checks")
	if checks.Value.String() == checks.DefValue { // each is many writes
		defer func() { _ = checks.Value.Set(checks.DefValue) }()
		if err := checks.Value.Set("20"); err != nil {
			t.Fatal(err)
		}
	}
	end := rapid.SampledFrom([]*time.Time{nil, ptr(noon.Add(time.Hour)), ptr(noon.Add(2 * time.Hour))})
	eachWorld(t, func(w *world) {
		n := 0
		rapid.Check(w.T, func(r *rapid.T) {
			n++
			operator := viewer.In(w.ctx, w.acme.ID)
			base := must(w.dir.RoleCreate(operator, directory.RoleInput{Name: fmt.Sprint("Base ", n),
				PermissionKeys: []string{"GROUPS_MANAGE", "ROLES_MANAGE", "ROLES_GRANT"}}))(w)
			var people []*ent.User
			roles, groups := []uuid.UUID{base.ID, w.role("Owner"), w.role("Guest")}, []uuid.UUID{}
			for i := range 3 {
				u := w.user(w.acme, fmt.Sprintf("Person %d of %d", i, n), base.ID)
				own := must(w.dir.RoleCreate(operator, directory.RoleInput{Name: fmt.Sprintf("Own %d of %d", i, n),
					PermissionKeys: rapid.SliceOfNDistinct(rapid.SampledFrom(keys), 0, 3, rapid.ID).Draw(r, "keys")}))(w)
				w.grant(w.acme, directory.GrantInput{Role: own.ID, User: &u.ID, Subtree: rapid.Bool().Draw(r, "down"), ExpiresAt: end.Draw(r, "own end")})
				people, roles = append(people, u), append(roles, own.ID)
			}
			before := w.holdingsThen()
			for step := range rapid.IntRange(1, 15).Draw(r, "steps") {
				actor := rapid.SampledFrom(people).Draw(r, "actor")
				ctx, target := w.as(actor), rapid.SampledFrom(people).Draw(r, "target").ID
				var err error
				what := rapid.SampledFrom([]string{"role", "group", "grant", "member"}).Draw(r, "what")
				switch {
				case what == "role":
					var made *ent.Role
					made, err = w.dir.RoleCreate(ctx, directory.RoleInput{Name: fmt.Sprintf("Made %d of %d", step, n),
						PermissionKeys: rapid.SliceOfNDistinct(rapid.SampledFrom(keys), 1, 2, rapid.ID).Draw(r, "keys")})
					if err == nil {
						roles = append(roles, made.ID)
					}
				case what == "group" || len(groups) == 0:
					var made *ent.Group
					made, err = w.dir.GroupCreate(ctx, directory.GroupInput{Name: fmt.Sprintf("Made %d of %d", step, n),
						Roles: rapid.SliceOfN(rapid.SampledFrom(roles), 0, 2).Draw(r, "roles")})
					if err == nil {
						groups = append(groups, made.ID)
					}
				case what == "grant":
					in := directory.GrantInput{Role: rapid.SampledFrom(roles).Draw(r, "role"), User: &target, Subtree: rapid.Bool().Draw(r, "down"), ExpiresAt: end.Draw(r, "end"), Justification: ptr("so")}
					if rapid.Bool().Draw(r, "to a group") {
						in.User, in.Group = nil, ptr(rapid.SampledFrom(groups).Draw(r, "group"))
					}
					_, err = w.dir.GrantCreate(ctx, in)
				default:
					_, err = w.dir.MembershipAdd(ctx, rapid.SampledFrom(groups).Draw(r, "group"), []uuid.UUID{target}, end.Draw(r, "until"))
				}
				if err != nil && fault.Of(err) == nil {
					r.Fatal(err)
				}
				after := w.holdingsThen()
				for i, at := range moments {
					for key := range after[i] {
						where, rest, _ := strings.Cut(key, " ")
						who, what, _ := strings.Cut(rest, " ")
						if !before[i][key] && !before[i][held(where, actor.ID, what)] {
							r.Fatalf("at %v %s holds %s %s, and %s did not", at, who, what, where, actor.Name)
						}
					}
				}
				before = after
			}
		})
	})
}
