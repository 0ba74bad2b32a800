package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entgo.io/ent"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/google/uuid"

	rows "doorward/ent"
	"doorward/ent/role"
	"doorward/ent/user"
	"doorward/graph"
	"doorward/internal/access"
	"doorward/internal/clock"
	"doorward/internal/directory"
	"doorward/internal/id"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/secret"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

const password = "winter-lantern-harbour-42"

var (
	noon   = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	hasher = secret.NewHasher()
)

// world is Acme with Production and Sandbox below it, and Globex beside, behind a
// server of the API alone.
type world struct {
	*testing.T
	db       *store.DB
	clock    *clock.Fake
	r        *graph.Resolver
	http     *httptest.Server
	logged   bytes.Buffer
	tenants  map[string]*rows.Tenant
	roles    map[string]*rows.Role
	users    map[string]*rows.User // by "name@tenant"
	setToken string                // what SetCookie was last given
	cleared  bool
	asked    atomic.Int64          // statements of the last operation
	fail     atomic.Pointer[error] // what reads of the operation bring, if anything
	stall    atomic.Bool           // reads of the operation go on until they are given up
	arrived  func()                // happens once the viewer of an operation is known, before it runs
}

type countKey struct{}

// each runs a test in a world of its own on both databases.
func each(t *testing.T, f func(w *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) { f(newWorld(t, db)) })
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	w := &world{T: t, db: db, clock: clock.NewFake(noon), tenants: map[string]*rows.Tenant{},
		roles: map[string]*rows.Role{}, users: map[string]*rows.User{}}
	db.Client().Intercept(ent.InterceptFunc(func(next ent.Querier) ent.Querier {
		return ent.QuerierFunc(func(ctx context.Context, q ent.Query) (ent.Value, error) {
			if n, ok := ctx.Value(countKey{}).(*atomic.Int64); ok {
				n.Add(1)
				if err := w.fail.Load(); err != nil {
					return nil, *err
				}
				if w.stall.Load() {
					<-ctx.Done()
					return nil, ctx.Err()
				}
			}
			return next.Query(ctx, q)
		})
	}))
	w.open()
	w.seed()
	return w
}

func (w *world) open() {
	log := must(journal.Open(system(), w.db, w.clock))
	who := must(access.NewStore(system(), log))
	keys := must(secret.NewKeys([]byte(strings.Repeat("k", 32))))
	w.r = &graph.Resolver{Log: log, Who: who, Keys: keys, Identity: identity.New(log, who, keys, hasher),
		Directory: directory.New(log, who), Version: "1.2.3",
		SetCookie:   func(_ context.Context, token string, _ time.Time) { w.setToken = token },
		ClearCookie: func(context.Context) { w.cleared = true }}
	ctx, stop := context.WithCancel(context.Background())
	over := make(chan struct{})
	go func() { defer close(over); _ = log.Run(ctx) }()
	w.Cleanup(func() { stop(); <-over })
	api := graph.NewServer(w.r, slog.New(slog.NewJSONHandler(&w.logged, nil)))
	api.AddTransport(transport.POST{})
	w.http = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, req *http.Request) {
		v, err := w.r.Identity.Viewer(req.Context(), req.Header.Get("Session"), req.Header.Get("Doorward-Tenant"),
			identity.Origin{RequestID: "req_7", IP: "192.0.2.7", UserAgent: "Test"})
		if err != nil {
			http.Error(rw, err.Error(), http.StatusForbidden)
			return
		}
		if w.arrived != nil {
			w.arrived()
		}
		w.asked.Store(0)
		ctx := context.WithValue(viewer.With(req.Context(), v), countKey{}, &w.asked)
		api.ServeHTTP(rw, req.WithContext(ctx))
	}))
	w.Cleanup(w.http.Close)
}

