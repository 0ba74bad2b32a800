package demo_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/invite"
	"doorward/ent/journalentry"
	"doorward/ent/membership"
	"doorward/ent/person"
	"doorward/ent/predicate"
	"doorward/ent/role"
	"doorward/ent/session"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/clock"
	"doorward/internal/directory"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/outbound"
	"doorward/internal/secret"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
	"doorward/server/demo"
)

var command = viewer.AsSystem(viewer.With(context.Background(), &viewer.Viewer{Command: true, Label: "Command line"}))

// house is a process that the demo has moved into.
type house struct {
	demo.House
	db       *store.DB
	who      *access.Store
	identity *identity.Identity
	mailbox  *outbound.Mailbox
	now      time.Time
}

func newHouse(t *testing.T, db *store.DB) *house {
	t.Helper()
	c := clock.Real()
	h := &house{db: db, now: c.Now(), mailbox: &outbound.Mailbox{}}
	keys, err := secret.NewKeys([]byte("a master secret of the demo's tests, long enough"))
	if err != nil {
		t.Fatal(err)
	}
	log, err := journal.Open(command, db, c)
	if err != nil {
		t.Fatal(err)
	}
	if h.who, err = access.NewStore(command, log); err != nil {
		t.Fatal(err)
	}
	h.House = demo.House{Log: log, Catalogue: access.Bundled(), Keys: keys, Hasher: secret.NewHasher(), PublicURL: "http://127.0.0.1:8080", Deliver: h.mailbox.Deliver}
	h.identity = identity.New(log, h.who, keys, h.Hasher)
	if _, err := directory.New(log, h.who).CatalogueApply(command, access.Bundled()); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(command)
	ended := make(chan struct{})
	go func() { defer close(ended); _ = log.Run(ctx) }()
	t.Cleanup(func() { stop(); <-ended })
	return h
}

func seeded(t *testing.T, db *store.DB) *house {
	t.Helper()
	h := newHouse(t, db)
	begun := time.Now()
	if did, err := demo.Seed(command, h.House); err != nil || !did {
		t.Fatalf("seeded %v: %v", did, err)
	}
	t.Logf("seeded in %v", time.Since(begun))
	return h
}

func TestSeed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		h := seeded(t, db)
		t.Run("it is done once", func(t *testing.T) {
			before := h.Log.Position()
			if did, err := demo.Seed(command, h.House); err != nil || did || h.Log.Position() != before {
				t.Errorf("seeded again: %v %v", did, err)
			}
		})
		t.Run("every account signs in and enters", h.accountsSignIn)
		t.Run("users are of every kind", h.users)
		t.Run("invites are in every state", h.invites)
		t.Run("roles, groups, grants and flags are there", h.rights)
		t.Run("history fills two months and ends now", h.history)
		t.Run("colleagues go about their day, the accounts do not", h.actor)
	})
}

func TestSeedStopped(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		h := newHouse(t, db)
		ctx, stop := context.WithCancel(command)
		h.Deliver = func(context.Context, outbound.Mail) error { stop(); return ctx.Err() }
		if _, err := demo.Seed(ctx, h.House); !errors.Is(err, context.Canceled) {
			t.Fatalf("seeding was not stopped: %v", err)
		}
		if did, err := demo.Seed(command, h.House); did || !errors.Is(err, demo.ErrHalf) {
			t.Errorf("what is half filled was taken as it is: %v %v", did, err)
		}
	})
}

