package storetest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/group"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

// listener is a test that is told what another would fail with.
type listener struct {
	testing.TB
	ends []func()
	said []string
}

func (l *listener) Helper()          {}
func (l *listener) Cleanup(f func()) { l.ends = append(l.ends, f) }
func (l *listener) Errorf(format string, a ...any) {
	l.said = append(l.said, fmt.Sprintf(format, a...))
}

// TestWatch sends through ent what ent would send, and what it would send if the wall had a hole.
func TestWatch(t *testing.T) {
	db := storetest.SQLite(t)
	var tenant *ent.Tenant
	var made *ent.Group
	system := viewer.AsSystem(t.Context())
	err := db.Write(system, func(tx *ent.Client) error {
		tenant = tx.Tenant.Create().SetCreatedAt(time.Now()).SetSlug("t").SetName("T").SetPlan("FREE").SaveX(system)
		made = tx.Group.Create().SetCreatedAt(time.Now()).SetTenantID(tenant.ID).SetName("G").SaveX(system)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	here := viewer.With(t.Context(), &viewer.Viewer{Acts: []uuid.UUID{tenant.ID}})
	const byID = "SELECT `id`, `name` FROM `groups` WHERE `id` = ?"
	const update = "UPDATE `groups` SET `name` = ? WHERE `id` = ? AND `groups`.`tenant_id` = ?"
	for name, c := range map[string]struct {
		send func(see func(context.Context, string, ...any))
		want int
	}{
		"the_system_may":          {func(see func(context.Context, string, ...any)) { see(system, "SELECT * FROM users") }, 0},
		"a_viewer_may_not":        {func(see func(context.Context, string, ...any)) { see(here, "SELECT * FROM users") }, 1},
		"nobody_may_not":          {func(see func(context.Context, string, ...any)) { see(t.Context(), "DELETE FROM users") }, 1},
		"a_row_by_its_id_may_not": {func(see func(context.Context, string, ...any)) { see(here, byID, made.ID) }, 1},
		"a_row_just_changed_once": {func(see func(context.Context, string, ...any)) {
			see(here, update, "x", made.ID, tenant.ID)
			see(here, byID, made.ID)
		}, 0},
		"a_row_just_changed_twice": {func(see func(context.Context, string, ...any)) {
			see(here, update, "x", made.ID, tenant.ID)
			see(here, byID, made.ID)
			see(here, byID, made.ID)
		}, 1},
		"another_than_was_changed": {func(see func(context.Context, string, ...any)) {
			see(here, update, "x", made.ID, tenant.ID)
			see(here, byID, uuid.New())
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			l := &listener{}
			watch := storetest.Watch(l)
			c.send(func(ctx context.Context, query string, args ...any) { watch(ctx, query, args) })
			for _, end := range l.ends {
				end()
			}
			if len(l.said) != c.want {
				t.Errorf("%d faults, want %d: %s", len(l.said), c.want, strings.Join(l.said, "; "))
			}
		})
	}
	// Of ent itself nothing is said: the test would fail at its end.
	err = db.Write(here, func(tx *ent.Client) error {
		tx.Group.UpdateOneID(made.ID).SetName("H").ExecX(here)
		tx.Group.Query().Where(group.Name("H")).OnlyX(here)
		tx.Group.DeleteOneID(made.ID).ExecX(here)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
