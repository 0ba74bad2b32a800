package probe_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/membership"
	"doorward/ent/role"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/journal"
)

// askOwners takes the last usable owner away, each time beside somebody who only seems to
// be another one. The program itself does it: nobody but this rule stands in its way.
func askOwners(t testing.TB) {
	for what, beside := range map[string]func(w *world, owner uuid.UUID){
		"nobody": func(*world, uuid.UUID) {},
		"an owner who is inactive": func(w *world, owner uuid.UUID) {
			u := w.join("second@globex.example", "globex", owner)
			must(w.Directory.UserDeactivate(w.in("globex"), u.ID, nil, false))
		},
		"an owner without a password": func(w *world, owner uuid.UUID) {
			p := must(w.Directory.PersonCreate(w.command, directory.PersonInput{Name: "No Password", Email: "none@globex.example"}))
			u := must(w.Directory.UserAdd(w.command, w.tenant("globex"), p.ID, user.TypeMEMBER))
			w.give("globex", directory.GrantInput{Role: owner, User: &u.ID})
		},
		"an owner for a time": func(w *world, owner uuid.UUID) {
			u := w.join("second@globex.example", "globex")
			w.give("globex", directory.GrantInput{Role: owner, User: &u.ID, ExpiresAt: ptr(w.clock.Now().Add(time.Hour))})
		},
	} {
		w := start(t)
		beside(w, w.role("Owner", "globex"))
		w.refused("deactivating the last owner beside "+what, w.lastOwnerGoes(), fault.LastOwner)
	}
	askOwnersForATime(t)
	askOwnersAbove(t)
}

func (w *world) lastOwnerGoes() error {
	return only(w.Directory.UserDeactivate(w.in("globex"), w.user("owner@globex.example", "globex").ID, nil, false))
}

// askOwnersForATime: where there is an owner for a time alone, whoever was one stands in
// for nobody.
func askOwnersForATime(t testing.TB) {
	w := start(t)
	owner, now := w.role("Owner", "globex"), w.clock.Now()
	past := w.join("past@globex.example", "globex", owner)
	member := w.join("member@globex.example", "globex")
	owners := must(w.Directory.GroupCreate(w.in("globex"), directory.GroupInput{Name: "Owners", Roles: []uuid.UUID{owner}}))
	must(w.Directory.MembershipAdd(w.in("globex"), owners.ID, []uuid.UUID{member.ID}, ptr(now.Add(time.Hour))))
	rows(w, journal.GrantCreated, func(tx *ent.Client) ([]*ent.Grant, error) {
		tx.Membership.Update().Where(membership.UserID(member.ID)).SetExpiresAt(now).ExecX(w.command)
		all := tx.Grant.Query().Where(grant.RoleID(owner), grant.UserIDNotNil()).AllX(w.command)
		for _, g := range all {
			end := now.Add(time.Hour)
			if *g.UserID == past.ID {
				end = now
			}
			tx.Grant.UpdateOne(g).SetExpiresAt(end).ExecX(w.command)
		}
		return all, nil
	})
	w.refused("deactivating the last owner for a time", w.lastOwnerGoes(), fault.LastOwner)
}

// askOwnersAbove: an owner above whose role does not reach down owns nothing below.
func askOwnersAbove(t testing.TB) {
	w := start(t)
	rows(w, journal.GrantCreated, func(tx *ent.Client) ([]*ent.Grant, error) {
		reaching := tx.Grant.Query().Where(grant.HasRoleWith(role.Owner(true)), grant.TenantID(w.tenant("acme"))).AllX(w.command)
		for _, g := range reaching {
			tx.Grant.DeleteOne(g).ExecX(w.command)
			tx.Grant.Create().SetCreatedAt(g.CreatedAt).SetTenantID(g.TenantID).SetRoleID(g.RoleID).SetUserID(*g.UserID).SetReach(grant.ReachTENANT).ExecX(w.command)
		}
		return reaching, nil
	})
	owner := w.user("owner@acme.example", "acme-sandbox")
	w.refused("deactivating the last owner below", only(w.Directory.UserDeactivate(w.in("acme-sandbox"), owner.ID, nil, false)), fault.LastOwner)
}
