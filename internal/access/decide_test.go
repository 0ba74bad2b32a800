package access_test

import (
	"strings"
	"testing"
	"time"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
)

// steps of a verdict, from the active account to the product's scope; the
// second and the third check are of the sign-in.
func steps(v access.Verdict) [4]access.Finding {
	return [4]access.Finding{v.Steps[access.AccountActive], v.Steps[access.InTenant], v.Steps[access.HasPermission], v.Steps[access.ProductScope]}
}

func TestDecide(t *testing.T) {
	const (
		ok         = access.OK
		skipped    = access.Skipped
		reply      = "conversations.reply"
		byBusiness = "warehouse.query"
	)
	type situation struct {
		top, here *ent.Tenant
		above, in *ent.User // one person's rows in top and here
		agent     *ent.Role // reply, cases.read, conversations.draft, warehouse.query
		guest     *ent.Role // conversations.read
		owner     *ent.Role // of top
		group     *ent.Group
	}
	always, subtree := grant.ReachTENANT, grant.ReachSUBTREE
	for name, c := range map[string]struct {
		given func(w *world, tx *ent.Client, s *situation)
		key   string
		at    time.Duration
		want  [4]access.Finding
		code  fault.Code
		says  string
	}{
		"a role given directly counts": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.agent, s.in, always, nil) },
			reply, 0, [4]access.Finding{ok, ok, ok, ok}, "", ""},
		"a role given to a group counts": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.agent, s.group, always, nil)
			join(tx, s.in, s.group, nil)
		},
			reply, 0, [4]access.Finding{ok, ok, ok, ok}, "", ""},
		"without a role there is nothing": {func(w *world, tx *ent.Client, s *situation) {},
			reply, 0, [4]access.Finding{ok, ok, access.NoRole, ok}, fault.PermissionDenied, "You cannot reply in conversations in Tenant here"},
		"a role without the permission does not do": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.guest, s.in, always, nil) },
			reply, 0, [4]access.Finding{ok, ok, access.RoleLacksPermission, ok}, fault.PermissionDenied, "not in your role's capabilities"},
		"the moment before its end a grant counts": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.agent, s.in, always, later(time.Hour)) },
			reply, time.Hour - time.Microsecond, [4]access.Finding{ok, ok, ok, ok}, "", ""},
		"at its end a grant has run out": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.agent, s.in, always, later(time.Hour)) },
			reply, time.Hour, [4]access.Finding{ok, ok, access.GrantExpired, ok}, fault.PermissionDenied, "until your access ran out"},
		"a membership that ended takes its roles along": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.agent, s.group, always, nil)
			join(tx, s.in, s.group, later(time.Hour))
			give(tx, s.guest, s.in, always, nil)
		}, reply, 2 * time.Hour, [4]access.Finding{ok, ok, access.GrantExpired, ok}, fault.PermissionDenied, ""},
		"a role from above reaches down": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.owner, s.above, subtree, nil) },
			reply, 0, [4]access.Finding{ok, ok, ok, ok}, "", ""},
		"a role from above without reach stays there": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.owner, s.above, always, nil) },
			reply, 0, [4]access.Finding{ok, ok, access.NoRole, ok}, fault.PermissionDenied, ""},
		"an inactive row above gives nothing": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.owner, s.above, subtree, nil)
			s.above.Update().SetStatus(user.StatusINACTIVE).ExecX(system)
		}, reply, 0, [4]access.Finding{ok, ok, access.NoRole, ok}, fault.PermissionDenied, ""},
		"whoever is deactivated here is out, whatever reaches down": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.owner, s.above, subtree, nil)
			s.in.Update().SetStatus(user.StatusINACTIVE).ExecX(system)
		}, reply, 0, [4]access.Finding{access.UserInactive, ok, ok, ok}, fault.SignInRequired, "is deactivated"},
		"a suspended tenant stops everybody": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.agent, s.in, always, nil)
			s.here.Update().SetSuspendedAt(noon).ExecX(system)
		}, reply, 0, [4]access.Finding{ok, access.TenantSuspended, ok, ok}, fault.PlanRequired, "is suspended"},
		"a flag that is off beats the owner": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.owner, s.above, subtree, nil) },
			"cases.read", 0, [4]access.Finding{ok, ok, ok, access.FlagOff}, fault.FlagOff, "Cases is switched off in Tenant here"},
		"a flag that the tenant switched on opens": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.agent, s.in, always, nil)
			tx.FlagState.Create().SetCreatedAt(noon).SetUpdatedAt(noon).SetTenantID(s.here.ID).SetFlagID(w.cat["cases"]).SetEnabled(true).ExecX(system)
		}, "cases.read", 0, [4]access.Finding{ok, ok, ok, ok}, "", ""},
		"a retired flag shuts what it gated": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.agent, s.in, always, nil)
			tx.Flag.UpdateOneID(w.cat["reply_drafts"]).SetRetiredAt(noon).ExecX(system)
		}, "conversations.draft", 0, [4]access.Finding{ok, ok, ok, access.FlagOff}, fault.FlagOff, "this feature"},
		"beta is for those who take part": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.agent, s.in, always, nil) },
			"conversations.draft", 0, [4]access.Finding{ok, ok, ok, access.BetaOff}, fault.BetaOnly, "Reply drafts is in beta"},
		"beta lasts until its end": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.agent, s.in, always, nil)
			s.in.Update().SetBetaAccess(true).SetBetaUntil(*later(time.Hour)).ExecX(system)
		}, "conversations.draft", time.Hour - 1, [4]access.Finding{ok, ok, ok, ok}, "", ""},
		"beta has ended": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.agent, s.in, always, nil)
			s.in.Update().SetBetaAccess(true).SetBetaUntil(*later(time.Hour)).ExecX(system)
		}, "conversations.draft", time.Hour, [4]access.Finding{ok, ok, ok, access.BetaOff}, fault.BetaOnly, ""},
		"a higher plan is needed": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.agent, s.in, always, nil) },
			byBusiness, 0, [4]access.Finding{ok, ok, ok, access.PlanTooLow}, fault.PlanRequired, "Data Warehouse comes with the Business plan"},
		"the plan of the tenant counts, not that above": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.agent, s.in, always, nil)
			s.here.Update().SetPlan("BUSINESS").ExecX(system)
			s.top.Update().SetPlan("FREE").ExecX(system)
		}, byBusiness, 0, [4]access.Finding{ok, ok, ok, ok}, "", ""},
		"every blocker shows, not only the first": {func(w *world, tx *ent.Client, s *situation) {
			s.in.Update().SetStatus(user.StatusINACTIVE).ExecX(system)
		}, byBusiness, 0, [4]access.Finding{access.UserInactive, ok, access.NoRole, access.PlanTooLow}, fault.SignInRequired, ""},
		"nobody can do what no catalogue knows": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.owner, s.above, subtree, nil) },
			"no.such", 0, [4]access.Finding{ok, ok, access.UnknownPermission, skipped}, fault.PermissionDenied, "You cannot do this"},
		"a retired permission gives nothing": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.agent, s.in, always, nil)
			tx.Permission.UpdateOneID(w.cat[reply]).SetRetiredAt(noon).ExecX(system)
		}, reply, 0, [4]access.Finding{ok, ok, access.UnknownPermission, skipped}, fault.PermissionDenied, ""},
		"the vendor's permissions count nowhere else": {func(w *world, tx *ent.Client, s *situation) { give(tx, s.owner, s.above, subtree, nil) },
			"SUPPORT_ACT", 0, [4]access.Finding{ok, ok, access.RoleLacksPermission, ok}, fault.PermissionDenied, ""},
		"an owner may use a key that the tenant imported": {func(w *world, tx *ent.Client, s *situation) {
			give(tx, s.owner, s.above, subtree, nil)
			tx.Permission.Create().SetCreatedAt(noon).SetTenantID(s.here.ID).SetKey("kubectl.write").SetCapability("Write: kubectl").SetArea("Imported").ExecX(system)
		}, "kubectl.write", 0, [4]access.Finding{ok, ok, ok, ok}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, db *store.DB) {
				w, s := newWorld(t, db), &situation{}
				w.rows(func(tx *ent.Client) {
					s.top = makeTenant(tx, "top", "ENTERPRISE", nil)
					s.here = makeTenant(tx, "here", "FREE", s.top)
					p := makePerson(tx, "ada")
					s.above, s.in = makeUser(tx, s.top, p), makeUser(tx, s.here, p)
					s.owner = w.makeRole(tx, s.top, "Owner")
					s.agent = w.makeRole(tx, s.here, "Agent", reply, "cases.read", "conversations.draft", byBusiness)
					s.guest = w.makeRole(tx, s.here, "Guest", "conversations.read")
					s.group = makeGroup(tx, s.here, "Desk")
					c.given(w, tx, s)
				})
				w.stop()
				w.open()
				v := w.decide(s.in, s.here, c.key, noon.Add(c.at))
				if got := steps(v); got != c.want {
					t.Errorf("got steps %v, want %v", got, c.want)
				}
				scope, _ := w.who.Scope(system, s.here.ID)
				f := v.Fault(scope, c.key)
				if (f == nil) != (c.code == "") || f != nil && (f.Code != c.code || !strings.Contains(f.Message, c.says) || f.Next == "") {
					t.Errorf("got %+v, want %s %q", f, c.code, c.says)
				}
				if f != nil && strings.Contains(f.Message+f.Next, c.key) {
					t.Errorf("the person is told a key: %s", f.Message)
				}
			})
		})
	}
}

