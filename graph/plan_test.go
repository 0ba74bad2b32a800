package graph

import (
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"doorward/ent"
	"doorward/ent/user"
	"doorward/graph/model"
	"doorward/internal/clock"
	"doorward/internal/id"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

// TestUserPagesAreReadFromAnIndex holds that a page of a tab costs its own rows,
// however many there are: no order of it is sorted.
func TestUserPagesAreReadFromAnIndex(t *testing.T) {
	db := storetest.SQLite(t)
	now := clock.Cut(time.Now())
	row := &ent.User{ID: id.New(), SortKey: "m", EmailKey: new(string), LastLoginAt: &now, CreatedAt: now}
	for _, field := range model.AllUserOrderField {
		for _, direction := range model.AllOrderDirection {
			for _, backward := range []bool{false, true} {
				for _, nulls := range []bool{false, true} {
					o := userOrder(&model.UserOrder{Field: field, Direction: direction})
					if nulls && !o.nulls {
						continue
					}
					w := walk[*ent.User]{order: o, limit: 51, backward: backward,
						after: &placeInList{Order: o.name, Values: o.values(row), ID: o.idOf(row)}}
					plan := explain(t, db, w, nulls)
					if !strings.Contains(plan, "USING INDEX user_tenant_id_status_") || strings.Contains(plan, "TEMP B-TREE") {
						t.Errorf("%s, backward %v, nulls %v: %s", o.name, backward, nulls, plan)
					}
				}
			}
		}
	}
}

func explain(t *testing.T, db *store.DB, w walk[*ent.User], nulls bool) string {
	t.Helper()
	s := sql.Dialect(dialect.SQLite).Select(user.Columns...).From(sql.Table(user.Table))
	s.Where(sql.And(sql.EQ(s.C(user.FieldTenantID), id.New()), sql.EQ(s.C(user.FieldStatus), user.StatusACTIVE)))
	w.limited(s, nulls, w.limit)
	query, args := s.Query()
	rows, err := db.Client().QueryContext(viewer.AsSystem(t.Context()), "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var a, b, c int
		var step string
		if err := rows.Scan(&a, &b, &c, &step); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(plan, "; ")
}
