package identity_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/journalentry"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/clock"
	"doorward/internal/fault"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/secret"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

const password = "winter-lantern-harbour-42"

var (
	system = viewer.AsSystem(context.Background())
	noon   = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	origin = identity.Origin{RequestID: "req_1", IP: "192.0.2.7", UserAgent: "Test/1.0"}
	hasher = secret.NewHasher()
)

// world is Acme with two tenants below it, and Globex beside.
type world struct {
	*testing.T
	db     *store.DB
	clock  *clock.Fake
	log    *journal.Log
	who    *access.Store
	keys   *secret.Keys
	id     *identity.Identity
	cat    map[string]uuid.UUID
	acme   *ent.Tenant
	prod   *ent.Tenant // BUSINESS
	box    *ent.Tenant // FREE
	globex *ent.Tenant
	roles  map[string]*ent.Role // of production
	read   int64                // journal entries that the test has seen
}

// each runs a test in a world of its own on both databases.
func each(t *testing.T, f func(w *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := &world{T: t, db: db, clock: clock.NewFake(noon), cat: map[string]uuid.UUID{}, roles: map[string]*ent.Role{}}
		w.rows(w.seed)
		w.open()
		f(w)
	})
}

func (w *world) open() {
	w.Helper()
	var err error
	if w.log, err = journal.Open(system, w.db, w.clock); err != nil {
		w.Fatal(err)
	}
	if w.who, err = access.NewStore(system, w.log); err != nil {
		w.Fatal(err)
	}
	if w.keys, err = secret.NewKeys([]byte(strings.Repeat("k", 32))); err != nil {
		w.Fatal(err)
	}
	w.id = identity.New(w.log, w.who, w.keys, hasher)
	w.goRun(w.log.Run)
}

// goRun runs something until the test is over.
func (w *world) goRun(run func(context.Context) error) {
	ctx, stop := context.WithCancel(context.Background())
	over := make(chan struct{})
	go func() {
		defer close(over)
		if err := run(ctx); err != nil {
			w.Errorf("running: %v", err)
		}
	}()
	w.Cleanup(func() { stop(); <-over })
}

// rows commits what fn makes, beside the journal.
func (w *world) rows(fn func(tx *ent.Client)) {
	w.Helper()
	if err := w.db.Write(system, func(tx *ent.Client) error { fn(tx); return nil }); err != nil {
		w.Fatal(err)
	}
}

func (w *world) seed(tx *ent.Client) {
	doc := access.Bundled()
	for _, p := range doc.Plans {
		tx.Plan.Create().SetCreatedAt(noon).SetKey(p.Key).SetName(p.Name).SetRank(p.Rank).SetNillableSeatLimit(p.Seats).SaveX(system)
	}
	for _, p := range doc.Permissions {
		w.cat[p.Key] = tx.Permission.Create().SetCreatedAt(noon).SetKey(p.Key).SetCapability(p.Capability).SetArea(p.Area).
			SetElevated(p.Elevated).SetVendor(p.Vendor).SaveX(system).ID
	}
	w.acme = makeTenant(tx, "acme", "ENTERPRISE", nil)
	w.prod = makeTenant(tx, "acme-production", "BUSINESS", w.acme)
	w.box = makeTenant(tx, "acme-sandbox", "FREE", w.acme)
	w.box = w.box.Update().SetSessionIdleMinutes(8 * 60).SaveX(system)
	w.globex = makeTenant(tx, "globex", "TEAM", nil)
	for _, r := range doc.Roles {
		w.roles[r.Name] = w.makeRole(tx, w.prod, r.Name, r.Permissions...)
	}
	boss := w.makeRole(tx, w.acme, "Owner")
	give(tx, boss, makeUser(tx, w.acme, makePerson(tx, "owner", password)), grant.ReachSUBTREE)
	manager := makePerson(tx, "manager", password)
	give(tx, w.roles["Manager"], makeUser(tx, w.prod, manager), grant.ReachTENANT)
	makeUser(tx, w.box, manager)
	give(tx, w.roles["Agent"], makeUser(tx, w.prod, makePerson(tx, "agent", password)), grant.ReachTENANT)
	give(tx, w.makeRole(tx, w.globex, "Inviter", "INVITES_SEND"), makeUser(tx, w.globex, makePerson(tx, "stranger", password)), grant.ReachTENANT)
	makeUser(tx, w.prod, makePerson(tx, "imported", ""))
}

func makeTenant(tx *ent.Client, slug, plan string, parent *ent.Tenant) *ent.Tenant {
	c := tx.Tenant.Create().SetCreatedAt(noon).SetSlug(slug).SetName("The " + slug).SetPlan(plan)
	if parent != nil {
		c.SetParentID(parent.ID)
	}
	return c.SaveX(system)
}

var hashes = map[string]string{}