func (h *house) accountsSignIn(t *testing.T) {
	tenants := map[string][]string{
		"owner@acme.example":   {"acme", "acme-production", "acme-sandbox"},
		"manager@acme.example": {"acme-production"}, "guest@acme.example": {"acme-production"},
		"agent@acme.example":   {"acme-production", "acme-sandbox"},
		"owner@globex.example": {"globex"}, "sam@support.example": {"support"},
	}
	for _, a := range demo.Accounts {
		ctx := viewer.With(context.Background(), &viewer.Viewer{})
		token, s, err := h.identity.SignIn(ctx, a.Email, demo.Password)
		if err != nil {
			t.Fatalf("%s: %v", a.Email, err)
		}
		may, err := h.identity.Tenants(command, s.PersonID)
		if err != nil {
			t.Fatal(err)
		}
		var slugs []string
		for _, m := range may {
			slugs = append(slugs, m.Slug)
		}
		slices.Sort(slugs)
		if !slices.Equal(slugs, tenants[a.Email]) {
			t.Errorf("%s can act in %v, want %v", a.Email, slugs, tenants[a.Email])
		}
		for _, slug := range slugs {
			v, err := h.identity.Viewer(ctx, token, slug, identity.Origin{})
			if err != nil || !v.SignedIn() || v.Tenant == uuid.Nil {
				t.Errorf("%s in %s: %v", a.Email, slug, err)
			}
		}
	}
	for email, key := range map[string]string{"sam@support.example": "SUPPORT_ACT", "owner@acme.example": "TENANT_MANAGE", "manager@acme.example": "INVITES_SEND", "agent@acme.example": "USERS_READ", "guest@acme.example": "conversations.read"} {
		in := tenants[email][len(tenants[email])-1]
		if email == "agent@acme.example" {
			in = "acme-production"
		}
		if !h.may(t, email, in, key) {
			t.Errorf("%s may not %s in %s", email, key, in)
		}
	}
	if h.may(t, "guest@acme.example", "acme-production", "USERS_READ") || h.may(t, "owner@acme.example", "globex", "USERS_READ") {
		t.Error("somebody may what is not theirs")
	}
}

func (h *house) may(t *testing.T, email, slug, key string) bool {
	t.Helper()
	in, _ := h.who.BySlug(slug)
	scope, err := h.who.Scope(command, in.ID)
	if err != nil {
		t.Fatal(err)
	}
	p := h.db.Client().Person.Query().Where(person.Email(email)).OnlyX(command)
	v := access.Decide(access.Question{Scope: scope, Subject: access.PersonIn(scope, p.ID), Permission: key, At: h.now})
	return v.Allowed()
}

// atLeast asserts that there are so many.
func atLeast(t *testing.T, what string, got, want int) {
	t.Helper()
	if got < want {
		t.Errorf("%s: %d, want at least %d", what, got, want)
	}
}

func (h *house) users(t *testing.T) {
	here := func(p ...predicate.User) int {
		return h.db.Client().User.Query().Where(append(p, user.HasTenantWith(tenant.Slug("acme-production")))...).CountX(command)
	}
	if n := here(); n < 60 || n > 80 {
		t.Errorf("%d users", n)
	}
	atLeast(t, "guests", here(user.TypeEQ(user.TypeGUEST)), 5)
	atLeast(t, "services", here(user.TypeEQ(user.TypeSERVICE)), 3)
	atLeast(t, "inactive", here(user.StatusEQ(user.StatusINACTIVE)), 6)
	atLeast(t, "inactive and said why", here(user.StatusEQ(user.StatusINACTIVE), user.DeactivatedReasonNotNil(), user.DeactivatedByNotNil()), 6)
	atLeast(t, "never signed in", here(user.LastLoginAtIsNil(), user.TypeNEQ(user.TypeSERVICE)), 4)
	atLeast(t, "signed in today", here(user.LastLoginAtGT(h.now.Add(-24*time.Hour))), 10)
	atLeast(t, "in beta", here(user.BetaAccess(true)), 4)
	atLeast(t, "with a company", here(user.CompanyNotNil()), 50)
	in, _ := h.who.BySlug("acme-sandbox")
	scope, err := h.who.Scope(command, in.ID)
	if err != nil {
		t.Fatal(err)
	}
	if used, limit := scope.Seats(); limit == nil || used >= *limit {
		t.Errorf("the sandbox has no seat left: %d of %v", used, limit)
	}
}

func (h *house) invites(t *testing.T) {
	for _, s := range []invite.Status{invite.StatusPENDING, invite.StatusEXPIRED, invite.StatusACCEPTED, invite.StatusCANCELLED, invite.StatusSUPERSEDED} {
		n := h.db.Client().Invite.Query().Where(invite.HasTenantWith(tenant.Slug("acme-production")), invite.StatusEQ(s)).CountX(command)
		atLeast(t, s.String(), n, 1)
	}
	q := func(p ...predicate.Invite) int { return h.db.Client().Invite.Query().Where(p...).CountX(command) }
	atLeast(t, "mailed", q(invite.DeliveryEQ(invite.DeliverySENT)), 10)
	atLeast(t, "mail refused", q(invite.DeliveryEQ(invite.DeliveryFAILED)), 1)
	atLeast(t, "opened, not accepted", q(invite.StatusEQ(invite.StatusPENDING), invite.OpenedAtNotNil()), 1)
	atLeast(t, "sent again", q(invite.SentCountGT(1)), 2)
	if n := q(invite.StatusEQ(invite.StatusPENDING), invite.ExpiresAtLTE(h.now)); n > 0 {
		t.Errorf("%d invites are pending and over", n)
	}
	atLeast(t, "mails in the mailbox", len(h.mailbox.All()), 20)
}

