package directory_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/flag"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// admin is a user of acme who manages groups and roles and gives them, and reads
// conversations: that is all that may be passed on.
func (w *world) admin() *ent.User {
	w.Helper()
	keys := []string{"conversations.read", "GROUPS_MANAGE", "ROLES_MANAGE", "ROLES_GRANT", "USERS_MANAGE", "FLAGS_MANAGE"}
	r := must(w.dir.RoleCreate(viewer.In(w.ctx, w.acme.ID), directory.RoleInput{Name: "Admin", PermissionKeys: keys}))(w)
	return w.user(w.acme, "Ada Admin", r.ID)
}

func TestRoleCreate(t *testing.T) {
	eachWorld(t, func(w *world) {
		ctx := w.as(w.admin())
		create := func(name string, keys ...string) func() error {
			return func() error {
				_, err := w.dir.RoleCreate(ctx, directory.RoleInput{Name: name, PermissionKeys: keys})
				return err
			}
		}
		w.Run("of_what_one_holds_is_made", func(t *testing.T) {
			w.writes(func() {
				if err := create("Reader", "conversations.read", "conversations.read")(); err != nil {
					t.Error(err)
				}
			}, "role.created")
		})
		w.Run("of_more_than_one_holds_is_refused", func(t *testing.T) {
			f := w.refused(fault.Input, fault.MoreThanHeld, create("Writer", "conversations.read", "conversations.delete"))
			if f.Message != "You cannot delete conversations yourself, so no role of yours can give it." {
				t.Error(f.Message)
			}
		})
		w.Run("of_an_unknown_key_or_a_taken_name_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.Invalid, create("X", "nothing.such"))
			w.refused(fault.Input, fault.AlreadyExists, create("READER"))
			w.refused(fault.Input, fault.Invalid, create(" "))
		})
		w.Run("without_the_right_is_refused", func(t *testing.T) {
			manager := w.as(w.user(w.acme, "Mo Manager", w.role("Manager")))
			w.refused(fault.Authorization, fault.PermissionDenied, func() error { _, err := w.dir.RoleCreate(manager, directory.RoleInput{Name: "Y"}); return err })
		})
	})
}