func makePerson(tx *ent.Client, name, password string) *ent.Person {
	c := tx.Person.Create().SetCreatedAt(noon).SetName(name).SetEmail(name + "@acme.example")
	if password != "" {
		if hashes[password] == "" {
			hash, err := hasher.Hash(system, password)
			if err != nil {
				panic(err)
			}
			hashes[password] = hash
		}
		c.SetPasswordHash(hashes[password]).SetPasswordSetAt(noon)
	}
	return c.SaveX(system)
}

func makeUser(tx *ent.Client, in *ent.Tenant, p *ent.Person) *ent.User {
	return tx.User.Create().SetCreatedAt(noon).SetTenantID(in.ID).SetType(user.TypeMEMBER).SetName(p.Name).SetEmail(p.Email).SetPersonID(p.ID).SaveX(system)
}

func (w *world) makeRole(tx *ent.Client, in *ent.Tenant, name string, keys ...string) *ent.Role {
	r := tx.Role.Create().SetCreatedAt(noon).SetTenantID(in.ID).SetName(name).SetOwner(name == "Owner").SaveX(system)
	for _, k := range keys {
		tx.RolePermission.Create().SetCreatedAt(noon).SetTenantID(in.ID).SetRoleID(r.ID).SetPermissionID(w.cat[k]).SaveX(system)
	}
	return r
}

func give(tx *ent.Client, r *ent.Role, to *ent.User, reach grant.Reach) {
	tx.Grant.Create().SetCreatedAt(noon).SetTenantID(to.TenantID).SetRoleID(r.ID).SetUserID(to.ID).SetReach(reach).SaveX(system)
}

// signIn signs somebody of the world in, and gives the session's token.
func (w *world) signIn(name string) string {
	w.Helper()
	token, _, err := w.id.SignIn(nobody(), name+"@acme.example", password)
	if err != nil {
		w.Fatalf("signing %s in: %v", name, err)
	}
	return token
}

// as is the context of a request of somebody in a tenant, entered.
func (w *world) as(name string, in *ent.Tenant) context.Context {
	w.Helper()
	v := w.viewer(w.signIn(name), in.Slug)
	w.written() // what it took to get there is not the test's matter
	return viewer.With(context.Background(), v)
}

func (w *world) viewer(token, slug string) *viewer.Viewer {
	w.Helper()
	v, err := w.id.Viewer(context.Background(), token, slug, origin)
	if err != nil {
		w.Fatalf("asking who asks: %v", err)
	}
	return v
}

func nobody() context.Context {
	return viewer.With(context.Background(), &viewer.Viewer{RequestID: origin.RequestID, IP: origin.IP, UserAgent: origin.UserAgent})
}

// written lists the verbs written since it was last asked, each with the kind of its subject.
func (w *world) written() []string {
	w.Helper()
	rows, err := w.db.Client().JournalEntry.Query().Where(journalentry.IDGT(w.read)).Order(ent.Asc(journalentry.FieldID)).All(system)
	if err != nil {
		w.Fatal(err)
	}
	var verbs []string
	for _, r := range rows {
		verbs = append(verbs, r.Verb+" "+r.SubjectKind)
		w.read = r.ID
	}
	return verbs
}

// wrote asserts that exactly this was written since it was last asked.
func (w *world) wrote(want ...string) {
	w.Helper()
	if got := w.written(); strings.Join(got, ", ") != strings.Join(want, ", ") {
		w.Errorf("written: %q, want %q", got, want)
	}
}

// last is the newest entry.
func (w *world) last() *ent.JournalEntry {
	w.Helper()
	return w.db.Client().JournalEntry.Query().Order(ent.Desc(journalentry.FieldID)).FirstX(system)
}

// refused asserts the fault.
func (w *world) refused(err error, kind fault.Kind, code fault.Code) *fault.Fault {
	w.Helper()
	f := fault.Of(err)
	if f == nil || f.Kind != kind || f.Code != code {
		w.Fatalf("got %v, want %s %s", err, kind, code)
	}
	return f
}

func (w *world) userOf(name string, in *ent.Tenant) *ent.User {
	w.Helper()
	u, err := w.db.Client().User.Query().Where(user.TenantID(in.ID), user.EmailKey(name+"@acme.example")).Only(system)
	if err != nil {
		w.Fatal(err)
	}
	return u
}

// invite sends one invite and gives its row.
func (w *world) invite(ctx context.Context, who identity.Invitee) *ent.Invite {
	w.Helper()
	all, err := w.id.InviteSend(ctx, []identity.Invitee{who})
	if err != nil {
		w.Fatal(err)
	}
	if all[0].Fault != nil {
		w.Fatalf("inviting %s: %v", who.Email, all[0].Fault)
	}
	w.written()
	return all[0].Invite
}

func (w *world) reload(inv *ent.Invite) *ent.Invite {
	w.Helper()
	inv, err := w.db.Client().Invite.Get(system, inv.ID)
	if err != nil {
		w.Fatal(err)
	}
	return inv
}

func (w *world) link(inv *ent.Invite) string { return identity.InviteLink(w.keys, inv) }

func ptr[T any](v T) *T { return &v }
