package probe_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/group"
	"doorward/ent/person"
	"doorward/ent/role"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/clock"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/viewer"
	"doorward/server"
	"doorward/server/servertest"
	"doorward/server/servertest/matrix"
)

// probe is one way of asking, in a world of its own.
type probe struct {
	name string
	ask  func(t testing.TB)
}

// probes from the quickest.
var probes = []probe{
	{"wall", askTheWall},
	{"grants", askGrants},
	{"owners", askOwners},
	{"locks", askLocks},
	{"invites", askInvites},
	{"links", askLinks},
	{"sessions", askSessions},
	{"decisions", askDecisions},
	{"sight", askSight},
	{"streams", askStreams},
	{"edge", askTheEdge},
	{"matrix", func(t testing.TB) {
		for _, leak := range matrix.Probe(t.Context(), servertest.Start(t, matrix.Options()...), true) {
			t.Error(leak)
		}
	}},
}

// world is the named one on a running server, and the names of things in it.
type world struct {
	*server.Server
	t       testing.TB
	clock   *clock.Fake
	command context.Context
	db      *ent.Client
}

// start opens the house without serving it: nothing happens in it by itself.
func start(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, clock: clock.NewFake(time.Now())}
	s, err := server.New(t.Context(), server.Config{Storage: servertest.World(t, false)}, server.Deps{Clock: w.clock})
	if err != nil {
		t.Fatalf("opening the house: %v", err)
	}
	w.Server = s
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("closing the house: %v", err)
		}
	})
	w.command = server.AsCommand(t.Context())
	w.db = w.Log.DB().Client()
	return w
}

// as is somebody in the middle of a request.
func (w *world) as(email, slug string) context.Context {
	w.t.Helper()
	return w.holding(w.token(email), slug)
}

func (w *world) token(email string) string {
	w.t.Helper()
	token, _, err := w.Identity.SignIn(w.nobody(), email, servertest.Password)
	if err != nil {
		w.t.Fatalf("signing %s in: %v", email, err)
	}
	return token
}

func (w *world) holding(token, slug string) context.Context {
	w.t.Helper()
	v, err := w.Identity.Viewer(w.t.Context(), token, slug, identity.Origin{RequestID: "req_1"})
	if err != nil {
		w.t.Fatalf("entering %s: %v", slug, err)
	}
	return viewer.With(w.t.Context(), v)
}

func (w *world) nobody() context.Context {
	return viewer.With(w.t.Context(), &viewer.Viewer{RequestID: "req_1"})
}

// in is the command line acting in a tenant.
func (w *world) in(slug string) context.Context {
	t := w.tenant(slug)
	ctx := viewer.In(w.command, t)
	viewer.From(ctx).Above = w.Who.Above(t)
	return ctx
}

func (w *world) tenant(slug string) uuid.UUID {
	w.t.Helper()
	return must(w.db.Tenant.Query().Where(tenant.Slug(slug)).OnlyID(w.command))
}

func (w *world) user(email, slug string) *ent.User {
	w.t.Helper()
	return must(w.db.User.Query().Where(user.EmailKey(email), user.TenantID(w.tenant(slug))).Only(w.command))
}

// role is one of an organization's, or of a tenant's own.
func (w *world) role(name, slug string) uuid.UUID {
	w.t.Helper()
	return must(w.db.Role.Query().Where(role.Name(name), role.TenantID(w.tenant(slug))).OnlyID(w.command))
}

func (w *world) group(name string) uuid.UUID {
	w.t.Helper()
	return must(w.db.Group.Query().Where(group.Name(name)).OnlyID(w.command))
}

// join makes somebody new a user of a tenant, with roles that are given there.
func (w *world) join(email, slug string, roles ...uuid.UUID) *ent.User {
	w.t.Helper()
	p, err := w.db.Person.Query().Where(person.EmailKey(email)).Only(w.command)
	if ent.IsNotFound(err) {
		p, err = w.Directory.PersonCreate(w.command, directory.PersonInput{Name: "Nova " + email, Email: email, PasswordHash: w.hash()})
	}
	if err != nil {
		w.t.Fatal(err)
	}
	u := must(w.Directory.UserAdd(w.command, w.tenant(slug), p.ID, user.TypeMEMBER))
	for _, r := range roles {
		w.give(slug, directory.GrantInput{Role: r, User: &u.ID})
	}
	return u
}

// hash is of everybody's password: one that somebody has.
func (w *world) hash() string {
	return *must(w.db.Person.Query().Where(person.EmailKey("owner@acme.example")).Only(w.command)).PasswordHash
}

func (w *world) give(slug string, g directory.GrantInput) *ent.Grant {
	w.t.Helper()
	g.Justification = ptr("A probe")
	return must(w.Directory.GrantCreate(w.in(slug), g))
}

// custom makes a role of a tenant's own.
func (w *world) custom(slug, name string, keys ...string) uuid.UUID {
	w.t.Helper()
	return must(w.Directory.RoleCreate(w.in(slug), directory.RoleInput{Name: name, PermissionKeys: keys})).ID
}

// rows commits what no verb does, and tells everybody that the thing has changed.
func rows[T any](w *world, v journal.Verb, change func(tx *ent.Client) (T, error)) T {
	w.t.Helper()
	return must(journal.Write(w.command, w.Log, v, change))
}

// refused asserts with which code something is refused.
func (w *world) refused(what string, err error, code fault.Code) *fault.Fault {
	w.t.Helper()
	f := fault.Of(err)
	if f == nil {
		w.t.Errorf("%s: %v instead of %s", what, err, code)
		return &fault.Fault{}
	}
	if f.Code != code {
		w.t.Errorf("%s: %s instead of %s", what, f.Code, code)
	}
	return f
}

func only[T any](_ T, err error) error { return err }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func ptr[T any](v T) *T { return &v }
