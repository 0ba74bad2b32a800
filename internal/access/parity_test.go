package access_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
)

// a few keys of each kind: plain, gated by flag, beta and plan, vendor's, administration's.
var someKeys = []string{"conversations.read", "conversations.reply", "conversations.draft", "cases.read", "warehouse.query", "analytics.read", "SUPPORT_ACT", "USERS_READ"}

// random is a world that nobody thought of.
type random struct {
	*world
	*rand.Rand
	tenants []*ent.Tenant
	users   []*ent.User
}

func (r *random) moment() *time.Time {
	if r.IntN(3) > 0 {
		return nil
	}
	return later(time.Duration(r.IntN(5)-2) * time.Hour)
}

func (r *random) often() bool { return r.IntN(3) > 0 }

func (r *random) populate(tx *ent.Client) {
	top := makeTenant(tx, "top", "ENTERPRISE", nil)
	middle := makeTenant(tx, "middle", "BUSINESS", top)
	r.tenants = []*ent.Tenant{top, middle, makeTenant(tx, "leaf", "FREE", middle), makeTenant(tx, "other", "TEAM", nil), makeTenant(tx, "vendor", "TEAM", nil)}
	r.tenants[3].Update().SetNillableSuspendedAt(r.moment()).ExecX(system)
	r.tenants[3] = tx.Tenant.GetX(system, r.tenants[3].ID)
	for _, key := range []string{"cases.read", "USERS_READ", "imported.one"} {
		if r.often() {
			w := r.tenants[r.IntN(3)]
			tx.Permission.Create().SetCreatedAt(noon).SetTenantID(w.ID).SetKey(key).SetCapability(key).SetArea("Imported").ExecX(system)
		}
	}
	if r.often() {
		tx.Permission.UpdateOneID(r.cat[someKeys[r.IntN(len(someKeys))]]).SetRetiredAt(noon).ExecX(system)
	}
	var persons []*ent.Person
	for i := range 6 {
		persons = append(persons, makePerson(tx, fmt.Sprintf("p%d", i)))
	}
	var roles []*ent.Role
	for i, t := range r.tenants {
		roles = append(roles, r.fill(tx, t, persons, i < 3, roles)...)
		if i == 2 {
			roles = nil
		}
	}
}

// fill makes a tenant's own; roles of the tenants above can be given as well.
func (r *random) fill(tx *ent.Client, t *ent.Tenant, persons []*ent.Person, tree bool, above []*ent.Role) []*ent.Role {
	own := []*ent.Role{r.makeRole(tx, t, "Owner")}
	for i := range 3 {
		var keys []string
		for _, k := range someKeys {
			if r.IntN(3) == 0 {
				keys = append(keys, k)
			}
		}
		own = append(own, r.makeRole(tx, t, fmt.Sprintf("role %d", i), keys...))
	}
	given := own
	if tree {
		given = append(slices.Clone(own), above...)
	}
	for _, f := range []string{"cases", "reply_drafts", "data_warehouse"} {
		if r.often() {
			tx.FlagState.Create().SetCreatedAt(noon).SetUpdatedAt(noon).SetTenantID(t.ID).SetFlagID(r.cat[f]).SetEnabled(r.often()).ExecX(system)
		}
	}
	groups := []*ent.Group{makeGroup(tx, t, "a"), makeGroup(tx, t, "b")}
	for _, g := range groups {
		r.giveSome(tx, given, g)
	}
	for _, p := range append(slices.Clone(persons), nil) {
		if p != nil && !r.often() {
			continue
		}
		u := makeUser(tx, t, p)
		change := u.Update().SetBetaAccess(r.often()).SetNillableBetaUntil(r.moment())
		if seldom := !r.often(); seldom && !r.often() {
			change.SetStatus(user.StatusINACTIVE)
		}
		u = change.SaveX(system)
		r.users = append(r.users, u)
		r.giveSome(tx, given, u)
		for _, g := range groups {
			if r.often() {
				join(tx, u, g, r.moment())
			}
		}
	}
	return own
}

func (r *random) giveSome(tx *ent.Client, roles []*ent.Role, to any) {
	for range r.IntN(3) {
		reach := grant.ReachTENANT
		if !r.often() {
			reach = grant.ReachSUBTREE
		}
		role := roles[r.IntN(len(roles))]
		if role.Owner && r.often() {
			continue
		}
		same := tx.Grant.Query().Where(grant.RoleID(role.ID), grant.ReachEQ(reach))
		switch to := to.(type) {
		case *ent.User:
			same.Where(grant.UserID(to.ID))
		case *ent.Group:
			same.Where(grant.GroupID(to.ID))
		}
		if !same.ExistX(system) {
			give(tx, role, to, reach, r.moment())
		}
	}
}

