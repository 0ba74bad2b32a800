package access_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/clock"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

var (
	system = viewer.AsSystem(context.Background())
	noon   = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
)

// world writes rows without asking anybody, so that every state can be made.
type world struct {
	*testing.T
	db   *store.DB
	log  *journal.Log
	who  *access.Store
	cat  map[string]uuid.UUID // permissions and flags by key
	stop context.CancelFunc
}

// newWorld holds the bundled catalogue and no tenant.
func newWorld(t *testing.T, db *store.DB) *world {
	w := &world{T: t, db: db, cat: map[string]uuid.UUID{}}
	w.rows(func(tx *ent.Client) { w.catalogue(tx) })
	w.open()
	return w
}

// open starts a reader of the journal, as a process does.
func (w *world) open() {
	w.Helper()
	var err error
	if w.log, err = journal.Open(system, w.db, clock.NewFake(noon)); err != nil {
		w.Fatal(err)
	}
	if w.who, err = access.NewStore(system, w.log); err != nil {
		w.Fatal(err)
	}
	ctx, stop := context.WithCancel(system)
	ended := make(chan struct{})
	go func() { defer close(ended); _ = w.log.Run(ctx) }()
	w.stop = func() { stop(); <-ended }
	w.Cleanup(func() { w.stop() })
}

func (w *world) catalogue(tx *ent.Client) {
	doc := access.Bundled()
	for _, p := range doc.Plans {
		tx.Plan.Create().SetCreatedAt(noon).SetKey(p.Key).SetName(p.Name).SetRank(p.Rank).SetNillableSeatLimit(p.Seats).SaveX(system)
	}
	for _, f := range doc.Flags {
		c := tx.Flag.Create().SetCreatedAt(noon).SetKey(f.Key).SetFeature(f.Feature).SetEnabledByDefault(f.Default).SetBeta(f.Beta)
		if f.MinimumPlan != "" {
			c.SetMinimumPlan(f.MinimumPlan)
		}
		w.cat[f.Key] = c.SaveX(system).ID
	}
	for _, p := range doc.Permissions {
		c := tx.Permission.Create().SetCreatedAt(noon).SetKey(p.Key).SetCapability(p.Capability).SetArea(p.Area).SetElevated(p.Elevated).SetVendor(p.Vendor)
		if p.Flag != "" {
			c.SetFlagID(w.cat[p.Flag])
		}
		w.cat[p.Key] = c.SaveX(system).ID
	}
}

// rows commits what fn makes, beside the journal.
func (w *world) rows(fn func(tx *ent.Client)) {
	w.Helper()
	if err := w.db.Write(system, func(tx *ent.Client) error { fn(tx); return nil }); err != nil {
		w.Fatal(err)
	}
}

// write commits a change through the journal.
func write[T any](w *world, v journal.Verb, fn func(tx *ent.Client) T) T {
	w.Helper()
	out, err := journal.Write(system, w.log, v, func(tx *ent.Client) (T, error) { return fn(tx), nil })
	if err != nil {
		w.Fatal(err)
	}
	return out
}

func makeTenant(tx *ent.Client, slug, plan string, parent *ent.Tenant) *ent.Tenant {
	c := tx.Tenant.Create().SetCreatedAt(noon).SetSlug(slug).SetName("Tenant " + slug).SetPlan(plan).SetVendor(slug == "vendor")
	if parent != nil {
		c.SetParentID(parent.ID)
	}
	return c.SaveX(system)
}

func makePerson(tx *ent.Client, name string) *ent.Person {
	return tx.Person.Create().SetCreatedAt(noon).SetName(name).SetEmail(name + "@example.test").SaveX(system)
}

func makeUser(tx *ent.Client, in *ent.Tenant, p *ent.Person) *ent.User {
	c := tx.User.Create().SetCreatedAt(noon).SetTenantID(in.ID)
	if p == nil {
		unique := id.New().String()
		return c.SetType(user.TypeSERVICE).SetName("Service").SetUniqueID(unique).SaveX(system)
	}
	return c.SetType(user.TypeMEMBER).SetName(p.Name).SetEmail(p.Email).SetPersonID(p.ID).SaveX(system)
}

func (w *world) makeRole(tx *ent.Client, in *ent.Tenant, name string, keys ...string) *ent.Role {
	r := tx.Role.Create().SetCreatedAt(noon).SetTenantID(in.ID).SetName(name).SetOwner(name == "Owner").SaveX(system)
	for _, k := range keys {
		tx.RolePermission.Create().SetCreatedAt(noon).SetTenantID(in.ID).SetRoleID(r.ID).SetPermissionID(w.cat[k]).SaveX(system)
	}
	return r
}

func makeGroup(tx *ent.Client, in *ent.Tenant, name string) *ent.Group {
	return tx.Group.Create().SetCreatedAt(noon).SetTenantID(in.ID).SetName(name).SaveX(system)
}

func join(tx *ent.Client, u *ent.User, g *ent.Group, until *time.Time) *ent.Membership {
	return tx.Membership.Create().SetCreatedAt(noon).SetTenantID(g.TenantID).SetUserID(u.ID).SetGroupID(g.ID).SetNillableExpiresAt(until).SaveX(system)
}

// give gives a role to a *ent.User or a *ent.Group.
func give(tx *ent.Client, r *ent.Role, to any, reach grant.Reach, until *time.Time) *ent.Grant {
	c := tx.Grant.Create().SetCreatedAt(noon).SetRoleID(r.ID).SetReach(reach).SetNillableExpiresAt(until)
	switch to := to.(type) {
	case *ent.User:
		c.SetTenantID(to.TenantID).SetUserID(to.ID)
	case *ent.Group:
		c.SetTenantID(to.TenantID).SetGroupID(to.ID)
	}
	return c.SaveX(system)
}

func later(d time.Duration) *time.Time {
	t := noon.Add(d)
	return &t
}

// decide asks as a guard does.
func (w *world) decide(u *ent.User, in *ent.Tenant, key string, at time.Time) access.Verdict {
	w.Helper()
	s, err := w.who.Scope(system, in.ID)
	if err != nil {
		w.Fatal(err)
	}
	return access.Decide(access.Question{Scope: s, Subject: subject(s, u), Permission: key, At: at})
}

func subject(s *access.Scope, u *ent.User) access.Subject {
	if u.PersonID != nil {
		return access.PersonIn(s, *u.PersonID)
	}
	return access.UserIn(s, u.ID)
}
