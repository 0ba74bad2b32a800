package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/migrate"
	"doorward/internal/store"
	"doorward/internal/store/pgtest"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

// Two tenants, and one above the first.
var here, there, above = uuid.MustParse("aaaaaaaa-0000-7000-8000-000000000000"),
	uuid.MustParse("bbbbbbbb-0000-7000-8000-000000000000"), uuid.MustParse("cccccccc-0000-7000-8000-000000000000")

func acting(acts, above []uuid.UUID) context.Context {
	return viewer.With(context.Background(), &viewer.Viewer{Acts: acts, Above: above})
}

var atHome = acting([]uuid.UUID{here}, []uuid.UUID{above})

// tenants' tables, by the schema; of Owned{Above} and Walled{Common} the schema's tables do not tell.
var (
	seenFromBelow = []string{"permissions", "role_permissions", "roles"}
	inCommon      = []string{"permissions"}
)

func walled() (all []string) {
	for _, table := range migrate.Tables {
		if table.HasColumn("tenant_id") {
			all = append(all, table.Name)
		}
	}
	return all
}

// filled has in each tenant's table one row of each tenant and, where there may be one,
// one of nobody. Whether rows refer to one another is of no interest here.
func filled(t *testing.T) *store.DB {
	t.Helper()
	url := pgtest.URL(t)
	administrator, err := pgtest.Administrator(t, url).Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer administrator.Close()
	exec := func(query string) {
		if _, err := administrator.ExecContext(t.Context(), query); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	exec("SET session_replication_role = replica")
	for _, table := range walled() {
		owners := []string{"'" + here.String() + "'", "'" + there.String() + "'", "'" + above.String() + "'"}
		for _, foreign := range migrate.Tables {
			if column, ok := foreign.Column("tenant_id"); ok && foreign.Name == table && column.Nullable {
				owners = append(owners, "NULL")
			}
		}
		for _, owner := range owners {
			columns, values := needed(t, administrator, table)
			exec(fmt.Sprintf(`INSERT INTO %q (tenant_id, %s) VALUES (%s, %s)`, table, columns, owner, values))
		}
	}
	return open(t, store.Config{DatabaseURL: url})
}

// needed makes up what a row of the table cannot be without.
func needed(t *testing.T, db *sql.Conn, table string) (columns, values string) {
	t.Helper()
	err := db.QueryRowContext(t.Context(), `SELECT string_agg(quote_ident(column_name), ', '), string_agg(CASE udt_name
			WHEN 'uuid' THEN quote_literal(gen_random_uuid()) WHEN 'timestamptz' THEN 'now()' WHEN 'bool' THEN 'true'
			WHEN 'int8' THEN (random() * 1e9)::bigint::text WHEN 'bytea' THEN 'decode(md5(random()::text), ''hex'')' ELSE 'md5(random()::text)' END, ', ')
		FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND column_name <> 'tenant_id'
		AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'`, table).Scan(&columns, &values)
	if err != nil {
		t.Fatal(err)
	}
	return columns, values
}

// TestEveryTableOfTenantsHasTheSecondWall fails for a new entity until its migration says raise_wall.
func TestEveryTableOfTenantsHasTheSecondWall(t *testing.T) {
	read, _ := storetest.Postgres(t).Pools()
	rows, err := read.Query(`SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
			coalesce((SELECT string_agg(polname, ' ' ORDER BY polname) FROM pg_policy WHERE polrelid = c.oid), '')
		FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
		WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var table, policies string
		var forced bool
		if err := rows.Scan(&table, &forced, &policies); err != nil {
			t.Fatal(err)
		}
		found = append(found, table)
		want := "wall"
		if slices.Contains(seenFromBelow, table) {
			want += " wall_above"
		}
		if slices.Contains(inCommon, table) {
			want += " wall_common"
		}
		if !forced || policies != want {
			t.Errorf("%s: forced %v, policies %q, want %q: its migration says SELECT raise_wall('%s')", table, forced, policies, want, table)
		}
	}
	schema := walled()
	slices.Sort(schema)
	if err := rows.Err(); err != nil || !slices.Equal(found, schema) {
		t.Errorf("%v\nthe database has %v\nthe schema has   %v", err, found, schema)
	}
}

// seen is whose rows of a table the context sees, without any condition in the query.
func seen(t *testing.T, db *store.DB, ctx context.Context, table string) string {
	t.Helper()
	read, _ := db.Pools()
	var all sql.NullString
	err := read.QueryRowContext(ctx, fmt.Sprintf(`SELECT string_agg(coalesce(left(tenant_id::text, 1), '-'), '' ORDER BY tenant_id) FROM %q`, table)).Scan(&all)
	if err != nil {
		t.Fatal(err)
	}
	return all.String
}

func TestSecondWall(t *testing.T) {
	db := filled(t)
	nobody, nowhere := context.Background(), acting(nil, nil)
	for _, table := range walled() {
		mine, everything := "a", seen(t, db, system, table)
		if !strings.HasPrefix(everything, "abc") {
			t.Fatalf("%s: the system sees %q", table, everything)
		}
		common := ""
		if slices.Contains(seenFromBelow, table) {
			mine += "c"
		}
		if slices.Contains(inCommon, table) {
			common = "-"
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			want string
		}{
			"nobody": {nobody, ""}, "somebody_nowhere": {nowhere, common}, "a_tenant": {atHome, mine + common},
			"the_same_widened":       {viewer.Widened(atHome, []uuid.UUID{here, there}), strings.Replace(mine, "a", "ab", 1) + common},
			"the_same_in_another":    {viewer.In(atHome, there), strings.Replace(mine, "a", "b", 1) + common},
			"the_same_as_the_system": {viewer.AsSystem(atHome), everything}, "a_tenant_of_no_rows": {acting([]uuid.UUID{uuid.New()}, nil), common},
		} {
			if got := seen(t, db, c.ctx, table); got != c.want {
				t.Errorf("%s: %s sees the rows of %q, want %q", table, name, got, c.want)
			}
		}
	}
}

func TestSecondWall_changes(t *testing.T) {
	db := filled(t)
	_, write := db.Pools()
	try := func(ctx context.Context, query string, args ...any) (int64, error) {
		tx, err := write.BeginTx(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		done, err := tx.ExecContext(ctx, query, args...)
		if err != nil {
			return 0, err
		}
		return done.RowsAffected()
	}
	for _, table := range walled() {
		if table == "journal_entries" {
			continue // is not changed at all: TestRuntimeRole
		}
		for _, change := range []string{"UPDATE %q SET id = id", "DELETE FROM %q", "UPDATE %q SET tenant_id = tenant_id"} {
			change = fmt.Sprintf(change, table)
			if n, err := try(context.Background(), change); n != 0 || err != nil {
				t.Errorf("nobody: %s: %d rows, %v", change, n, err)
			}
			if n, err := try(atHome, change+" WHERE true"); n > 1 || err != nil && !contains(err, "foreign key") {
				t.Errorf("a tenant: %s: %d rows, %v", change, n, err)
			}
		}
		if n, err := try(atHome, fmt.Sprintf("UPDATE %q SET id = id", table)); n != 1 || err != nil {
			t.Errorf("%s: a tenant cannot change its own: %d rows, %v", table, n, err)
		}
		for _, other := range []any{there, above, nil} {
			if _, err := try(atHome, fmt.Sprintf("UPDATE %q SET tenant_id = $1", table), other); !contains(err, "row-level security") {
				t.Errorf("%s: a row was moved to %v: %v", table, other, err)
			}
		}
	}
	const create = "INSERT INTO groups (id, created_at, name, name_key, tenant_id) VALUES (gen_random_uuid(), now(), 'x', 'x', $1)"
	for name, c := range map[string]struct {
		ctx context.Context
		of  uuid.UUID
	}{"nobody": {context.Background(), here}, "a_tenant": {atHome, there}, "a_tenant_below": {atHome, above}} {
		if _, err := try(c.ctx, create, c.of); !contains(err, "row-level security") {
			t.Errorf("%s made a row of another: %v", name, err)
		}
	}
	if _, err := try(atHome, strings.Replace(create, "groups (", "roles (", 1), above); !contains(err, "row-level security") {
		t.Errorf("what is seen from below was made from below: %v", err)
	}
}

func TestAChangeOfNothingSeesNothing(t *testing.T) {
	for name, c := range map[string]store.Config{"sqlite": {DataDir: t.TempDir()}, "postgres": {DatabaseURL: pgtest.EmptyURL(t)}} {
		t.Run(name, func(t *testing.T) {
			db := open(t, c)
			if _, err := db.Migrate(system); err != nil {
				t.Fatal(err)
			}
			var theirs *ent.Group
			err := db.Write(system, func(tx *ent.Client) error {
				other := tx.Tenant.Create().SetCreatedAt(time.Now()).SetSlug("t").SetName("T").SetPlan("FREE").SaveX(system)
				theirs = tx.Group.Create().SetCreatedAt(time.Now()).SetTenantID(other.ID).SetName("Secret").SaveX(system)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			err = db.Write(atHome, func(tx *ent.Client) error {
				seen, err := tx.Group.UpdateOneID(theirs.ID).Save(atHome)
				if seen != nil {
					t.Errorf("it was read: %v", seen)
				}
				return err
			})
			if !ent.IsNotFound(err) {
				t.Errorf("%v", err)
			}
		})
	}
}