// TestParity holds Decide, Keys, Features, Roles and Held equal to the oracle in
// worlds by chance: every user in every tenant, before and after everything moved.
func TestParity(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		r := &random{world: newWorld(t, db), Rand: rand.New(rand.NewPCG(seed, 1))}
		r.rows(r.populate)
		r.stop()
		r.open()
		for _, at := range []time.Time{noon.Add(-3 * time.Hour), noon, noon.Add(2 * time.Hour)} {
			r.compare(at)
		}
	})
}

func (r *random) compare(at time.Time) {
	r.Helper()
	o := oracle{r.db.Client(), at}
	for _, in := range r.tenants {
		scope, err := r.who.Scope(system, in.ID)
		if err != nil {
			r.Fatal(err)
		}
		seated := r.db.Client().User.Query().Where(user.TenantID(in.ID), user.StatusEQ(user.StatusACTIVE), user.PersonIDNotNil()).CountX(system)
		if used, _ := scope.Seats(); used != seated {
			r.Fatalf("seats taken in %s: %d, want %d", in.Slug, used, seated)
		}
		asked := append([]string{"no.such"}, someKeys...)
		for key := range o.visible(in) {
			asked = append(asked, key)
		}
		for _, u := range r.users {
			if u.PersonID == nil && u.TenantID != in.ID {
				continue
			}
			r.compareOne(o, scope, in, u, asked)
		}
	}
}

func (r *random) compareOne(o oracle, scope *access.Scope, in *ent.Tenant, u *ent.User, asked []string) {
	r.Helper()
	sub := subject(scope, u)
	keys, held, all := o.may(u, in)
	if d := cmp.Diff(keys, access.Keys(scope, sub, o.at)); d != "" {
		r.Fatalf("keys of %s in %s: %s", u.Name, in.Slug, d)
	}
	for _, k := range asked {
		v := access.Decide(access.Question{Scope: scope, Subject: sub, Permission: k, At: o.at})
		if v.Allowed() != slices.Contains(keys, k) || v.Allowed() != (v.Fault(scope, k) == nil) {
			r.Fatalf("%s in %s: %s: got %v", u.Name, in.Slug, k, v)
		}
	}
	bits, everything := access.Held(scope, sub, o.at)
	if everything != all || bits.Count() != len(held) {
		r.Fatalf("%s in %s holds %d (all: %v), want %v (all: %v)", u.Name, in.Slug, bits.Count(), everything, held, all)
	}
	if d := cmp.Diff(o.features(u, in), access.Features(scope, sub, o.at)); d != "" {
		r.Fatalf("features of %s in %s: %s", u.Name, in.Slug, d)
	}
	_, grants := o.standing(u, in)
	var want, got []string
	for _, g := range grants {
		want = append(want, fmt.Sprint(g.Edges.Role.ID, g.TenantID, g.Reach == grant.ReachSUBTREE))
	}
	for _, a := range access.Roles(scope, sub, o.at) {
		got = append(got, fmt.Sprint(a.Role.ID, a.From, a.Down))
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		r.Fatalf("roles of %s in %s: %s", u.Name, in.Slug, d)
	}
	r.compareLoaded(scope, in, u, o.at, bits, everything)
}

// compareLoaded holds what LoadFor reads equal to what the snapshots say.
func (r *random) compareLoaded(scope *access.Scope, in *ent.Tenant, u *ent.User, at time.Time, bits access.Bits, all bool) {
	r.Helper()
	few, err := access.LoadFor(system, r.db.Client(), append([]uuid.UUID{in.ID}, r.who.Above(in.ID)...), []uuid.UUID{u.ID})
	if err != nil {
		r.Fatal(err)
	}
	held, everything := access.Held(few, subject(few, u), at)
	if everything != all || held.Without(bits).Count()+bits.Without(held).Count() > 0 {
		r.Fatalf("inside a transaction %s holds something else in %s", u.Name, in.Slug)
	}
	used, limit := scope.Seats()
	if usedThen, limitThen := few.Seats(); limit != nil && (used != usedThen || *limit != *limitThen) {
		r.Fatalf("seats: %d of %d in the snapshot, %d of %d in the transaction", used, *limit, usedThen, *limitThen)
	}
}
