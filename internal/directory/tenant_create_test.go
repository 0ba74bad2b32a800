package directory_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/role"
	"doorward/internal/access"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
)

func TestTenantCreate(t *testing.T) {
	eachWorld(t, func(w *world) {
		create := func(in directory.TenantInput) func() error {
			return func() error { _, err := w.dir.TenantCreate(w.ctx, in); return err }
		}
		w.Run("an_organization_starts_with_the_catalogue's_roles_and_its_owner", func(t *testing.T) {
			p := w.person("Gus Globex", "owner@globex.example")
			want := []string{"tenant.created", "role.created", "role.created", "role.created", "role.created", "role.created", "role.created", "user.created", "grant.created"}
			w.writes(func() { w.tenant(directory.TenantInput{Slug: "globex", Name: " Globex ", Owner: p.ID}) }, want...)
			globex, _ := w.who.BySlug("globex")
			if globex.Name != "Globex" || globex.Plan != "FREE" {
				t.Errorf("%+v", globex)
			}
			roles := must(w.db.Client().Role.Query().Where(role.TenantID(globex.ID)).All(w.ctx))(t)
			if len(roles) != len(access.Bundled().Roles) || !roles[0].System || roles[0].UpdatedAt != nil {
				t.Errorf("%+v", roles)
			}
			scope := must(w.who.Scope(w.ctx, globex.ID))(t)
			if _, all := access.Held(scope, access.PersonIn(scope, p.ID), noon); !all {
				t.Error("the owner does not hold everything")
			}
		})
		w.Run("a_tenant_below_has_no_roles_of_its_own_and_an_owner_of_its_own", func(t *testing.T) {
			p := w.person("Stu Staging", "stu@acme.example")
			w.writes(func() {
				w.tenant(directory.TenantInput{Slug: "acme-staging", Name: "Acme Staging", Parent: &w.acme.ID, Owner: p.ID})
			}, "tenant.created", "user.created", "grant.created")
			got := must(w.db.Client().Grant.Query().Where(grant.RoleID(w.role("Owner")), grant.ReachEQ(grant.ReachSUBTREE)).Count(w.ctx))(t)
			if got != 2 {
				t.Errorf("%d owners reach down", got)
			}
		})
		w.Run("a_slug_that_is_taken_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.AlreadyExists, create(directory.TenantInput{Slug: "acme", Name: "Acme"}))
		})
		for _, slug := range []string{"", "a", "Acme", "a--b", "-ab", "ab-", "a b", "a/b", "äb", "a.b", string(make([]byte, 64))} {
			w.Run("a_slug_like_"+slug+"_is_refused", func(t *testing.T) {
				w.refused(fault.Input, fault.Invalid, create(directory.TenantInput{Slug: slug, Name: "X"}))
			})
		}
		w.Run("an_unknown_plan_owner_or_parent_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.Invalid, create(directory.TenantInput{Slug: "xx", Name: "X", Plan: "GOLD"}))
			w.refused(fault.Input, fault.Invalid, create(directory.TenantInput{Slug: "xx", Name: " "}))
			w.refused(fault.Request, fault.NotFound, create(directory.TenantInput{Slug: "xx", Name: "X", Owner: uuid.New()}))
			w.refused(fault.Request, fault.NotFound, create(directory.TenantInput{Slug: "xx", Name: "X", Parent: ptr(uuid.New())}))
		})
		w.Run("an_owner_makes_tenants_below_and_nothing_else", func(t *testing.T) {
			ctx := w.as(w.owner)
			must(w.dir.TenantCreate(ctx, directory.TenantInput{Slug: "acme-lab", Name: "Lab", Parent: &w.acme.ID}))(t)
			for _, in := range []directory.TenantInput{{Slug: "other", Name: "Other"}, {Slug: "lab2", Name: "Lab", Parent: &w.acme.ID, Plan: "ENTERPRISE"},
				{Slug: "lab2", Name: "Lab", Parent: &w.acme.ID, Vendor: true}} {
				w.refused(fault.Authorization, fault.PermissionDenied, func() error { _, err := w.dir.TenantCreate(ctx, in); return err })
			}
			globex, _ := w.who.BySlug("globex")
			w.refused(fault.Request, fault.NotFound, func() error {
				_, err := w.dir.TenantCreate(ctx, directory.TenantInput{Slug: "lab2", Name: "Lab", Parent: &globex.ID})
				return err
			})
		})
		w.Run("a_manager_is_refused", func(t *testing.T) {
			manager := w.user(w.acme, "Mo Manager", w.role("Manager"))
			w.refused(fault.Authorization, fault.PermissionDenied, func() error {
				_, err := w.dir.TenantCreate(w.as(manager), directory.TenantInput{Slug: "lab3", Name: "Lab", Parent: &w.acme.ID})
				return err
			})
		})
	})
}

