package directory_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// enter is a session of a user and its entry into the user's tenant.
func (w *world) enter(u *ent.User) uuid.UUID {
	w.Helper()
	var e *ent.Entry
	must(journal.Write(w.ctx, w.log, journal.UserLoggedIn, func(tx *ent.Client) (*ent.User, error) {
		s, err := tx.Session.Create().SetCreatedAt(noon).SetPersonID(*u.PersonID).SetTokenHash(u.ID[:]).SetLastSeenAt(noon).SetExpiresAt(noon.Add(time.Hour)).Save(w.ctx)
		if err != nil {
			return nil, err
		}
		e, err = tx.Entry.Create().SetCreatedAt(noon).SetTenantID(u.TenantID).SetSessionID(s.ID).SetUserID(u.ID).Save(w.ctx)
		return u, err
	}))(w)
	return e.ID
}

func deactivating(w *world, ctx context.Context, u *ent.User) func() error {
	return func() error { _, err := w.dir.UserDeactivate(ctx, u.ID, nil, false); return err }
}

func TestUserDeactivate(t *testing.T) {
	eachWorld(t, func(w *world) {
		manager := w.user(w.acme, "Mo Manager", w.role("Manager"))
		agent := w.user(w.acme, "Al Agent", w.role("Agent"))
		entered := w.enter(agent)
		w.Run("keeps_who_when_and_why_and_ends_the_entries", func(t *testing.T) {
			w.clock.Advance(time.Minute)
			w.writes(func() {
				got := must(w.dir.UserDeactivate(w.as(manager), agent.ID, ptr(" left the company "), false))(t)
				if got.Status != user.StatusINACTIVE || *got.DeactivatedReason != "left the company" || *got.DeactivatedBy != manager.ID ||
					!got.DeactivatedAt.Equal(noon.Add(time.Minute)) {
					t.Errorf("%+v", got)
				}
			}, "user.deactivated")
			e := must(w.db.Client().Entry.Get(w.ctx, entered))(t)
			if e.EndedAt == nil || *e.EndedBecause != "deactivated" {
				t.Errorf("%+v", e)
			}
		})
		w.Run("one_who_is_inactive_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.WrongState, deactivating(w, w.as(manager), agent))
		})
		w.Run("oneself_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.Invalid, deactivating(w, w.as(manager), manager))
		})
		w.Run("who_holds_more_is_refused", func(t *testing.T) {
			f := w.refused(fault.Authorization, fault.MoreThanHeld, deactivating(w, w.as(manager), w.owner))
			if f.Message != "Olga Owner holds more than you in Acme." {
				t.Error(f.Message)
			}
		})
		w.Run("who_may_not_manage_users_is_refused", func(t *testing.T) {
			other := w.user(w.acme, "Ann Agent", w.role("Agent"))
			w.refused(fault.Authorization, fault.PermissionDenied, deactivating(w, w.as(other), manager))
		})
		w.Run("who_was_deactivated_meanwhile_is_refused", func(t *testing.T) {
			gone := w.user(w.acme, "Gus Gone", w.role("Manager"))
			ctx := w.as(gone)
			must(w.dir.UserDeactivate(w.as(w.owner), gone.ID, nil, false))(t)
			w.refused(fault.Authentication, fault.SignInRequired, deactivating(w, ctx, manager))
		})
		w.Run("a_user_of_another_tenant_is_not_found", func(t *testing.T) {
			far := w.user(w.production, "Fay Far")
			w.refused(fault.Request, fault.NotFound, deactivating(w, w.as(w.owner), far))
			w.refused(fault.Request, fault.NotFound, deactivating(w, w.as(w.owner), &ent.User{ID: uuid.New()}))
		})
		w.Run("nobody_is_refused", func(t *testing.T) {
			if err := deactivating(w, t.Context(), manager)(); err == nil {
				t.Error("done without a viewer")
			}
		})
		w.Run("a_reason_that_is_a_novel_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.Invalid, func() error {
				_, err := w.dir.UserDeactivate(w.as(w.owner), manager.ID, ptr(string(make([]byte, 3000))), false)
				return err
			})
		})
	})
}

