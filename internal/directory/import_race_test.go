package directory_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"doorward/ent/invite"
	"doorward/ent/person"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/store"
)

func hundred() string {
	var b strings.Builder
	b.WriteString("email,name,type,company,groups,roles\n")
	for i := range 100 {
		fmt.Fprintf(&b, "p%d@x.example,P %d,,,,Guest\n", i, i)
	}
	return b.String()
}

func TestImport_at_once(t *testing.T) {
	eachWorld(t, func(w *world) {
		run := func(t *testing.T, slugs ...string) {
			t.Helper()
			var all sync.WaitGroup
			for _, slug := range slugs {
				all.Go(func() {
					if _, err := w.dir.Import(w.ctx, files(slug, rolesFile, groupsFile, hundred())); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
		}
		count := func(t *testing.T) (users, invites, persons int) {
			t.Helper()
			c := w.db.Client()
			return must(c.User.Query().Where(user.EmailKeyContains("@x.example")).Count(w.ctx))(t),
				must(c.Invite.Query().Where(invite.StatusEQ(invite.StatusPENDING)).Count(w.ctx))(t),
				must(c.Person.Query().Where(person.EmailKeyContains("@x.example")).Count(w.ctx))(t)
		}
		w.Run("the_same_file_four_times_comes_in_once", func(t *testing.T) {
			run(t, "acme", "acme", "acme", "acme")
			if u, i, p := count(t); u != 100 || i != 0 || p != 100 {
				t.Errorf("%d users, %d invites, %d persons", u, i, p)
			}
		})
		w.Run("in_other_tenants_the_same_people_are_invited", func(t *testing.T) {
			run(t, "acme-production", "acme-sandbox")
			if u, i, p := count(t); u != 100 || i != 200 || p != 100 {
				t.Errorf("%d users, %d invites, %d persons", u, i, p)
			}
		})
		w.Run("in_two_new_places_everybody_is_a_user_in_one_and_invited_to_the_other", func(t *testing.T) {
			for _, slug := range []string{"north", "south"} {
				w.tenant(directory.TenantInput{Slug: slug, Name: slug, Plan: "ENTERPRISE", Parent: &w.acme.ID})
			}
			var all sync.WaitGroup
			for _, slug := range []string{"north", "south"} {
				all.Go(func() {
					if _, err := w.dir.Import(w.ctx, files(slug, "", "", strings.ReplaceAll(hundred(), "x.example", "y.example"))); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			users := must(w.db.Client().User.Query().Where(user.EmailKeyContains("@y.example")).Count(w.ctx))(t)
			invites := must(w.db.Client().Invite.Query().Where(invite.EmailKeyContains("@y.example")).Count(w.ctx))(t)
			if users != 100 || invites != 100 {
				t.Errorf("%d users, %d invites", users, invites)
			}
		})
	})
}

func TestImport_cancelled(t *testing.T) {
	eachWorld(t, func(w *world) {
		for _, at := range []int{0, 2, 102} { // of 102 rows: before the roles, before the users, after all
			ctx, cancel := context.WithCancel(w.ctx)
			in := files("acme", rolesFile, groupsFile, hundred())
			in.Progress = func(done, _ int) {
				if done >= at {
					cancel()
				}
			}
			w.writes(func() {
				if _, err := w.dir.Import(ctx, in); err == nil || fault.Of(err) != nil || store.IsBusy(err) {
					w.Errorf("cancelled at %d: %v", at, err)
				}
			})
		}
		if n := must(w.db.Client().Person.Query().Where(person.EmailKeyContains("@x.example")).Count(w.ctx))(w); n != 0 {
			w.Errorf("%d persons are there", n)
		}
	})
}
