package directory_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/journalentry"
	"doorward/ent/role"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/clock"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// world is acme with production (BUSINESS) and sandbox (FREE) below it, the
// bundled catalogue, and an owner of acme who reaches down.
type world struct {
	*testing.T
	ctx   context.Context // the operator
	db    *store.DB
	clock *clock.Fake
	log   *journal.Log
	who   *access.Store
	dir   *directory.Directory

	acme, production, sandbox *ent.Tenant
	owner                     *ent.User
}

func eachWorld(t *testing.T, f func(w *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) { f(newWorld(t, db)) })
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	w := empty(t, db)
	must(w.dir.CatalogueApply(w.ctx, access.Bundled()))(w)
	olga := w.person("Olga Owner", "owner@acme.example")
	w.acme = w.tenant(directory.TenantInput{Slug: "acme", Name: "Acme", Plan: "ENTERPRISE", Owner: olga.ID})
	w.production = w.tenant(directory.TenantInput{Slug: "acme-production", Name: "Acme Production", Plan: "BUSINESS", Parent: &w.acme.ID})
	w.sandbox = w.tenant(directory.TenantInput{Slug: "acme-sandbox", Name: "Acme Sandbox", Plan: "FREE", Parent: &w.acme.ID})
	w.owner = must(db.Client().User.Query().Where(user.TenantID(w.acme.ID)).Only(w.ctx))(w)
	return w
}

// empty has no tenant and no catalogue.
func empty(t *testing.T, db *store.DB) *world {
	t.Helper()
	w := &world{T: t, ctx: viewer.AsSystem(t.Context()), db: db, clock: clock.NewFake(noon)}
	w.log = must(journal.Open(w.ctx, db, w.clock))(w)
	w.who = must(access.NewStore(w.ctx, w.log))(w)
	w.dir = directory.New(w.log, w.who)
	ctx, stop := context.WithCancel(context.Background())
	var tail sync.WaitGroup
	tail.Go(func() {
		if err := w.log.Run(ctx); err != nil {
			t.Errorf("the journal's tail ended: %v", err)
		}
	})
	t.Cleanup(func() { stop(); tail.Wait() })
	return w
}

func must[V any](v V, err error) func(testing.TB) V {
	return func(t testing.TB) V {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (w *world) tenant(in directory.TenantInput) *ent.Tenant {
	w.Helper()
	return must(w.dir.TenantCreate(w.ctx, in))(w)
}

func (w *world) person(name, email string) *ent.Person {
	w.Helper()
	return must(w.dir.PersonCreate(w.ctx, directory.PersonInput{Name: name, Email: email, PasswordHash: "$argon2id$some"}))(w)
}

// user is a new person with a password in a tenant, with these roles.
func (w *world) user(in *ent.Tenant, name string, roles ...uuid.UUID) *ent.User {
	w.Helper()
	p := w.person(name, strings.ToLower(strings.ReplaceAll(name, " ", "."))+"@acme.example")
	return w.join(in, p.ID, roles...)
}

func (w *world) join(in *ent.Tenant, person uuid.UUID, roles ...uuid.UUID) *ent.User {
	w.Helper()
	u := must(w.dir.UserAdd(w.ctx, in.ID, person, user.TypeMEMBER))(w)
	for _, r := range roles {
		w.grant(in, directory.GrantInput{Role: r, User: &u.ID})
	}
	return u
}

func (w *world) grant(in *ent.Tenant, g directory.GrantInput) *ent.Grant {
	w.Helper()
	return must(w.dir.GrantCreate(viewer.In(w.ctx, in.ID), g))(w)
}

// role finds one of acme's roles by its name.
func (w *world) role(name string) uuid.UUID {
	w.Helper()
	return must(w.db.Client().Role.Query().Where(role.TenantID(w.acme.ID), role.Name(name)).OnlyID(w.ctx))(w)
}

// as is the context in which a user acts in its own tenant.
func (w *world) as(u *ent.User) context.Context { return w.asIn(u, u.TenantID) }

func (w *world) asIn(u *ent.User, tenant uuid.UUID) context.Context {
	v := &viewer.Viewer{User: u.ID, UserIn: u.TenantID, Tenant: tenant, Acts: []uuid.UUID{tenant}, Above: w.who.Above(tenant)}
	if u.PersonID != nil {
		v.Person = *u.PersonID
	}
	return viewer.With(w.Context(), v)
}

func (w *world) reread(u *ent.User) *ent.User {
	w.Helper()
	return must(w.db.Client().User.Get(w.ctx, u.ID))(w)
}

// writes asserts which verbs f writes, and how often each.
func (w *world) writes(f func(), want ...string) {
	w.Helper()
	before := w.log.Position()
	f()
	got := must(w.db.Client().JournalEntry.Query().Where(journalentry.IDGT(before)).Order(ent.Asc(journalentry.FieldID)).
		Select(journalentry.FieldVerb).Strings(w.ctx))(w)
	if !slices.Equal(got, want) {
		w.Errorf("the journal has %v, not %v", got, want)
	}
}

// refused asserts that f fails with this fault and writes nothing.
func (w *world) refused(kind fault.Kind, code fault.Code, f func() error) *fault.Fault {
	w.Helper()
	var err error
	w.writes(func() { err = f() })
	got := fault.Of(err)
	if got == nil || got.Kind != kind || got.Code != code {
		w.Fatalf("got %v, not %s %s", err, kind, code)
	}
	return got
}

func (w *world) grantsOf(u *ent.User) []*ent.Grant {
	w.Helper()
	return must(w.db.Client().Grant.Query().Where(grant.UserID(u.ID)).All(w.ctx))(w)
}

func ptr[V any](v V) *V { return &v }
