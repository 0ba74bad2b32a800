package probe_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/rule"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

// askLocks does in every state what only another state allows. Whoever asks may do it.
func askLocks(t testing.TB) {
	w := start(t)
	w.states()
	w.afterTheEnd()
	w.seats()
	w.making()
}

// making is what is there already, or is made of nothing.
func (w *world) making() {
	d, owner := w.Directory, w.as("owner@acme.example", "acme")
	w.refused("a plan for no tenant", only(d.TenantSetPlan(w.command, uuid.New(), "FREE")), fault.NotFound)
	w.refused("a user of no person", only(d.UserAdd(w.command, w.tenant("globex"), uuid.New(), "MEMBER")), fault.NotFound)
	w.refused("a second person of an address", only(d.PersonCreate(w.command, directory.PersonInput{Name: "Again", Email: "Agent@acme.example"})), fault.AlreadyExists)
	w.refused("a second service of a name", only(d.ServiceUserAdd(w.as("owner@acme.example", production), "Again", "svc-nightly-export")), fault.AlreadyExists)
	if err := only(d.PersonCreate(w.t.Context(), directory.PersonInput{Name: "Nobody's", Email: "nobody@acme.example"})); !errors.Is(err, rule.ErrNoViewer) {
		w.t.Errorf("a person made by nobody: %v", err)
	}
	up, far := w.tenant("acme"), w.tenant("globex")
	w.refused("a second tenant of a slug", only(d.TenantCreate(owner, directory.TenantInput{Slug: "acme-sandbox", Name: "Again", Parent: &up})), fault.AlreadyExists)
	w.join("both@acme.example", "acme", w.role("Owner", "acme"))
	w.join("both@acme.example", "globex", w.role("Owner", "globex"))
	w.refused("a tenant below another than the request's", only(d.TenantCreate(w.as("both@acme.example", "globex"), directory.TenantInput{Slug: "far", Name: "Far", Parent: &up})), fault.NotFound)
	w.refused("a tenant below a foreign one", only(d.TenantCreate(owner, directory.TenantInput{Slug: "far", Name: "Far", Parent: &far})), fault.NotFound)
}

func (w *world) states() {
	owner, d := w.as("owner@acme.example", production), w.Directory
	u := w.join("state@acme.example", production)
	w.refused("reactivating an active user", only(d.UserReactivate(owner, u.ID)), fault.WrongState)
	must(d.UserDeactivate(owner, u.ID, nil, false))
	w.refused("deactivating an inactive user", only(d.UserDeactivate(owner, u.ID, nil, false)), fault.WrongState)
	w.refused("deactivating nobody", only(d.UserDeactivate(owner, uuid.New(), nil, false)), fault.NotFound)
	w.refused("deactivating a stranger", only(d.UserDeactivate(owner, w.user("owner@globex.example", "globex").ID, nil, false)), fault.NotFound)
	manager := w.as("manager@acme.example", production)
	w.refused("deactivating oneself", only(d.UserDeactivate(manager, viewer.From(manager).User, nil, false)), fault.Invalid)
	robot := must(d.ServiceUserAdd(owner, "Robot", "svc-robot"))
	w.give(production, directory.GrantInput{Role: w.role("Manager", "acme"), User: &robot.ID})
	w.refused("a service deactivating itself", only(d.UserDeactivate(w.service(robot), robot.ID, nil, false)), fault.Invalid)
	w.refused("switching no flag", only(d.FlagSet(owner, uuid.New(), true)), fault.NotFound)
	w.refused("acting in no tenant", only(d.FlagSet(w.as("owner@acme.example", ""), uuid.New(), true)), fault.NotFound)
	if err := only(d.RoleCreate(w.t.Context(), directory.RoleInput{Name: "Nobody's"})); !errors.Is(err, rule.ErrNoViewer) {
		w.t.Errorf("a role made by nobody: %v", err)
	}
	must(d.RoleCreate(owner, directory.RoleInput{Name: "Once"}))
	w.refused("a second role of a name", only(d.RoleCreate(owner, directory.RoleInput{Name: "ONCE"})), fault.AlreadyExists)
	must(d.GroupCreate(owner, directory.GroupInput{Name: "Once"}))
	w.refused("a second group of a name", only(d.GroupCreate(owner, directory.GroupInput{Name: "ONCE"})), fault.AlreadyExists)
	above := w.as("owner@acme.example", "acme")
	mine := w.user("owner@acme.example", production)
	below := viewer.In(above, w.tenant(production))
	w.refused("deactivating one's own user below", only(d.UserDeactivate(below, mine.ID, nil, false)), fault.Invalid)
	w.refused("a second user of a person", only(d.UserAdd(w.command, w.tenant(production), *u.PersonID, "MEMBER")), fault.AlreadyExists)
}

// service is a user without a person, who acts in their tenant.
func (w *world) service(u *ent.User) context.Context {
	return viewer.With(w.t.Context(), &viewer.Viewer{User: u.ID, UserIn: u.TenantID, Tenant: u.TenantID, Acts: []uuid.UUID{u.TenantID}, Above: w.Who.Above(u.TenantID)})
}

// afterTheEnd goes on with a request whose session, or entry, has ended meanwhile.
func (w *world) afterTheEnd() {
	d, guest := w.Directory, w.user("guest@acme.example", production).ID
	for what, end := range map[string]func(ctx *viewer.Viewer, email string){
		"signing out": func(v *viewer.Viewer, _ string) {
			must(w.Identity.SignOut(viewer.With(w.t.Context(), v)))
		},
		"the end of the entry": func(_ *viewer.Viewer, email string) {
			u := w.user(email, production).ID
			must(d.UserDeactivate(w.in(production), u, nil, false))
			must(d.UserReactivate(w.in(production), u))
		},
	} {
		email := "late" + string(what[0]) + "@acme.example"
		w.join(email, production, w.role("Owner", "acme"))
		ctx := w.as(email, production)
		end(viewer.From(ctx), email)
		w.refused("making a role after "+what, only(d.RoleCreate(ctx, directory.RoleInput{Name: "Late"})), fault.SignInRequired)
		w.refused("deactivating after "+what, only(d.UserDeactivate(ctx, guest, nil, false)), fault.SignInRequired)
		w.refused("inviting after "+what, w.invited(ctx, identity.Invitee{Email: "late@acme.example"}), fault.SignInRequired)
	}
}

// seats fills the free plan's five.
func (w *world) seats() {
	d, sandbox := w.Directory, "acme-sandbox"
	inv := w.invite(w.in(sandbox), identity.Invitee{Email: "sixth@acme.example"})
	first := w.join("seat1@acme.example", sandbox)
	must(d.UserDeactivate(w.in(sandbox), first.ID, nil, false))
	for n := 2; ; n++ {
		p := must(d.PersonCreate(w.command, directory.PersonInput{Name: "Seated", Email: "seat" + string(rune('0'+n)) + "@acme.example"}))
		err := only(d.UserAdd(w.command, w.tenant(sandbox), p.ID, "MEMBER"))
		if err == nil && n < 9 {
			continue
		}
		w.refused("a sixth user", err, fault.SeatsExhausted)
		break
	}
	w.refused("reactivating without a seat", only(d.UserReactivate(w.in(sandbox), first.ID)), fault.SeatsExhausted)
	w.refused("accepting without a seat", w.accepted(inv), fault.SeatsExhausted)
}