func TestUserDeactivate_everywhere_below(t *testing.T) {
	eachWorld(t, func(w *world) {
		leaver := w.user(w.acme, "Lea Leaver", w.role("Agent"))
		there := w.join(w.production, *leaver.PersonID, w.role("Agent"))
		also := w.join(w.sandbox, *leaver.PersonID)
		stranger := w.user(w.sandbox, "Sid Stranger")
		w.Run("a_manager_of_the_top_alone_takes_the_top_alone", func(t *testing.T) {
			manager := w.user(w.acme, "Mo Manager", w.role("Manager"))
			w.writes(func() { must(w.dir.UserDeactivate(w.as(manager), leaver.ID, nil, true))(t) }, "user.deactivated")
			if w.reread(there).Status != user.StatusACTIVE {
				t.Error("the user below is inactive")
			}
		})
		w.Run("an_owner_takes_all_of_the_person_and_nobody_else", func(t *testing.T) {
			w.writes(func() { must(w.dir.UserDeactivate(w.as(w.owner), leaver.ID, nil, true))(t) }, "user.deactivated", "user.deactivated")
			if w.reread(there).Status != user.StatusINACTIVE || w.reread(also).Status != user.StatusINACTIVE || w.reread(stranger).Status != user.StatusACTIVE {
				t.Error("not these")
			}
		})
		w.Run("again_it_is_the_wrong_state", func(t *testing.T) {
			w.refused(fault.Input, fault.WrongState, func() error {
				_, err := w.dir.UserDeactivate(w.as(w.owner), leaver.ID, nil, true)
				return err
			})
		})
	})
}

func TestUserReactivate(t *testing.T) {
	eachWorld(t, func(w *world) {
		agent := w.user(w.sandbox, "Al Agent", w.role("Agent"))
		entered := w.enter(agent)
		must(w.dir.UserDeactivate(w.ctx, agent.ID, ptr("away"), false))(w)
		back := func() error { _, err := w.dir.UserReactivate(w.asIn(w.owner, w.sandbox.ID), agent.ID); return err }
		w.Run("a_full_plan_is_refused", func(t *testing.T) {
			var others []*ent.User
			for _, n := range []string{"a", "b", "c", "d", "e"} {
				others = append(others, w.user(w.sandbox, "Seat "+n))
			}
			w.refused(fault.ProductScope, fault.SeatsExhausted, back)
			must(w.dir.UserDeactivate(w.ctx, others[0].ID, nil, false))(t)
		})
		w.Run("the_user_is_back_and_signs_in_anew", func(t *testing.T) {
			w.writes(func() {
				if err := back(); err != nil {
					t.Fatal(err)
				}
			}, "user.reactivated")
			if u := w.reread(agent); u.Status != user.StatusACTIVE || u.DeactivatedAt != nil || u.DeactivatedReason != nil {
				t.Errorf("%+v", u)
			}
			if e := must(w.db.Client().Entry.Get(w.ctx, entered))(t); e.EndedAt == nil {
				t.Error("the entry was revived")
			}
		})
		w.Run("an_active_user_is_refused", func(t *testing.T) { w.refused(fault.Input, fault.WrongState, back) })
		w.Run("who_would_hold_more_is_refused", func(t *testing.T) {
			second := w.user(w.acme, "Oda Owner", w.role("Owner"))
			manager := w.user(w.acme, "Mo Manager", w.role("Manager"))
			must(w.dir.UserDeactivate(w.ctx, second.ID, nil, false))(t)
			w.refused(fault.Authorization, fault.MoreThanHeld, func() error { _, err := w.dir.UserReactivate(w.as(manager), second.ID); return err })
		})
	})
}

