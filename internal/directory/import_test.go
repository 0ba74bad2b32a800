package directory_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"doorward/ent"
	"doorward/ent/group"
	"doorward/ent/invite"
	"doorward/ent/person"
	"doorward/ent/role"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

const (
	rolesFile  = "role,permissions\nOps,kubectl.read;conversations.read\n"
	groupsFile = "group,description,roles\ncrew,On call,Ops\n"
	usersFile  = "email,name,type,company,groups,roles\nada@x.example,Ada,member,Analytical,crew,Agent\nbob@x.example,Bob,guest,,,\n"
)

func files(tenant, roles, groups, users string) directory.ImportInput {
	in := directory.ImportInput{Tenant: tenant}
	if roles != "" {
		in.Roles = text("roles.csv", roles)
	}
	if groups != "" {
		in.Groups = text("groups.csv", groups)
	}
	if users != "" {
		in.Users = text("users.csv", users)
	}
	return in
}

func (w *world) imports(in directory.ImportInput) *directory.ImportReport {
	w.Helper()
	return must(w.dir.Import(w.ctx, in))(w)
}

func (w *world) byEmail(in *ent.Tenant, email string) *ent.User {
	w.Helper()
	return must(w.db.Client().User.Query().Where(user.TenantID(in.ID), user.EmailKey(email)).Only(w.ctx))(w)
}

func times(n int, verb string) []string { return slices.Repeat([]string{verb}, n) }

func TestImport(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.db.Client()
		w.Run("what_is_new_comes_in_as_one_write", func(t *testing.T) {
			// the tenant, one key, one role, one group, two users, a role for the group and one for Ada
			w.writes(func() { w.imports(files("acme", rolesFile, groupsFile, usersFile)) }, times(8, "directory.imported")...)
			ada := w.byEmail(w.acme, "ada@x.example")
			if *ada.Company != "Analytical" || ada.Status != user.StatusACTIVE || len(w.grantsOf(ada)) != 1 {
				t.Errorf("%+v", ada)
			}
			p := must(c.Person.Get(w.ctx, *ada.PersonID))(t)
			if p.PasswordHash != nil || p.Name != "Ada" {
				t.Errorf("%+v", p)
			}
			if bob := w.byEmail(w.acme, "bob@x.example"); bob.Type != user.TypeGUEST || bob.Company != nil {
				t.Errorf("%+v", bob)
			}
			scope := must(w.who.Scope(w.ctx, w.acme.ID))(t)
			key := scope.Permission("kubectl.read")
			if key == nil || key.Capability != "Read: kubectl" || scope.Own.Permissions["kubectl.read"] == nil || scope.Own.Permissions["conversations.read"] != nil {
				t.Errorf("%+v", key)
			}
		})
		w.Run("again_nothing_is_written", func(t *testing.T) {
			w.writes(func() {
				if r := w.imports(files("acme", rolesFile, groupsFile, usersFile)); r.Changed() || r.Users.Unchanged != 2 {
					t.Errorf("%+v", *r)
				}
			})
		})
		w.Run("an_edited_file_changes_what_was_edited", func(t *testing.T) {
			edited := files("acme", "role,permissions\nOPS,kubectl.write\n", "group,description,roles\ncrew,Day and night,\n",
				"email,name,type,company,groups,roles\nada@x.example,Ada,,Another,crew,Agent\nbob@x.example,Robert,member,Other,crew,Agent\n")
			var got *directory.ImportReport
			// the tenant, one key, the role, the group, Robert and his role; the companies stay
			w.writes(func() { got = w.imports(edited) }, times(6, "directory.imported")...)
			if got.Users.Updated != 1 || got.Users.Unchanged != 1 || got.Roles.Updated != 1 || got.Groups.Updated != 1 || got.Memberships.Created != 1 {
				t.Errorf("%+v", *got)
			}
			bob := w.byEmail(w.acme, "bob@x.example")
			if bob.Name != "Robert" || bob.Type != user.TypeMEMBER || bob.Company != nil || len(w.grantsOf(bob)) != 1 {
				t.Errorf("%+v", bob)
			}
			if ada := w.byEmail(w.acme, "ada@x.example"); *ada.Company != "Analytical" {
				t.Errorf("%+v", ada)
			}
			ops := must(c.Role.Query().Where(role.TenantID(w.acme.ID), role.NameKey("ops")).Only(w.ctx))(t)
			if ops.Name != "OPS" || ops.UpdatedAt == nil {
				t.Errorf("%+v", ops)
			}
		})
		w.Run("what_the_file_lacks_stays", func(t *testing.T) {
			w.writes(func() {
				r := w.imports(files("acme", "role,permissions\nOPS,\n", "group,description,roles\ncrew,,\n", "email,name,type,company,groups,roles\nbob@x.example,,,,,\n"))
				if r.Changed() {
					t.Errorf("%+v", *r)
				}
			})
		})
		w.Run("a_person_known_elsewhere_is_invited_never_joined", func(t *testing.T) {
			w.writes(func() {
				r := w.imports(files("acme-production", "", "", "email,name,type,company,groups,roles\nADA@x.example,Ada,,,,Agent\ncy@x.example,Cy,,,,\n"))
				if r.KnownElsewhere != 1 || r.Invites.Created != 1 || r.Users.Created != 1 {
					t.Errorf("%+v", *r)
				}
			}, "directory.imported", "directory.imported", "invite.sent")
		})
		w.Run("an_open_invite_is_left_alone", func(t *testing.T) {
			w.writes(func() {
				r := w.imports(files("acme-production", "", "", "email,name,type,company,groups,roles\nADA@x.example,Ada,,,,Manager\n"))
				if r.Changed() || r.Invites.Unchanged != 1 {
					t.Errorf("%+v", *r)
				}
			})
		})
		w.Run("an_inactive_user_stays_inactive", func(t *testing.T) {
			must(w.dir.UserDeactivate(w.ctx, w.byEmail(w.acme, "bob@x.example").ID, nil, false))(t)
			w.writes(func() { w.imports(files("acme", rolesFile, groupsFile, usersFile)) }, times(4, "directory.imported")...)
			if bob := w.byEmail(w.acme, "bob@x.example"); bob.Status != user.StatusINACTIVE || bob.Name != "Bob" {
				t.Errorf("%+v", bob)
			}
		})
	})
}