func system() context.Context {
	return viewer.With(context.Background(), &viewer.Viewer{System: true, Command: true, Label: "Command line"})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

var hash = must(hasher.Hash(context.Background(), password))

func (w *world) seed() {
	d, ctx := w.r.Directory, system()
	must(d.CatalogueApply(ctx, access.Bundled()))
	owner := w.person("Olivia Owner", "owner@acme.example")
	w.tenants["acme"] = must(d.TenantCreate(ctx, directory.TenantInput{Slug: "acme", Name: "Acme", Plan: "ENTERPRISE", Owner: owner.ID}))
	up := &w.tenants["acme"].ID
	w.tenants["production"] = must(d.TenantCreate(ctx, directory.TenantInput{Slug: "acme-production", Name: "Acme Production", Plan: "BUSINESS", Parent: up}))
	w.tenants["sandbox"] = must(d.TenantCreate(ctx, directory.TenantInput{Slug: "acme-sandbox", Name: "Acme Sandbox", Plan: "FREE", Parent: up}))
	stranger := w.person("Gloria Globex", "owner@globex.example")
	w.tenants["globex"] = must(d.TenantCreate(ctx, directory.TenantInput{Slug: "globex", Name: "Globex", Plan: "TEAM", Owner: stranger.ID}))
	for _, r := range must(w.db.Client().Role.Query().Where(role.TenantID(*up)).All(ctx)) {
		w.roles[r.Name] = r
	}
	w.join("production", w.person("Mara Manager", "manager@acme.example"), user.TypeMEMBER, "Manager")
	w.join("production", w.person("Ángel Agent", "agent@acme.example"), user.TypeMEMBER, "Agent")
	w.join("production", w.person("Gus Guest", "guest@acme.example"), user.TypeGUEST, "Guest")
}

func (w *world) person(name, email string) *rows.Person {
	return must(w.r.Directory.PersonCreate(system(), directory.PersonInput{Name: name, Email: email, PasswordHash: hash}))
}

// join makes a person a user of a tenant with a role; named by the address there.
func (w *world) join(tenant string, p *rows.Person, typ user.Type, roleName string) *rows.User {
	in := w.tenants[tenant].ID
	u := must(w.r.Directory.UserAdd(system(), in, p.ID, typ))
	if roleName != "" {
		must(w.r.Directory.GrantCreate(w.in(tenant), directory.GrantInput{Role: w.roles[roleName].ID, User: &u.ID, Justification: ptr("Day one")}))
	}
	w.users[p.Email+" "+tenant] = u
	return u
}

func (w *world) in(tenant string) context.Context {
	ctx := viewer.In(system(), w.tenants[tenant].ID)
	v := viewer.From(ctx)
	v.Above = w.r.Who.Above(w.tenants[tenant].ID)
	return ctx
}

func ptr[T any](v T) *T { return &v }

// browser is somebody's session, and the tenant its requests name.
type browser struct {
	*world
	token, tenant string
}

func (w *world) anonymous() *browser { return &browser{world: w} }

// as is somebody who is signed in.
func (w *world) as(email, tenant string) *browser {
	token, _, err := w.r.Identity.SignIn(viewer.With(context.Background(), &viewer.Viewer{}), email, password)
	if err != nil {
		w.Fatalf("signing %s in: %v", email, err)
	}
	return &browser{w, token, tenant}
}

type answer struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Extensions map[string]any
	}
}

func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return fmt.Sprint(a.Errors[0].Extensions["code"])
}

// send sends one operation.
func (b *browser) send(document string, variables map[string]any) answer {
	b.Helper()
	body := must(json.Marshal(map[string]any{"query": document, "variables": variables}))
	req := must(http.NewRequest(http.MethodPost, b.http.URL, bytes.NewReader(body)))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Session", b.token)
	req.Header.Set("Doorward-Tenant", b.tenant)
	resp := must(http.DefaultClient.Do(req))
	defer resp.Body.Close()
	text := must(io.ReadAll(resp.Body))
	var a answer
	if err := json.Unmarshal(text, &a); err != nil {
		b.Fatalf("status %d: %s", resp.StatusCode, text)
	}
	return a
}

// get sends one operation that must go well, and reads its data.
func get[T any](b *browser, document string, variables map[string]any) T {
	b.Helper()
	a := b.send(document, variables)
	if len(a.Errors) > 0 {
		b.Fatalf("%s: %+v (logged: %s)", document, a.Errors, b.logged.String())
	}
	var data T
	if err := json.Unmarshal(a.Data, &data); err != nil {
		b.Fatalf("reading %s: %v", a.Data, err)
	}
	return data
}

// refused sends one operation that must bring an error with this code.
func (b *browser) refused(code, document string, variables map[string]any) answer {
	b.Helper()
	a := b.send(document, variables)
	if a.code() != code {
		b.Fatalf("%s: %q instead of %s: %s %+v", document, a.code(), code, a.Data, a.Errors)
	}
	return a
}

func group(name string, roles ...uuid.UUID) directory.GroupInput {
	return directory.GroupInput{Name: name, Roles: roles}
}

func roleInput(name string, keys ...string) directory.RoleInput {
	return directory.RoleInput{Name: name, PermissionKeys: keys}
}

func ids(users ...*rows.User) []uuid.UUID {
	all := make([]uuid.UUID, len(users))
	for i, u := range users {
		all[i] = u.ID
	}
	return all
}

func vars(name string, value any) map[string]any { return map[string]any{name: value} }

func userID(u *rows.User) string { return id.Of(id.User, u.ID) }