func TestGrantCreate(t *testing.T) {
	eachWorld(t, func(w *world) {
		admin := w.admin()
		reader := must(w.dir.RoleCreate(viewer.In(w.ctx, w.acme.ID), directory.RoleInput{Name: "Reader", PermissionKeys: []string{"conversations.read"}}))(w)
		boss := must(w.dir.RoleCreate(viewer.In(w.ctx, w.acme.ID), directory.RoleInput{Name: "Boss", PermissionKeys: []string{"USERS_MANAGE"}}))(w)
		target := w.user(w.acme, "Tia Target")
		create := func(ctx context.Context, in directory.GrantInput) func() error {
			return func() error { _, err := w.dir.GrantCreate(ctx, in); return err }
		}
		ctx := w.as(admin)
		w.Run("what_one_holds_is_given", func(t *testing.T) {
			w.writes(func() {
				g := must(w.dir.GrantCreate(ctx, directory.GrantInput{Role: reader.ID, User: &target.ID, ExpiresAt: ptr(noon.Add(time.Hour)), Justification: ptr(" ")}))(t)
				if *g.GrantedBy != admin.ID || !g.ExpiresAt.Equal(noon.Add(time.Hour)) || g.Justification != nil {
					t.Errorf("%+v", g)
				}
			}, "grant.created")
		})
		w.Run("what_is_given_already_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.AlreadyExists, create(ctx, directory.GrantInput{Role: reader.ID, User: &target.ID}))
		})
		w.Run("more_than_one_holds_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.MoreThanHeld, create(ctx, directory.GrantInput{Role: w.role("Agent"), User: &target.ID}))
			w.refused(fault.Input, fault.MoreThanHeld, create(ctx, directory.GrantInput{Role: w.role("Owner"), User: &admin.ID}))
		})
		w.Run("further_down_than_one_reaches_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.MoreThanHeld, create(ctx, directory.GrantInput{Role: reader.ID, User: &admin.ID, Subtree: true}))
		})
		w.Run("an_elevated_role_takes_a_reason", func(t *testing.T) {
			in := directory.GrantInput{Role: boss.ID, User: &target.ID}
			w.refused(fault.Input, fault.JustificationRequired, create(ctx, in))
			in.Justification = ptr("on call")
			if g := must(w.dir.GrantCreate(ctx, in))(t); *g.Justification != "on call" {
				t.Errorf("%+v", g)
			}
		})
		w.Run("an_end_that_is_past_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.Invalid, create(ctx, directory.GrantInput{Role: reader.ID, User: &admin.ID, ExpiresAt: ptr(noon)}))
		})
		w.Run("to_nobody_or_to_two_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.Invalid, create(ctx, directory.GrantInput{Role: reader.ID}))
			w.refused(fault.Input, fault.Invalid, create(ctx, directory.GrantInput{Role: reader.ID, User: &target.ID, Group: ptr(uuid.New())}))
		})
		w.Run("who_or_what_is_elsewhere_is_not_found", func(t *testing.T) {
			far := w.user(w.production, "Fay Far")
			w.refused(fault.Request, fault.NotFound, create(ctx, directory.GrantInput{Role: reader.ID, User: &far.ID}))
			w.refused(fault.Request, fault.NotFound, create(ctx, directory.GrantInput{Role: reader.ID, Group: ptr(uuid.New())}))
			w.refused(fault.Request, fault.NotFound, create(ctx, directory.GrantInput{Role: uuid.New(), User: &target.ID}))
		})
		w.Run("what_is_held_for_a_time_is_given_no_longer", func(t *testing.T) {
			writer := must(w.dir.RoleCreate(viewer.In(w.ctx, w.acme.ID), directory.RoleInput{Name: "Writer", PermissionKeys: []string{"conversations.reply"}}))(t)
			writers := must(w.dir.GroupCreate(viewer.In(w.ctx, w.acme.ID), directory.GroupInput{Name: "Writers", Roles: []uuid.UUID{writer.ID}}))(t)
			end := noon.Add(time.Hour)
			w.grant(w.acme, directory.GrantInput{Role: writer.ID, User: &admin.ID, ExpiresAt: &end})
			member := func(until *time.Time) func() error {
				return func() error {
					_, err := w.dir.MembershipAdd(ctx, writers.ID, []uuid.UUID{target.ID}, until)
					return err
				}
			}
			for _, late := range []*time.Time{nil, ptr(end.Add(time.Microsecond))} {
				f := w.refused(fault.Input, fault.MoreThanHeld, create(ctx, directory.GrantInput{Role: writer.ID, User: &target.ID, ExpiresAt: late}))
				if f.Field[0] != "expiresAt" {
					t.Errorf("field %v", f.Field)
				}
				w.refused(fault.Input, fault.MoreThanHeld, member(late))
			}
			w.refused(fault.Input, fault.MoreThanHeld, func() error {
				_, err := w.dir.GroupCreate(ctx, directory.GroupInput{Name: "More writers", Roles: []uuid.UUID{writer.ID}})
				return err
			})
			w.writes(func() {
				must(w.dir.GrantCreate(ctx, directory.GrantInput{Role: writer.ID, User: &target.ID, ExpiresAt: &end}))(t)
				must(w.dir.MembershipAdd(ctx, writers.ID, []uuid.UUID{target.ID}, &end))(t)
			}, "grant.created", "group.users_added")
		})
		w.Run("a_role_from_above_is_given_below", func(t *testing.T) {
			u := w.user(w.sandbox, "Una Under")
			must(w.dir.GrantCreate(w.asIn(w.owner, w.sandbox.ID), directory.GrantInput{Role: reader.ID, User: &u.ID}))(t)
			scope := must(w.who.Scope(w.ctx, w.sandbox.ID))(t)
			v := access.Decide(access.Question{Scope: scope, Subject: access.UserIn(scope, u.ID), Permission: "conversations.read", At: noon})
			if !v.Allowed() {
				t.Errorf("%+v", v)
			}
		})
	})
}

