package probe_test

import (
	"testing"
	"time"

	"doorward/ent"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/directory"
	"doorward/internal/journal"
)

// askDecisions asks the one evaluator what every gate is there for.
func askDecisions(t testing.TB) {
	w := start(t)
	w.decides("what a role gives", "manager@acme.example", production, "USERS_MANAGE", access.OK)
	w.decides("what no role gives", "manager@acme.example", production, "billing.manage", access.RoleLacksPermission)
	w.decides("a flag that is off", "hank@globex.example", "globex", "cases.read", access.FlagOff)
	w.decides("a feature in beta", "manager@acme.example", production, "conversations.draft", access.BetaOff)
	w.decides("a plan that does not reach", "agent@acme.example", "acme-sandbox", "scans.schedule", access.PlanTooLow)
	w.decides("what is the vendor's alone", "owner@acme.example", production, "SUPPORT_ACT", access.NoRole)
	w.decides("the vendor's own", "sam@support.example", "support", "SUPPORT_ACT", access.OK)
	w.decides("no such key", "owner@acme.example", production, "nothing.at.all", access.UnknownPermission)
	w.decides("a stranger", "owner@globex.example", production, "USERS_READ", access.NotHere)
	w.decides("an owner from above", "owner@acme.example", "acme-sandbox", "USERS_READ", access.OK)

	w.betaFor(w.clock.Now().Add(time.Hour))
	w.decides("a beta that lasts", "manager@acme.example", production, "conversations.draft", access.OK)
	w.betaFor(w.clock.Now())
	w.decides("a beta that is over", "manager@acme.example", production, "conversations.draft", access.BetaOff)
	w.ends()
	w.fromAbove()
	w.suspended()
}

func (w *world) decides(what, email, slug, key string, want access.Finding) {
	w.t.Helper()
	v := w.asks(email, slug, key)
	if _, got := v.Blocker(); v.Allowed() != (want == access.OK) || want != access.OK && got != want {
		if !(want == access.NoRole && !v.Allowed()) {
			w.t.Errorf("%s: allowed %v, found %v", what, v.Allowed(), got)
		}
	}
}

func (w *world) asks(email, slug, key string) access.Verdict {
	w.t.Helper()
	scope := must(w.Who.Scope(w.command, w.tenant(slug)))
	p := w.personOf(email)
	return access.Decide(access.Question{Scope: scope, Subject: access.PersonIn(scope, p.ID), Permission: key, At: w.clock.Now()})
}

func (w *world) personOf(email string) *ent.Person {
	w.t.Helper()
	return must(w.db.User.Query().Where(user.EmailKey(email)).QueryPerson().First(w.command))
}

func (w *world) betaFor(until time.Time) {
	rows(w, journal.UserBetaSet, func(tx *ent.Client) (*ent.User, error) {
		return tx.User.UpdateOne(w.user("manager@acme.example", production)).SetBetaAccess(true).SetBetaUntil(until).Save(w.command)
	})
}

// ends: a role for a time counts until then, of a user, of a group and from above.
func (w *world) ends() {
	end := w.clock.Now().Add(time.Hour)
	u := w.join("d1@acme.example", production)
	w.decides("no role", "d1@acme.example", production, "scans.run", access.NoRole)
	w.give(production, directory.GrantInput{Role: w.role("Manager", "acme"), User: &u.ID, ExpiresAt: &end})
	w.decides("a role for a time", "d1@acme.example", production, "USERS_MANAGE", access.OK)
	up := w.join("d2@acme.example", "acme")
	w.give("acme", directory.GrantInput{Role: w.role("Manager", "acme"), User: &up.ID, Subtree: true, ExpiresAt: &end})
	w.decides("a role from above for a time", "d2@acme.example", production, "USERS_MANAGE", access.OK)
	w.reaches("d2@acme.example", 3)
	w.clock.Set(end)
	w.decides("a role whose time is over", "d1@acme.example", production, "USERS_MANAGE", access.GrantExpired)
	w.decides("a role from above whose time is over", "d2@acme.example", production, "USERS_MANAGE", access.NotHere)
	w.reaches("d2@acme.example", 1)
}

// fromAbove: what is given above counts here only if it reaches down, of an active user.
func (w *world) fromAbove() {
	w.join("d3@acme.example", "acme", w.role("Manager", "acme"))
	w.join("d3@acme.example", production)
	w.decides("a role of the tenant above alone", "d3@acme.example", production, "USERS_MANAGE", access.NoRole)
	u := w.join("d4@acme.example", "acme")
	w.join("d4@acme.example", production)
	w.give("acme", directory.GrantInput{Role: w.role("Manager", "acme"), User: &u.ID, Subtree: true})
	w.decides("a role that reaches down", "d4@acme.example", production, "USERS_MANAGE", access.OK)
	must(w.Directory.UserDeactivate(w.in("acme"), u.ID, nil, false))
	w.decides("a role of an inactive user above", "d4@acme.example", production, "USERS_MANAGE", access.NoRole)
	w.reaches("d4@acme.example", 1)
	w.decides("an inactive user", "d4@acme.example", "acme", "USERS_MANAGE", access.UserInactive)
}

// reaches asks in how many tenants a person can act.
func (w *world) reaches(email string, want int) {
	w.t.Helper()
	if all := must(w.Identity.Tenants(w.command, w.personOf(email).ID)); len(all) != want {
		w.t.Errorf("%s acts in %d tenants: %v", email, len(all), all)
	}
}

func (w *world) suspended() {
	rows(w, journal.TenantSuspended, func(tx *ent.Client) (*ent.Tenant, error) {
		return tx.Tenant.UpdateOneID(tx.Tenant.Query().Where(tenant.Slug("globex")).OnlyIDX(w.command)).SetSuspendedAt(w.clock.Now()).Save(w.command)
	})
	w.decides("a suspended tenant", "owner@globex.example", "globex", "USERS_READ", access.TenantSuspended)
}
