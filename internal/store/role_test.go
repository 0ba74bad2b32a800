package store_test

import (
	"strings"
	"sync"
	"testing"

	"doorward/ent"
	"doorward/internal/store"
	"doorward/internal/store/pgtest"
)

func TestRuntimeRole(t *testing.T) {
	db := filled(t)
	read, write := db.Pools()
	t.Run("can_neither_pass_the_wall_nor_become_who_can", func(t *testing.T) {
		var passes, alone bool
		err := read.QueryRowContext(system, `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin,
			NOT EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid) FROM pg_roles r WHERE rolname = current_user`).Scan(&passes, &alone)
		if err != nil || passes || !alone {
			t.Errorf("passes %v, a member of nobody %v, %v", passes, alone, err)
		}
	})
	for _, refused := range []string{
		"UPDATE journal_entries SET verb = 'x'", "DELETE FROM journal_entries", "TRUNCATE journal_entries",
		"INSERT INTO journal_entries SELECT * FROM journal_entries ON CONFLICT (id) DO UPDATE SET verb = 'x'",
		"CREATE TABLE mine (id integer)", "CREATE SCHEMA mine", "CREATE FUNCTION wall_acts(x integer) RETURNS uuid[] LANGUAGE sql RETURN NULL",
		"ALTER TABLE users DISABLE ROW LEVEL SECURITY", "ALTER TABLE users NO FORCE ROW LEVEL SECURITY", "DROP POLICY wall ON users",
		"CREATE POLICY hole ON users USING (true)", "CREATE OR REPLACE FUNCTION wall_system() RETURNS boolean LANGUAGE sql RETURN true",
		"DROP TABLE users", "TRUNCATE users", "DROP TRIGGER journal_entries_keep_rows ON journal_entries",
		"INSERT INTO migrations (version_id, is_applied) VALUES (9999, true)", "DELETE FROM migrations", "CREATE ROLE another",
		"SET SESSION AUTHORIZATION postgres", "SELECT raise_wall('users')", "CREATE EXTENSION hstore",
	} {
		if _, err := write.ExecContext(system, refused); err == nil || !contains(err, "SQLSTATE 42501") {
			t.Errorf("%s: %v", refused, err)
		}
	}
	for _, table := range walled() {
		if got := seen(t, db, system, table); !strings.HasPrefix(got, "abc") {
			t.Errorf("%s: %q is left", table, got)
		}
	}
}