func TestGroups(t *testing.T) {
	eachWorld(t, func(w *world) {
		ctx := w.as(w.admin())
		reader := must(w.dir.RoleCreate(ctx, directory.RoleInput{Name: "Reader", PermissionKeys: []string{"conversations.read"}}))(w)
		target := w.user(w.acme, "Tia Target")
		var crew *ent.Group
		w.Run("a_group_is_made_with_its_roles", func(t *testing.T) {
			w.writes(func() {
				crew = must(w.dir.GroupCreate(ctx, directory.GroupInput{Name: "Crew", Description: ptr(" "), Roles: []uuid.UUID{reader.ID, reader.ID}}))(t)
			}, "group.created", "grant.created")
			if crew.Description != nil {
				t.Errorf("%+v", crew)
			}
		})
		w.Run("a_taken_name_or_too_much_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.AlreadyExists, func() error { _, err := w.dir.GroupCreate(ctx, directory.GroupInput{Name: "CREW"}); return err })
			w.refused(fault.Input, fault.MoreThanHeld, func() error {
				_, err := w.dir.GroupCreate(ctx, directory.GroupInput{Name: "Owners", Roles: []uuid.UUID{w.role("Owner")}})
				return err
			})
		})
		add := func(ctx context.Context, g uuid.UUID, users ...uuid.UUID) func() error {
			return func() error { _, err := w.dir.MembershipAdd(ctx, g, users, nil); return err }
		}
		w.Run("users_are_added_once", func(t *testing.T) {
			w.writes(func() {
				if err := add(ctx, crew.ID, target.ID, target.ID)(); err != nil {
					t.Error(err)
				}
			}, "group.users_added")
			w.writes(func() {
				if g := must(w.dir.MembershipAdd(ctx, crew.ID, []uuid.UUID{target.ID}, nil))(t); g == nil || g.ID != crew.ID {
					t.Errorf("%+v", g)
				}
			})
		})
		w.Run("into_a_group_that_gives_more_is_refused", func(t *testing.T) {
			owners := must(w.dir.GroupCreate(viewer.In(w.ctx, w.acme.ID), directory.GroupInput{Name: "Owners", Roles: []uuid.UUID{w.role("Owner")}}))(t)
			w.refused(fault.Input, fault.MoreThanHeld, add(ctx, owners.ID, target.ID))
		})
		w.Run("into_a_group_that_reaches_further_down_is_refused", func(t *testing.T) {
			deep := must(w.dir.GroupCreate(viewer.In(w.ctx, w.acme.ID), directory.GroupInput{Name: "Deep"}))(t)
			w.grant(w.acme, directory.GrantInput{Role: reader.ID, Group: &deep.ID, Subtree: true})
			w.refused(fault.Input, fault.MoreThanHeld, add(ctx, deep.ID, target.ID))
		})
		w.Run("who_or_what_is_elsewhere_is_not_found", func(t *testing.T) {
			far := w.user(w.production, "Fay Far")
			w.refused(fault.Request, fault.NotFound, add(ctx, crew.ID, far.ID))
			w.refused(fault.Request, fault.NotFound, add(w.asIn(w.owner, w.production.ID), crew.ID, far.ID))
			w.refused(fault.Input, fault.Invalid, add(ctx, crew.ID))
		})
		w.Run("the_membership_ends_when_it_says", func(t *testing.T) {
			u := w.user(w.acme, "Tom Timed")
			must(w.dir.MembershipAdd(ctx, crew.ID, []uuid.UUID{u.ID}, ptr(noon.Add(time.Hour))))(t)
			scope := must(w.who.Scope(w.ctx, w.acme.ID))(t)
			for at, want := range map[time.Time]bool{noon: true, noon.Add(time.Hour): false} {
				v := access.Decide(access.Question{Scope: scope, Subject: access.UserIn(scope, u.ID), Permission: "conversations.read", At: at})
				if v.Allowed() != want {
					t.Errorf("at %v: %+v", at, v)
				}
			}
		})
	})
}

