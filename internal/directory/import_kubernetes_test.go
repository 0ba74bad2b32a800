package directory_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"doorward/ent/invite"
	"doorward/ent/user"
	"doorward/internal/directory"
)

// kubernetes is a real directory; only its owners' machines have it.
const kubernetes = "/work/shared/data/kubernetes"

func importKubernetes(t *testing.T, w *world, in directory.ImportInput) *directory.ImportReport {
	t.Helper()
	file := func(name string) *directory.ImportFile {
		f, err := os.Open(filepath.Join(kubernetes, name))
		if err != nil {
			t.Skipf("skipped: the folder %s is not on this machine", kubernetes)
		}
		t.Cleanup(func() { f.Close() })
		return &directory.ImportFile{Name: name, Body: f}
	}
	in.Tenant, in.Roles, in.Groups, in.Users = "kubernetes", file("roles.csv"), file("groups.csv"), file("users.csv")
	in.CreateTenant, in.Owner = "Kubernetes", "owner@acme.example"
	begun := time.Now()
	report, err := w.dir.Import(w.ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	took := time.Since(begun)
	t.Logf("imported in %v", took.Round(time.Millisecond))
	if took > 100*time.Second {
		t.Errorf("it took %v", took)
	}
	return report
}

func TestImport_kubernetes(t *testing.T) {
	type count = directory.ImportCount
	eachWorld(t, func(w *world) {
		w.Run("a_dry_run_says_what_would_be_done_and_writes_nothing", func(t *testing.T) {
			w.writes(func() {
				r := importKubernetes(t, w, directory.ImportInput{DryRun: true})
				if !r.DryRun || !r.TenantCreated || r.Users.Created != 1276 || r.Memberships.Created != 1690 {
					t.Errorf("%+v", *r)
				}
			})
		})
		w.Run("everything_comes_in", func(t *testing.T) {
			var last, total int
			r := importKubernetes(t, w, directory.ImportInput{Progress: func(done, of int) { last, total = done, of }})
			if !r.TenantCreated || r.Permissions != (count{Created: 392}) || r.Roles != (count{Created: 135}) || r.Groups != (count{Created: 284}) ||
				r.Users != (count{Created: 1276}) || r.Memberships != (count{Created: 1690}) || r.Invites != (count{}) {
				t.Errorf("%+v", *r)
			}
			if last != 1695 || total != 1695 {
				t.Errorf("the progress ended at %d of %d", last, total)
			}
			c := w.db.Client()
			in := r.Tenant.ID
			people := must(c.User.Query().Where(user.TenantID(in), user.StatusEQ(user.StatusACTIVE)).Count(w.ctx))(t)
			members := must(c.Membership.Query().Count(w.ctx))(t)
			if people != 1277 || members != 1690 { // and the owner
				t.Errorf("%d users, %d memberships", people, members)
			}
			scope := must(w.who.Scope(w.ctx, in))(t)
			if used, limit := scope.Seats(); used != 1277 || limit != nil {
				t.Errorf("%d seats taken of %v", used, limit)
			}
		})
		w.Run("again_it_changes_nothing", func(t *testing.T) {
			w.writes(func() {
				r := importKubernetes(t, w, directory.ImportInput{})
				if r.Changed() || r.Users.Unchanged != 1276 || r.Groups.Unchanged != 284 || r.Roles.Unchanged != 135 || r.Memberships.Unchanged != 1690 {
					t.Errorf("%+v", *r)
				}
			})
		})
	})
}

func TestImport_kubernetes_invited(t *testing.T) {
	eachWorld(t, func(w *world) {
		r := importKubernetes(w.T, w, directory.ImportInput{Invite: true})
		if r.Invites.Created != 1276 || r.Users.Created != 0 || r.KnownElsewhere != 0 {
			w.Errorf("%+v", *r)
		}
		open := must(w.db.Client().Invite.Query().Where(invite.StatusEQ(invite.StatusPENDING)).Count(w.ctx))(w)
		if open != 1276 {
			w.Errorf("%d invites are open", open)
		}
		w.writes(func() {
			if r := importKubernetes(w.T, w, directory.ImportInput{Invite: true}); r.Changed() || r.Invites.Unchanged != 1276 {
				w.Errorf("%+v", *r)
			}
		})
	})
}