func (h *house) rights(t *testing.T) {
	c := h.db.Client()
	atLeast(t, "groups", c.Group.Query().CountX(command), 6)
	atLeast(t, "roles of the tenant's own", c.Role.Query().Where(role.HasTenantWith(tenant.Slug("acme-production")), role.System(false)).CountX(command), 3)
	atLeast(t, "grants that will end", c.Grant.Query().Where(grant.ExpiresAtGT(h.now)).CountX(command), 2)
	atLeast(t, "grants that have ended", c.Grant.Query().Where(grant.ExpiresAtLT(h.now)).CountX(command), 1)
	atLeast(t, "grants with a reason", c.Grant.Query().Where(grant.JustificationNotNil()).CountX(command), 5)
	atLeast(t, "memberships that will end", c.Membership.Query().Where(membership.ExpiresAtGT(h.now)).CountX(command), 2)
	atLeast(t, "switches", c.FlagState.Query().CountX(command), 2)
}

func (h *house) history(t *testing.T) {
	rows := h.db.Client().JournalEntry.Query().Where(journalentry.TenantIDNotNil()).Order(ent.Asc(journalentry.FieldID)).AllX(command)
	verbs, weeks := map[string]int{}, map[int]int{}
	for i, e := range rows {
		verbs[e.Verb]++
		weeks[int(h.now.Sub(e.At)/(7*24*time.Hour))]++
		if i > 0 && e.At.Before(rows[i-1].At) {
			t.Errorf("entry %d (%s) lies before the one ahead of it", e.ID, e.Verb)
		}
		if e.At.After(time.Now()) {
			t.Errorf("entry %d (%s) lies in the future", e.ID, e.Verb)
		}
	}
	for week := range 8 {
		atLeast(t, fmt.Sprintf("entries %d weeks ago", week), weeks[week], 5)
	}
	for _, v := range []journal.Verb{journal.UserLoggedIn, journal.UserDeactivated, journal.UserReactivated, journal.GrantCreated, journal.FlagSet, journal.InviteExpired, journal.InviteOpened, journal.InviteMailFailed, journal.InviteSuperseded, journal.TenantPlanSet} {
		atLeast(t, v.Name, verbs[v.Name], 1)
	}
	open := h.db.Client().Session.Query().Where(session.EndedAtIsNil(), session.CreatedAtLT(h.now.Add(-time.Hour))).CountX(command)
	if open > 0 {
		t.Errorf("%d sessions of the history stand open", open)
	}
}

func (h *house) actor(t *testing.T) {
	was := map[uuid.UUID]*time.Time{}
	accounts := h.db.Client().Person.Query().Where(person.EmailIn("owner@acme.example", "manager@acme.example", "agent@acme.example", "guest@acme.example")).AllX(command)
	for _, p := range accounts {
		was[p.ID] = p.LastLoginAt
	}
	a := &demo.Actor{Reads: h.db.Client(), Identity: h.identity, Keys: h.Keys, Clock: clock.Real()}
	before := h.Log.Position()
	for range 30 {
		if did, err := a.Act(command); err != nil || did == "" {
			t.Fatalf("did %q: %v", did, err)
		}
	}
	n := h.db.Client().JournalEntry.Query().Where(journalentry.IDGT(before), journalentry.Verb(journal.UserLoggedIn.Name)).CountX(command)
	atLeast(t, "sign-ins", n, 10)
	for _, p := range accounts {
		if now := h.db.Client().Person.GetX(command, p.ID).LastLoginAt; !now.Equal(*was[p.ID]) {
			t.Errorf("%s signed in by itself", p.Email)
		}
	}
}