func TestAnUnsafeRoleIsNotServedWith(t *testing.T) {
	url := pgtest.URL(t)
	administrator := pgtest.Administrator(t, url)
	login(t, url, "lodger", "")
	for name, c := range map[string]struct{ with, want string }{
		"a_superuser":              {"ALTER ROLE mighty SUPERUSER", "could pass the wall"},
		"one_that_bypasses":        {"ALTER ROLE mighty BYPASSRLS", "NOBYPASSRLS"},
		"one_that_makes_roles":     {"ALTER ROLE mighty CREATEROLE", "NOCREATEROLE"},
		"one_that_makes_tables":    {"GRANT CREATE ON SCHEMA public TO mighty", "REVOKE CREATE ON SCHEMA public"},
		"one_that_owns_tables":     {"GRANT " + pgtest.Login + " TO mighty", "could take the wall down"},
		"one_that_is_not_there":    {"", "cannot act as the role"},
		"one_that_is_not_given_us": {"REVOKE mighty FROM lodger", "cannot act as the role"},
	} {
		t.Run(name, func(t *testing.T) {
			exec := func(query string) {
				t.Helper()
				if _, err := administrator.Exec(query); err != nil {
					t.Fatalf("%s: %v", query, err)
				}
			}
			exec("CREATE ROLE mighty; GRANT mighty TO lodger")
			defer exec("DROP OWNED BY mighty; DROP ROLE mighty")
			role := "mighty"
			if c.with == "" {
				role = "gone"
			} else {
				exec(c.with)
			}
			db := open(t, store.Config{DatabaseURL: strings.Replace(as(url, "lodger"), "doorward.role=served", "doorward.role="+role, 1)})
			_, err := db.Client().Cursor.Query().Count(system)
			if !contains(err, c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestAHardenedInstallation has one login that owns the tables and migrates, and one
// that serves and is a member of the run-time role alone.
func TestAHardenedInstallation(t *testing.T) {
	url := strings.Replace(pgtest.EmptyURL(t), "doorward.role=served", "doorward.role=hardened", 1)
	administrator := pgtest.Administrator(t, url)
	login(t, url, "clerk", "")
	clerk := as(url, "clerk")
	before := open(t, store.Config{DatabaseURL: clerk})
	if _, err := before.Migrate(system); !contains(err, `run "doorward migrate" as its owner first`) || strings.Contains(err.Error(), "\n") {
		t.Errorf("before the owner: %v", err)
	}
	owner := open(t, store.Config{DatabaseURL: url})
	if n, err := owner.Migrate(system); n == 0 || err != nil {
		t.Fatalf("%d steps, %v", n, err)
	}
	t.Cleanup(func() { _, _ = administrator.Exec("DROP OWNED BY hardened; DROP ROLE hardened") })
	if _, err := open(t, store.Config{DatabaseURL: clerk}).Migrate(system); !contains(err, "cannot act as the role") {
		t.Errorf("before it was made a member: %v", err)
	}
	if _, err := administrator.Exec("GRANT hardened TO clerk"); err != nil {
		t.Fatal(err)
	}
	db := open(t, store.Config{DatabaseURL: clerk})
	if n, err := db.Migrate(system); n != 0 || err != nil {
		t.Fatalf("%d steps, %v", n, err)
	}
	put(t, db, "a", 1)
	if n := rows(t, db.Client()); n != 1 {
		t.Errorf("%d rows", n)
	}
	if _, err := administrator.Exec("REVOKE INSERT ON cursors FROM hardened; GRANT UPDATE ON journal_entries TO hardened"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Migrate(system); !contains(err, `run "doorward migrate" as the owner of the tables`) {
		t.Errorf("with rights that are wrong: %v", err)
	}
	if n, err := owner.Migrate(system); n != 0 || err != nil {
		t.Errorf("%d steps, %v", n, err)
	}
	put(t, db, "b", 1)
	if err := db.Write(system, func(tx *ent.Client) error {
		_, err := tx.ExecContext(system, "UPDATE journal_entries SET verb = 'x'")
		return err
	}); !contains(err, "permission denied") {
		t.Errorf("a right too many was not taken back: %v", err)
	}
}

func TestALoginThatMayNotMakeTheRoleSaysWhatToDo(t *testing.T) {
	url := pgtest.EmptyURL(t)
	login(t, url, "humble", "GRANT CREATE ON SCHEMA public TO humble")
	address := strings.Replace(as(url, "humble"), "doorward.role=served", "doorward.role=asked_for", 1)
	db := open(t, store.Config{DatabaseURL: address})
	_, err := db.Migrate(system)
	const says = `have an administrator run CREATE ROLE "asked_for" NOLOGIN; GRANT "asked_for" TO humble;`
	if !contains(err, says) || strings.Contains(err.Error(), "\n") {
		t.Fatalf("%v", err)
	}
	if current, _, err := db.MigrationStatus(system); current != 0 || err != nil {
		t.Errorf("half of it was done: version %d, %v", current, err)
	}
	administrator := pgtest.Administrator(t, url)
	if _, err := administrator.Exec(`CREATE ROLE "asked_for" NOLOGIN; GRANT "asked_for" TO humble;`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = administrator.Exec("DROP OWNED BY asked_for; DROP ROLE asked_for") })
	if n, err := db.Migrate(system); n == 0 || err != nil {
		t.Fatalf("after it was run: %d steps, %v", n, err)
	}
	put(t, db, "a", 1)
}

// TestOneRoleForDatabasesThatStartAtOnce: a role is the whole server's.
func TestOneRoleForDatabasesThatStartAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for range 6 {
		url := strings.Replace(pgtest.EmptyURL(t), "doorward.role=served", "doorward.role=raced_for", 1)
		db := open(t, store.Config{DatabaseURL: url})
		all.Go(func() {
			if _, err := db.Migrate(system); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// TestMigratingBehindTheWall: the owner of a table stands behind the wall, too, and a
// step that changes rows must reach them all.
func TestMigratingBehindTheWall(t *testing.T) {
	db := filled(t)
	n, err := db.MigrateFrom(system, next(strings.Join([]string{
		"UPDATE groups SET description = 'moved';", "ALTER TABLE grants ADD CONSTRAINT grants_tenants_again FOREIGN KEY (tenant_id) REFERENCES tenants (id) NOT VALID;",
		"CREATE TABLE tomorrow (id integer, tenant_id uuid);", "SELECT raise_wall('tomorrow');"}, "\n")))
	if n != 1 || err != nil {
		t.Fatalf("%d steps, %v", n, err)
	}
	var moved int
	read, _ := db.Pools()
	if err := read.QueryRowContext(system, "SELECT count(*) FROM groups WHERE description = 'moved'").Scan(&moved); err != nil || moved != 3 {
		t.Errorf("%d of 3 rows were reached: %v", moved, err)
	}
}