func TestFlagSet(t *testing.T) {
	eachWorld(t, func(w *world) {
		ctx := w.as(w.admin())
		cases := must(w.db.Client().Flag.Query().Where(flag.Key("cases")).Only(w.ctx))(w)
		set := func(on bool) { w.Helper(); must(w.dir.FlagSet(ctx, cases.ID, on))(w) }
		w.Run("as_it_stands_nothing_is_written", func(*testing.T) { w.writes(func() { set(false) }) })
		w.Run("it_counts_at_once_in_this_tenant_alone", func(t *testing.T) {
			w.writes(func() { set(true) }, "flag.set")
			for in, want := range map[*ent.Tenant]bool{w.acme: true, w.production: false} {
				scope := must(w.who.Scope(w.ctx, in.ID))(t)
				if scope.FlagOn(scope.Catalogue.Flags[cases.ID]) != want {
					t.Errorf("%s: not %v", in.Slug, want)
				}
			}
		})
		w.Run("and_off_again", func(*testing.T) { w.writes(func() { set(true); set(false); set(false) }, "flag.set") })
		w.Run("an_unknown_one_is_not_found", func(t *testing.T) {
			w.refused(fault.Request, fault.NotFound, func() error { _, err := w.dir.FlagSet(ctx, uuid.New(), true); return err })
		})
		w.Run("without_the_right_is_refused", func(t *testing.T) {
			manager := w.as(w.user(w.acme, "Mo Manager", w.role("Manager")))
			w.refused(fault.Authorization, fault.PermissionDenied, func() error { _, err := w.dir.FlagSet(manager, cases.ID, true); return err })
		})
	})
}

func TestBetaSet(t *testing.T) {
	eachWorld(t, func(w *world) {
		ctx, u := w.as(w.admin()), w.user(w.acme, "Bea Beta", w.role("Agent"))
		w.Run("it_is_written_once", func(t *testing.T) {
			w.writes(func() { must(w.dir.BetaSet(ctx, u.ID, true))(t); must(w.dir.BetaSet(ctx, u.ID, true))(t) }, "user.beta_set")
			if !w.reread(u).BetaAccess {
				t.Error("no beta access")
			}
		})
		w.Run("a_user_of_another_tenant_is_not_found", func(t *testing.T) {
			far := w.user(w.production, "Fay Far")
			w.refused(fault.Request, fault.NotFound, func() error { _, err := w.dir.BetaSet(ctx, far.ID, true); return err })
		})
	})
}