func TestKeepOwner(t *testing.T) {
	eachWorld(t, func(w *world) {
		last := func(u *ent.User) func() error { return deactivating(w, w.ctx, u) }
		w.Run("the_last_owner_is_refused_whoever_asks", func(t *testing.T) {
			f := w.refused(fault.Input, fault.LastOwner, last(w.owner))
			if f.Message != "Acme would be left without an owner who can sign in. Make somebody else an owner first." {
				t.Error(f.Message)
			}
		})
		w.Run("an_owner_who_cannot_sign_in_does_not_count", func(t *testing.T) {
			p := must(w.dir.PersonCreate(w.ctx, directory.PersonInput{Name: "Nia New", Email: "nia@acme.example"}))(t)
			w.join(w.acme, p.ID, w.role("Owner"))
			w.refused(fault.Input, fault.LastOwner, last(w.owner))
		})
		w.Run("an_owner_for_a_time_does_not_count", func(t *testing.T) {
			timed := w.user(w.acme, "Tim Timed")
			w.grant(w.acme, directory.GrantInput{Role: w.role("Owner"), User: &timed.ID, Subtree: true, ExpiresAt: ptr(noon.Add(time.Hour))})
			w.refused(fault.Input, fault.LastOwner, last(w.owner))
		})
		w.Run("an_owner_who_does_not_reach_down_leaves_those_below_without", func(t *testing.T) {
			w.user(w.acme, "Hal Here", w.role("Owner"))
			f := w.refused(fault.Input, fault.LastOwner, last(w.owner))
			if f.Message[:15] != "Acme Production" && f.Message[:12] != "Acme Sandbox" {
				t.Error(f.Message)
			}
		})
		w.Run("an_owner_through_a_group_counts", func(t *testing.T) {
			g := must(w.dir.GroupCreate(viewer.In(w.ctx, w.acme.ID), directory.GroupInput{Name: "Owners"}))(t)
			w.grant(w.acme, directory.GrantInput{Role: w.role("Owner"), Group: &g.ID, Subtree: true})
			member := w.user(w.acme, "Gil Group")
			must(w.dir.MembershipAdd(viewer.In(w.ctx, w.acme.ID), g.ID, []uuid.UUID{member.ID}, nil))(t)
			w.writes(func() {
				if err := last(w.owner)(); err != nil {
					t.Error(err)
				}
			}, "user.deactivated")
			w.refused(fault.Input, fault.LastOwner, last(member))
		})
	})
}

// TestKeepOwner_race has owners deactivate each other at once, again and again (T-07).
func TestKeepOwner_race(t *testing.T) {
	const many, rounds = 16, 50
	eachWorld(t, func(w *world) {
		owners := make([]*ent.User, many)
		for i := range owners {
			owners[i] = w.user(w.production, "Owner "+string(rune('a'+i)), w.role("Owner"))
		}
		top := w.owner // does not count in production from now on, so that only the sixteen do
		must(journal.Write(w.ctx, w.log, journal.GrantCreated, func(tx *ent.Client) (*ent.Grant, error) {
			g, err := tx.Grant.Query().Where(grant.UserID(top.ID)).Only(w.ctx)
			if err != nil {
				return nil, err
			}
			if err := tx.Grant.DeleteOne(g).Exec(w.ctx); err != nil {
				return nil, err
			}
			return tx.Grant.Create().SetCreatedAt(noon).SetTenantID(w.acme.ID).SetRoleID(g.RoleID).SetUserID(top.ID).Save(w.ctx)
		}))(w)
		active := len(owners)
		set := func(n int) { // leaves the first n active
			for i, u := range owners {
				switch now := w.reread(u).Status; {
				case i < n && now == user.StatusINACTIVE:
					must(w.dir.UserReactivate(w.ctx, u.ID))(w)
				case i >= n && now == user.StatusACTIVE:
					must(w.dir.UserDeactivate(w.ctx, u.ID, nil, false))(w)
				}
			}
			active = n
		}
		for round := range rounds {
			set([]int{many, 2, 3, 4, 2}[round%5]) // a few meet in the same moment more often than many
			var all sync.WaitGroup
			failed := make([]error, active)
			for i := range active {
				all.Go(func() {
					failed[i] = deactivating(w, w.as(owners[i]), owners[(i+1+round%(active-1))%active])()
				})
			}
			all.Wait()
			for i, err := range failed {
				if err != nil && fault.Of(err) == nil && !store.IsBusy(err) {
					w.Fatalf("round %d, owner %d: %v", round, i, err)
				}
			}
			left := must(w.db.Client().User.Query().Where(user.TenantID(w.production.ID), user.StatusEQ(user.StatusACTIVE)).Count(w.ctx))(w)
			if left == 0 {
				w.Fatalf("round %d of %d owners: nobody is left", round, active)
			}
		}
	})
}
