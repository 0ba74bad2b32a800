package probe_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"entgo.io/ent"
	"github.com/google/uuid"

	rowsof "doorward/ent"
	"doorward/ent/person"
	"doorward/ent/tenant"
	"doorward/internal/fault"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/viewer"
	"doorward/server/servertest"
)

// askSessions asks who asks: with sessions and entries that have ended in every way.
func askSessions(t testing.TB) {
	w := start(t)
	w.badSignIns()
	w.oldSessions()
	w.entries()
	w.aliveOrNot()
	w.whileEntering()
}

func (w *world) signedIn(token, slug string) (bool, error) {
	v, err := w.Identity.Viewer(w.t.Context(), token, slug, identity.Origin{})
	return v.Person != uuid.Nil, err
}

func (w *world) badSignIns() {
	_, _, err := w.Identity.SignIn(w.nobody(), "agent@acme.example", "not-the-password")
	w.refused("a wrong password", err, fault.WrongCredentials)
	w.withSecondFactor("hank@globex.example")
	if _, _, err := w.Identity.SignIn(w.nobody(), "hank@globex.example", servertest.Password); err == nil {
		w.t.Error("a second factor was not asked for")
	}
}

func (w *world) withSecondFactor(email string) {
	rows(w, journal.PersonCreated, func(tx *rowsof.Client) (*rowsof.Person, error) {
		one := tx.Person.Query().Where(person.EmailKey(email)).OnlyIDX(w.command)
		return tx.Person.UpdateOneID(one).SetTwoFactorEnabled(true).SetPasswordHash(w.hash()).Save(w.command)
	})
}

func (w *world) oldSessions() {
	idle, busy := w.token("owner@acme.example"), w.token("owner@acme.example")
	for range 2 {
		w.clock.Advance(11 * time.Hour)
		if in, err := w.signedIn(busy, ""); !in || err != nil {
			w.t.Errorf("a session that is used: %v, %v", in, err)
		}
	}
	if in, _ := w.signedIn(idle, ""); in {
		w.t.Error("an idle session is somebody's")
	}
	w.clock.Advance(2 * time.Hour)
	if in, _ := w.signedIn(busy, ""); in {
		w.t.Error("a session is somebody's after its life")
	}
	out := w.token("owner@acme.example")
	must(w.Identity.SignOut(w.holding(out, "acme")))
	if in, _ := w.signedIn(out, ""); in {
		w.t.Error("a session is somebody's after signing out")
	}
}

func (w *world) entries() {
	enter := func(token, slug string) error {
		_, err := w.Identity.Viewer(w.t.Context(), token, slug, identity.Origin{})
		return err
	}
	token := w.token("owner@globex.example")
	w.refused("a foreign tenant", enter(token, production), fault.NotFound)
	w.refused("no tenant", enter(token, "nowhere"), fault.NotFound)
	if v := viewer.From(w.holding(token, "globex")); v.Tenant != w.tenant("globex") {
		w.t.Error("the own tenant is not entered")
	}
	u := w.join("in@acme.example", production, w.role("Agent", "acme"))
	token = w.token("in@acme.example")
	w.holding(token, production)
	must(w.Directory.UserDeactivate(w.in(production), u.ID, nil, false))
	if f := w.refused("a deactivated user", enter(token, production), fault.SignInRequired); f.Next == fault.SignIn().Next {
		w.t.Error("nobody says that the user is deactivated")
	}
	must(w.Directory.UserReactivate(w.in(production), u.ID))
	w.refused("an entry that has ended", enter(token, production), fault.SignInRequired)

	token = w.token("in@acme.example")
	w.holding(token, production)
	rows(w, journal.TenantPlanSet, func(tx *rowsof.Client) (*rowsof.Tenant, error) {
		return tx.Tenant.UpdateOneID(tx.Tenant.Query().Where(tenant.Slug(production)).OnlyIDX(w.command)).SetSessionIdleMinutes(60).SetSessionMaxHours(3).Save(w.command)
	})
	for range 3 {
		w.clock.Advance(59 * time.Minute)
		if err := enter(token, production); err != nil {
			w.t.Errorf("within both limits: %v", err)
		}
	}
	fresh := w.token("in@acme.example")
	w.clock.Advance(5 * time.Minute)
	w.refused("a tenant's longest session", enter(token, production), fault.SignInRequired)
	w.holding(fresh, production)
	w.clock.Advance(62 * time.Minute)
	w.refused("a tenant's idle limit", enter(fresh, production), fault.SignInRequired)
	late := w.token("owner@acme.example") // of several tenants, and so in none yet
	for range 4 {
		w.clock.Advance(50 * time.Minute)
		_, _ = w.signedIn(late, "")
	}
	w.refused("entering for the first time after the tenant's longest session", enter(late, production), fault.SignInRequired)
}