func TestUserAdd(t *testing.T) {
	eachWorld(t, func(w *world) {
		p := w.person("Ned New", "ned@acme.example")
		add := func(ctx context.Context, typ user.Type) func() error {
			return func() error { _, err := w.dir.UserAdd(ctx, w.sandbox.ID, p.ID, typ); return err }
		}
		w.Run("is_the_operator's", func(t *testing.T) {
			w.refused(fault.Authorization, fault.PermissionDenied, add(w.as(w.owner), user.TypeMEMBER))
		})
		w.Run("a_person_is_no_service", func(t *testing.T) { w.refused(fault.Input, fault.Invalid, add(w.ctx, user.TypeSERVICE)) })
		w.Run("once", func(t *testing.T) {
			w.writes(func() {
				if err := add(w.ctx, user.TypeGUEST)(); err != nil {
					t.Error(err)
				}
			}, "user.created")
			w.refused(fault.Input, fault.AlreadyExists, add(w.ctx, user.TypeGUEST))
		})
		w.Run("services_take_no_seat", func(t *testing.T) {
			ctx := w.asIn(w.owner, w.sandbox.ID)
			for _, id := range []string{"ci-1", "ci-2", "ci-3", "ci-4", "ci-5", "ci-6"} {
				must(w.dir.ServiceUserAdd(ctx, "CI", id))(t)
			}
			w.refused(fault.Input, fault.AlreadyExists, func() error { _, err := w.dir.ServiceUserAdd(ctx, "CI", "ci-1"); return err })
			scope := must(w.who.Scope(w.ctx, w.sandbox.ID))(t)
			if used, limit := scope.Seats(); used != 1 || *limit != 5 {
				t.Errorf("%d of %v seats", used, limit)
			}
		})
		w.Run("the_plan's_seats_hold", func(t *testing.T) {
			for _, n := range []string{"b", "c", "d", "e"} {
				w.user(w.sandbox, "Seat "+n)
			}
			late := w.person("Lou Late", "lou@acme.example")
			w.refused(fault.ProductScope, fault.SeatsExhausted, func() error {
				_, err := w.dir.UserAdd(w.ctx, w.sandbox.ID, late.ID, user.TypeMEMBER)
				return err
			})
		})
	})
}

func TestPersonCreate(t *testing.T) {
	eachWorld(t, func(w *world) {
		create := func(ctx context.Context, name, email string) func() error {
			return func() error {
				_, err := w.dir.PersonCreate(ctx, directory.PersonInput{Name: name, Email: email})
				return err
			}
		}
		w.Run("an_address_that_is_known_is_refused_whatever_its_case", func(t *testing.T) {
			w.refused(fault.Input, fault.AlreadyExists, create(w.ctx, "Olga", " OWNER@acme.EXAMPLE "))
		})
		w.Run("is_the_operator's", func(t *testing.T) {
			w.refused(fault.Authorization, fault.PermissionDenied, create(w.as(w.owner), "X", "x@acme.example"))
		})
		for _, email := range []string{"", "x", "@x", "x@", "a b@x.example", "a@x..example", "<a@x.example>", "a@x.example\nb@x.example", "\u202ea@x.example"} {
			w.refused(fault.Input, fault.Invalid, create(w.ctx, "X", email))
		}
	})
}

func TestUserActor(t *testing.T) {
	eachWorld(t, func(w *world) {
		ask := func(t *testing.T, tenant uuid.UUID, who uuid.UUID, role uuid.UUID) error {
			t.Helper()
			var got error
			_, err := journal.Write(w.ctx, w.log, journal.UserCreated, func(tx *ent.Client) (*ent.User, error) {
				a, err := directory.UserActor(w.ctx, tx, noon, tenant, who)
				if err != nil {
					return nil, err
				}
				got = errors.Join(a.Can(viewer.InvitesSend), a.MayGrant(directory.GrantSpec{Role: role, Justification: ptr("asked")}))
				return nil, journal.Nothing
			})
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		manager := w.user(w.acme, "Mo Manager", w.role("Manager"))
		w.Run("gives_what_they_hold", func(t *testing.T) {
			if err := ask(t, w.acme.ID, manager.ID, w.role("Agent")); err != nil {
				t.Error(err)
			}
			if err := ask(t, w.sandbox.ID, w.owner.ID, w.role("Owner")); err != nil {
				t.Error("from above:", err)
			}
		})
		w.Run("gives_no_more", func(t *testing.T) {
			if err := ask(t, w.acme.ID, manager.ID, w.role("Analyst")); !fault.Is(err, fault.MoreThanHeld) {
				t.Error(err)
			}
		})
		w.Run("who_is_inactive_or_unknown_gives_nothing", func(t *testing.T) {
			must(w.dir.UserDeactivate(w.ctx, manager.ID, nil, false))(t)
			for _, who := range []uuid.UUID{manager.ID, uuid.New()} {
				if err := ask(t, w.acme.ID, who, w.role("Guest")); err == nil {
					t.Errorf("%s gives", who)
				}
			}
		})
	})
}
