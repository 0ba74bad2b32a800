package access_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/membership"
	"doorward/ent/rolepermission"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
)

// moving is a small world that changes under the eyes of the store.
type moving struct {
	*world
	top, here *ent.Tenant
	ada, bob  *ent.User // of here; ada is also in top
	above     *ent.User
	agent     *ent.Role
	owner     *ent.Role
	desk      *ent.Group
}

func newMoving(t *testing.T, db *store.DB) *moving {
	m := &moving{world: newWorld(t, db)}
	m.rows(func(tx *ent.Client) {
		m.top = makeTenant(tx, "top", "ENTERPRISE", nil)
		m.here = makeTenant(tx, "here", "FREE", m.top)
		p := makePerson(tx, "ada")
		m.above, m.ada, m.bob = makeUser(tx, m.top, p), makeUser(tx, m.here, p), makeUser(tx, m.here, makePerson(tx, "bob"))
		m.owner = m.makeRole(tx, m.top, "Owner")
		m.agent = m.makeRole(tx, m.here, "Agent", "conversations.reply", "cases.read", "warehouse.query", "conversations.draft")
		m.desk = makeGroup(tx, m.here, "Desk")
	})
	m.stop()
	m.open()
	return m
}

// sees asserts what the very next decision says.
func (m *moving) sees(what string, u *ent.User, key string, want access.Finding) {
	m.Helper()
	v := m.decide(u, m.here, key, noon)
	_, got := v.Blocker()
	if got != want {
		m.Errorf("%s: %s on %s: got finding %d, want %d", what, u.Name, key, got, want)
	}
}

func TestStore_the_next_decision_sees_what_Write_committed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		m := newMoving(t, db)
		const reply = "conversations.reply"
		m.sees("at first", m.ada, reply, access.NoRole)

		g := write(m.world, journal.GrantCreated, func(tx *ent.Client) *ent.Grant { return give(tx, m.agent, m.ada, grant.ReachTENANT, nil) })
		m.sees("given", m.ada, reply, access.OK)
		m.sees("given to another", m.bob, reply, access.NoRole)
		write(m.world, journal.GrantCreated, func(tx *ent.Client) journal.Change {
			tx.Grant.DeleteOneID(g.ID).ExecX(system)
			return journal.Of(g)
		})
		m.sees("taken", m.ada, reply, access.NoRole)

		write(m.world, journal.GrantCreated, func(tx *ent.Client) *ent.Grant { return give(tx, m.agent, m.desk, grant.ReachTENANT, nil) })
		m.sees("given to a group of others", m.bob, reply, access.NoRole)
		write(m.world, journal.GroupCreated, func(tx *ent.Client) *ent.Group { join(tx, m.bob, m.desk, nil); return m.desk })
		m.sees("joined, the group is the subject", m.bob, reply, access.OK)
		write(m.world, journal.UserCreated, func(tx *ent.Client) *ent.User { join(tx, m.ada, m.desk, later(time.Hour)); return m.ada })
		m.sees("joined, the user is the subject", m.ada, reply, access.OK)
		write(m.world, journal.GroupCreated, func(tx *ent.Client) *ent.Group {
			tx.Membership.Update().Where(membership.UserID(m.ada.ID)).SetExpiresAt(*later(-time.Hour)).ExecX(system)
			tx.Membership.Delete().Where(membership.UserID(m.bob.ID)).ExecX(system)
			return m.desk
		})
		m.sees("a membership cut short", m.ada, reply, access.GrantExpired)
		m.sees("left", m.bob, reply, access.NoRole)

		write(m.world, journal.GrantCreated, func(tx *ent.Client) *ent.Grant { return give(tx, m.owner, m.above, grant.ReachSUBTREE, nil) })
		m.sees("given above", m.ada, reply, access.OK)
		m.sees("given above", m.ada, "cases.read", access.FlagOff)
		write(m.world, journal.FlagSet, func(tx *ent.Client) *ent.FlagState {
			return tx.FlagState.Create().SetCreatedAt(noon).SetUpdatedAt(noon).SetTenantID(m.here.ID).SetFlagID(m.cat["cases"]).SetEnabled(true).SaveX(system)
		})
		m.sees("switched on", m.ada, "cases.read", access.OK)
		m.sees("at first", m.ada, "warehouse.query", access.PlanTooLow)
		write(m.world, journal.TenantPlanSet, func(tx *ent.Client) *ent.Tenant {
			return tx.Tenant.UpdateOneID(m.here.ID).SetPlan("BUSINESS").SaveX(system)
		})
		m.sees("a higher plan", m.ada, "warehouse.query", access.OK)
		m.sees("at first", m.ada, "conversations.draft", access.BetaOff)
		write(m.world, journal.UserBetaSet, func(tx *ent.Client) *ent.User {
			return tx.User.UpdateOneID(m.ada.ID).SetBetaAccess(true).SaveX(system)
		})
		m.sees("in beta", m.ada, "conversations.draft", access.OK)

		write(m.world, journal.UserDeactivated, func(tx *ent.Client) *ent.User {
			return tx.User.UpdateOneID(m.ada.ID).SetStatus(user.StatusINACTIVE).SaveX(system)
		})
		m.sees("deactivated", m.ada, reply, access.UserInactive)
		write(m.world, journal.UserReactivated, func(tx *ent.Client) *ent.User {
			return tx.User.UpdateOneID(m.ada.ID).SetStatus(user.StatusACTIVE).SaveX(system)
		})
		m.sees("reactivated", m.ada, reply, access.OK)
		write(m.world, journal.TenantSuspended, func(tx *ent.Client) *ent.Tenant {
			return tx.Tenant.UpdateOneID(m.here.ID).SetSuspendedAt(noon).SaveX(system)
		})
		m.sees("suspended", m.ada, reply, access.TenantSuspended)
		write(m.world, journal.TenantResumed, func(tx *ent.Client) *ent.Tenant {
			return tx.Tenant.UpdateOneID(m.here.ID).ClearSuspendedAt().SaveX(system)
		})
		m.sees("resumed", m.ada, reply, access.OK)
	})
}