func TestImport_good(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.Run("marks_line_ends_quotes_case_and_order_make_no_difference", func(t *testing.T) {
			r := w.imports(folder(t, "testdata/good/bom_crlf_and_order"))
			if r.Users.Created != 2 || r.Memberships.Created != 1 || r.Grants.Created != 3 {
				t.Errorf("%+v", *r)
			}
			ada := w.byEmail(w.acme, "ada@x.example")
			ops := must(w.db.Client().Group.Query().Where(group.TenantID(w.acme.ID)).Only(w.ctx))(t)
			if ada.Name != `Ada "the" Admin` || ada.Type != user.TypeGUEST || *ops.Description != "Looks after it,\nday and night" {
				t.Errorf("%+v %+v", ada, ops)
			}
			if bob := w.byEmail(w.acme, "bob@x.example"); bob.Name != "bob" || bob.Type != user.TypeMEMBER {
				t.Errorf("%+v", bob)
			}
		})
	})
}

func TestImport_invite(t *testing.T) {
	eachWorld(t, func(w *world) {
		in := func() directory.ImportInput {
			in := files("acme", rolesFile, groupsFile, usersFile)
			in.Invite = true
			return in
		}
		w.Run("everybody_new_is_invited", func(t *testing.T) {
			// the tenant, one key, one role, one group and its role
			w.writes(func() { w.imports(in()) }, append(times(5, "directory.imported"), "invite.sent", "invite.sent")...)
			all := must(w.db.Client().Invite.Query().Order(ent.Asc(invite.FieldEmailKey)).All(w.ctx))(t)
			if len(all) != 2 || all[0].Email != "ada@x.example" || *all[0].Company != "Analytical" || all[1].Type != invite.TypeGUEST ||
				!all[0].ExpiresAt.Equal(noon.Add(directory.InviteLife)) || all[0].Delivery != invite.DeliveryQUEUED {
				t.Errorf("%+v", all)
			}
			roles := must(w.db.Client().InviteRole.Query().Count(w.ctx))(t)
			groups := must(w.db.Client().InviteGroup.Query().Count(w.ctx))(t)
			if roles != 1 || groups != 1 {
				t.Errorf("%d roles and %d groups are promised", roles, groups)
			}
			if n := must(w.db.Client().Person.Query().Where(person.EmailKeyContains("x.example")).Count(w.ctx))(t); n != 0 {
				t.Errorf("%d persons were made before anybody accepted", n)
			}
		})
		w.Run("again_nobody_is", func(t *testing.T) { w.writes(func() { w.imports(in()) }) })
	})
}

func TestImport_create_tenant(t *testing.T) {
	eachWorld(t, func(w *world) {
		in := func(owner string) directory.ImportInput {
			in := files("globex", rolesFile, groupsFile, usersFile)
			in.CreateTenant, in.Owner = "Globex", owner
			return in
		}
		w.Run("an_owner_nobody_knows_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.NotFound, func() error { _, err := w.dir.Import(w.ctx, in("nobody@x.example")); return err })
		})
		w.Run("without_it_an_unknown_tenant_is_refused", func(t *testing.T) {
			w.refused(fault.Request, fault.NotFound, func() error {
				_, err := w.dir.Import(w.ctx, files("globex", rolesFile, "", ""))
				return err
			})
		})
		w.Run("a_bad_row_leaves_no_tenant", func(t *testing.T) {
			bad := in("owner@acme.example")
			bad.Roles = text("roles.csv", "role,permissions\nOwner,a.b\n")
			w.writes(func() {
				if _, err := w.dir.Import(w.ctx, bad); err == nil {
					t.Error("it came in")
				}
			})
			if _, there := w.who.BySlug("globex"); there {
				t.Error("the tenant is there")
			}
		})
		w.Run("the_tenant_comes_with_the_directory", func(t *testing.T) {
			want := append([]string{"tenant.created"}, times(6, "role.created")...)
			want = append(append(want, "user.created", "grant.created"), times(8, "directory.imported")...)
			w.writes(func() { w.imports(in("Owner@ACME.example")) }, want...)
			got, _ := w.who.BySlug("globex")
			if got.Plan != "ENTERPRISE" || got.Name != "Globex" {
				t.Errorf("%+v", got)
			}
			owner := must(w.db.Client().User.Query().Where(user.TenantID(got.ID), user.PersonID(*w.owner.PersonID)).Only(w.ctx))(t)
			if len(w.grantsOf(owner)) != 1 {
				t.Errorf("%+v", w.grantsOf(owner))
			}
		})
		w.Run("a_tenant_that_is_there_is_used", func(t *testing.T) { w.writes(func() { w.imports(in("owner@acme.example")) }) })
	})
}