func TestTenantSetPlan(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.Run("is_written_once_and_counts_at_once", func(t *testing.T) {
			w.writes(func() { must(w.dir.TenantSetPlan(w.ctx, w.sandbox.ID, "team"))(t) }, "tenant.plan_set")
			w.writes(func() {
				if got := must(w.dir.TenantSetPlan(w.ctx, w.sandbox.ID, "TEAM"))(t); got.Plan != "TEAM" {
					t.Errorf("%+v", got)
				}
			})
			if got, _ := w.who.Tenant(w.sandbox.ID); got.Plan != "TEAM" {
				t.Errorf("%+v", got)
			}
		})
		w.Run("is_the_operator's", func(t *testing.T) {
			w.refused(fault.Authorization, fault.PermissionDenied, func() error { _, err := w.dir.TenantSetPlan(w.as(w.owner), w.acme.ID, "FREE"); return err })
		})
		w.Run("an_unknown_one_is_refused", func(t *testing.T) {
			w.refused(fault.Input, fault.Invalid, func() error { _, err := w.dir.TenantSetPlan(w.ctx, w.acme.ID, "GOLD"); return err })
			w.refused(fault.Request, fault.NotFound, func() error { _, err := w.dir.TenantSetPlan(w.ctx, uuid.New(), "FREE"); return err })
		})
	})
}

// change is a catalogue that differs from the bundled one.
func change(f func(*access.Document)) *access.Document {
	doc := access.Bundled()
	f(doc)
	return doc
}

func TestCatalogueApply(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := empty(t, db)
		all := len(access.Bundled().Plans) + len(access.Bundled().Flags) + len(access.Bundled().Permissions)
		apply := func(doc *access.Document, want int) {
			t.Helper()
			w.writes(func() {
				if n := must(w.dir.CatalogueApply(w.ctx, doc))(t); n != want {
					t.Errorf("%d changed, not %d", n, want)
				}
			}, times(want, "catalogue.applied")...)
		}
		w.Run("a_tenant_before_it_is_an_error", func(t *testing.T) {
			if _, err := w.dir.TenantCreate(w.ctx, directory.TenantInput{Slug: "acme", Name: "Acme"}); err == nil {
				t.Error("made")
			}
		})
		w.Run("the_first_time_everything_is_new", func(*testing.T) { apply(access.Bundled(), all) })
		w.Run("what_is_equal_is_not_written", func(*testing.T) { apply(access.Bundled(), 0) })
		fewer := change(func(d *access.Document) {
			d.Permissions, d.Flags = d.Permissions[1:], d.Flags[:len(d.Flags)-1]
			d.Permissions[0].Capability, d.Plans[0].Seats, d.Plans[3].Seats = "answer", nil, ptr(9)
			for i, r := range d.Roles {
				d.Roles[i].Permissions = slices.DeleteFunc(r.Permissions, func(k string) bool { return k == "conversations.read" })
			}
			for i := range d.Permissions {
				if d.Permissions[i].Flag == "scheduled_scans" {
					d.Permissions[i].Flag = ""
				}
			}
		})
		w.Run("what_differs_is_written_and_what_is_gone_is_retired", func(t *testing.T) {
			// a permission and a flag gone, one capability, one gate, two plans
			apply(fewer, 6)
			w.tenant(directory.TenantInput{Slug: "acme", Name: "Acme"})
		})
		w.Run("a_key_that_is_gone_gives_nothing", func(t *testing.T) {
			acme, _ := w.who.BySlug("acme")
			scope := must(w.who.Scope(w.ctx, acme.ID))(t)
			if scope.Permission("conversations.read") != nil || scope.Permission("conversations.reply").Capability != "answer" {
				t.Error("the snapshot has not moved")
			}
		})
		w.Run("it_comes_back_with_the_document", func(*testing.T) { apply(access.Bundled(), 6) })
		w.Run("a_plan_that_a_tenant_is_on_cannot_go", func(t *testing.T) {
			w.refused(fault.Input, fault.WrongState, func() error {
				_, err := w.dir.CatalogueApply(w.ctx, change(func(d *access.Document) { d.Plans = d.Plans[1:] }))
				return err
			})
		})
		w.Run("a_plan_that_nobody_is_on_goes", func(*testing.T) { apply(change(func(d *access.Document) { d.Plans = d.Plans[:3] }), 1) })
		w.Run("it_is_the_operator's", func(t *testing.T) {
			w.refused(fault.Authorization, fault.PermissionDenied, func() error {
				_, err := w.dir.CatalogueApply(w.as(&ent.User{ID: uuid.New()}), access.Bundled())
				return err
			})
		})
	})
}