func TestStore_roles_catalogue_and_tenants_move(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		m := newMoving(t, db)
		write(m.world, journal.GrantCreated, func(tx *ent.Client) *ent.Grant { return give(tx, m.agent, m.bob, grant.ReachTENANT, nil) })
		m.sees("at first", m.bob, "scans.run", access.RoleLacksPermission)
		write(m.world, journal.RoleUpdated, func(tx *ent.Client) *ent.Role {
			tx.RolePermission.Create().SetCreatedAt(noon).SetTenantID(m.here.ID).SetRoleID(m.agent.ID).SetPermissionID(m.cat["scans.run"]).ExecX(system)
			return m.agent
		})
		m.sees("toggled on", m.bob, "scans.run", access.OK)
		write(m.world, journal.RoleUpdated, func(tx *ent.Client) *ent.Role {
			tx.RolePermission.Delete().Where(rolepermission.PermissionID(m.cat["scans.run"])).ExecX(system)
			return m.agent
		})
		m.sees("toggled off", m.bob, "scans.run", access.RoleLacksPermission)
		write(m.world, journal.CatalogueApplied, func(tx *ent.Client) *ent.Permission {
			return tx.Permission.UpdateOneID(m.cat["conversations.reply"]).SetRetiredAt(noon).SaveX(system)
		})
		m.sees("retired", m.bob, "conversations.reply", access.UnknownPermission)

		var u *ent.User
		made := write(m.world, journal.TenantCreated, func(tx *ent.Client) *ent.Tenant {
			made := makeTenant(tx, "new", "FREE", m.here)
			u = makeUser(tx, made, nil)
			give(tx, makeReader(m.world, tx, made), u, grant.ReachTENANT, nil)
			return made
		})
		if got, ok := m.who.BySlug("new"); !ok || got.ID != made.ID {
			t.Error("the new tenant is not found by its slug")
		}
		if v := m.decide(u, made, "conversations.read", noon); !v.Allowed() {
			t.Errorf("in the new tenant: %v", v)
		}
		if above := m.who.Above(made.ID); len(above) != 2 || above[0] != m.here.ID || above[1] != m.top.ID {
			t.Errorf("above the new tenant: %v", above)
		}
		if below := m.who.Below(m.top.ID); len(below) != 2 {
			t.Errorf("below the top: %v", below)
		}
		write(m.world, journal.DirectoryImported, func(tx *ent.Client) journal.Change {
			return journal.Of(makeUser(tx, m.here, nil), m.here)
		})
		m.sees("after an import", m.bob, "conversations.reply", access.UnknownPermission)
	})
}

func makeReader(w *world, tx *ent.Client, in *ent.Tenant) *ent.Role {
	return w.makeRole(tx, in, "Reader", "conversations.read")
}

func TestStore_readers_never_wait_for_one_another_nor_miss_a_change(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		m := newMoving(t, db)
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() {
				for range 20 {
					if _, err := m.who.Scope(system, m.here.ID); err != nil {
						t.Error(err)
					}
				}
			})
		}
		for range 20 {
			g := write(m.world, journal.GrantCreated, func(tx *ent.Client) *ent.Grant { return give(tx, m.agent, m.bob, grant.ReachTENANT, nil) })
			m.sees("given", m.bob, "conversations.reply", access.OK)
			write(m.world, journal.GrantCreated, func(tx *ent.Client) journal.Change {
				tx.Grant.DeleteOneID(g.ID).ExecX(system)
				return journal.Of(g)
			})
			m.sees("taken", m.bob, "conversations.reply", access.NoRole)
		}
		wait.Wait()
	})
}

func TestStore_what_cannot_be_read_is_not_decided(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		m := newMoving(t, db)
		if _, err := m.who.Scope(system, uuid.New()); !errors.Is(err, access.ErrNoTenant) {
			t.Errorf("a tenant that is not there: got %v", err)
		}
		m.sees("at first", m.bob, "conversations.reply", access.NoRole)
		rename := func(from, to string) {
			if _, err := storetest.Owner(t, db).Exec("ALTER TABLE " + from + " RENAME TO " + to); err != nil {
				t.Fatal(err)
			}
		}
		rename("grants", "hidden")
		ctx, stop := context.WithTimeout(system, 300*time.Millisecond)
		defer stop()
		// The change is committed, and the tail cannot read what it moved.
		if _, err := journal.Write(ctx, m.log, journal.GroupCreated, func(*ent.Client) (*ent.Group, error) { return m.desk, nil }); err != nil {
			t.Fatal(err)
		}
		if scope, err := m.who.Scope(system, m.here.ID); err == nil {
			t.Errorf("decided on what was known to be old: entry %d", scope.Own.Entry)
		}
		rename("hidden", "grants")
		m.sees("readable again", m.bob, "conversations.reply", access.NoRole)
	})
}