func TestDecide_strangers(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	var here, other *ent.Tenant
	var u *ent.User
	w.rows(func(tx *ent.Client) {
		here, other = makeTenant(tx, "here", "FREE", nil), makeTenant(tx, "other", "FREE", nil)
		u = makeUser(tx, here, makePerson(tx, "ada"))
		give(tx, w.makeRole(tx, here, "Owner"), u, grant.ReachSUBTREE, nil)
	})
	w.stop()
	w.open()
	scope, err := w.who.Scope(system, other.ID)
	if err != nil {
		t.Fatal(err)
	}
	own, _ := w.who.Scope(system, here.ID)
	for name, sub := range map[string]access.Subject{
		"nobody":                     {},
		"no person":                  access.PersonIn(scope, [16]byte{}),
		"an owner of another tenant": access.PersonIn(scope, *u.PersonID),
		"an owner found in another tenant's scope": access.PersonIn(own, *u.PersonID),
		"an id that is none":                       access.UserIn(scope, id.New()),
	} {
		v := access.Decide(access.Question{Scope: scope, Subject: sub, Permission: "conversations.read", At: noon})
		if v.Allowed() || v.Steps[access.InTenant] != access.NotHere {
			t.Errorf("%s: got %v", name, v)
		}
		if f := v.Fault(scope, "conversations.read"); !fault.Is(f, fault.NotFound) {
			t.Errorf("%s: got %v, want not found", name, f)
		}
		if keys := access.Keys(scope, sub, noon); len(keys) > 0 {
			t.Errorf("%s may %v", name, keys)
		}
	}
}