func (w *world) aliveOrNot() {
	alive := func(what string, v *viewer.Viewer, want bool) {
		w.t.Helper()
		if got := w.Identity.Alive(v); got != want {
			w.t.Errorf("%s: alive is %v", what, got)
		}
	}
	u := w.join("alive@acme.example", production, w.role("Agent", "acme"))
	v := viewer.From(w.as("alive@acme.example", production))
	alive("a session that stands", v, true)
	must(w.Directory.UserDeactivate(w.in(production), u.ID, nil, false))
	alive("an entry that has ended", v, false)
	must(w.Directory.UserReactivate(w.in(production), u.ID))
	v = viewer.From(w.as("alive@acme.example", production))
	must(w.Identity.SignOut(viewer.With(w.t.Context(), v)))
	alive("a session that has ended", v, false)
	v = viewer.From(w.as("alive@acme.example", production))
	w.clock.Set(v.Until)
	alive("a session that is over", v, false)
}

// whileEntering lets the session or the user end between the look at them and the commit.
func (w *world) whileEntering() {
	u := w.join("race@acme.example", production, w.role("Agent", "acme"))
	enter := func(meanwhile func(), tokens ...*string) error {
		token := w.token("race@acme.example")
		for _, t := range tokens {
			*t = token
		}
		defer w.meanwhile(w.db.Entry, meanwhile)()
		_, err := w.Identity.Viewer(w.t.Context(), token, production, identity.Origin{})
		return err
	}
	w.refused("entering while being deactivated", enter(func() {
		must(w.Directory.UserDeactivate(w.in(production), u.ID, nil, false))
	}), fault.SignInRequired)
	must(w.Directory.UserReactivate(w.in(production), u.ID))
	other := ""
	w.refused("entering while another entry comes and goes", enter(func() {
		w.holding(other, production)
		must(w.Directory.UserDeactivate(w.in(production), u.ID, nil, false))
		must(w.Directory.UserReactivate(w.in(production), u.ID))
	}, &other), fault.SignInRequired)
	w.refused("entering while signing out", enter(func() {
		last := w.db.Session.Query().Order(rowsof.Desc("id")).FirstX(w.command)
		must(w.Identity.SignOut(viewer.With(w.t.Context(), &viewer.Viewer{Person: last.PersonID, Session: last.ID})))
	}), fault.SignInRequired)
}

// meanwhile does something once, after the next query of a kind is answered. It listens on
// that kind alone: the journal's tail, which is always reading, asks for others.
func (w *world) meanwhile(kind interface{ Intercept(...ent.Interceptor) }, do func()) (stop func()) {
	var over atomic.Bool
	kind.Intercept(ent.InterceptFunc(func(next ent.Querier) ent.Querier {
		return ent.QuerierFunc(func(ctx context.Context, q ent.Query) (ent.Value, error) {
			got, err := next.Query(ctx, q)
			if !over.Swap(true) {
				do()
			}
			return got, err
		})
	}))
	return func() { over.Store(true) }
}