func TestImport_columns(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.Run("what_a_file_leaves_out_is_empty", func(t *testing.T) {
			r := w.imports(files("acme", "", "group\ncrew\n", "groups,email\ncrew,ada@x.example\n"))
			if r.Groups.Created != 1 || r.Users.Created != 1 || r.Memberships.Created != 1 {
				t.Errorf("%+v", *r)
			}
			if ada := w.byEmail(w.acme, "ada@x.example"); ada.Name != "ada" || ada.Type != user.TypeMEMBER || ada.Company != nil {
				t.Errorf("%+v", ada)
			}
		})
		for name, c := range map[string]struct {
			in   directory.ImportInput
			told string
		}{
			"a_column_that_is_needed":      {files("acme", "", "", "name\nAda\n"), `users.csv:1: the column "email" is missing`},
			"one_that_is_nearly_another":   {files("acme", "", "", "E-mail,typ\nada@x.example,guest\n"), "users.csv:1:1: there is no column \"E-mail\": write it \"email\"\nusers.csv:1:8: there is no column \"typ\": write it \"type\""},
			"one_that_is_unknown":          {files("acme", "", "group,colour\ncrew,red\n", ""), `groups.csv:1:7: there is no column "colour": the columns are group, description, roles`},
			"one_twice":                    {files("acme", "", "", "email,Email\na@x.example,b@x.example\n"), `users.csv:1:7: the column "email" stands twice`},
			"roles_without_what_they_give": {files("acme", "role\nOps\n", "", ""), `roles.csv:1: the column "permissions" is missing`},
		} {
			w.Run(name, func(t *testing.T) {
				w.writes(func() {
					if _, err := w.dir.Import(w.ctx, c.in); err == nil || err.Error() != c.told {
						t.Errorf("%v", err)
					}
				})
			})
		}
	})
}

func TestImport_rights(t *testing.T) {
	eachWorld(t, func(w *world) {
		manager := w.user(w.acme, "Mo Manager", w.role("Manager"))
		run := func(ctx context.Context, slug string) func() error {
			return func() error { _, err := w.dir.Import(ctx, files(slug, rolesFile, groupsFile, usersFile)); return err }
		}
		w.Run("a_manager_is_refused", func(t *testing.T) {
			w.refused(fault.Authorization, fault.MoreThanHeld, run(w.as(manager), "acme"))
		})
		w.Run("another_tenant_is_not_found", func(t *testing.T) {
			w.refused(fault.Request, fault.NotFound, run(w.as(w.owner), "acme-production"))
		})
		w.Run("an_owner_from_above_is_not", func(t *testing.T) {
			w.writes(func() {
				if err := run(w.asIn(w.owner, w.production.ID), "acme-production")(); err != nil {
					t.Error(err)
				}
			}, times(8, "directory.imported")...)
			ada := w.byEmail(w.production, "ada@x.example")
			if g := w.grantsOf(ada); len(g) != 1 || g[0].GrantedBy == nil || *g[0].GrantedBy != w.owner.ID || g[0].RoleID != w.role("Agent") {
				t.Errorf("%+v", g)
			}
		})
		w.Run("the_plan's_seats_hold", func(t *testing.T) {
			var b strings.Builder
			b.WriteString("email,name,type,company,groups,roles\n")
			for _, n := range []string{"a", "b", "c", "d", "e", "f"} {
				b.WriteString(n + "@sandbox.example,,,,,\n")
			}
			f := w.refused(fault.ProductScope, fault.SeatsExhausted, func() error {
				_, err := w.dir.Import(w.ctx, files("acme-sandbox", "", "", b.String()))
				return err
			})
			if f.Message != "Acme Sandbox has 5 seats on the Free plan, and 0 are taken: 6 more do not fit." {
				t.Error(f.Message)
			}
		})
		w.Run("nobody_is_refused", func(t *testing.T) {
			nobody := viewer.With(t.Context(), &viewer.Viewer{Tenant: w.acme.ID})
			w.refused(fault.Request, fault.NotFound, run(nobody, "acme"))
		})
	})
}
