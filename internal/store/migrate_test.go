package store_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"doorward/ent/migrate/migrations"
	"doorward/internal/store"
	"doorward/internal/store/pgtest"
	"doorward/internal/store/storetest"
)

// next is the program's own steps and one more, the same for both databases.
func next(sql string) fstest.MapFS {
	all := fstest.MapFS{}
	for _, folder := range []string{"sqlite", "postgres"} {
		names, _ := fs.Glob(migrations.Files, folder+"/*.sql")
		for _, name := range names {
			text, _ := fs.ReadFile(migrations.Files, name)
			all[name] = &fstest.MapFile{Data: text}
		}
		all[folder+"/9000_next.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + sql + "\n")}
	}
	return all
}

// only is one first step, for SQLite.
func only(sql string) fstest.MapFS {
	return fstest.MapFS{"sqlite/0001_only.sql": {Data: []byte("-- +goose Up\n" + sql + "\n")}}
}

func then(all fstest.MapFS, sql string) fstest.MapFS {
	all = maps.Clone(all)
	all[fmt.Sprintf("sqlite/%04d_then.sql", len(all)+1)] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + sql + "\n")}
	return all
}

func empty(t *testing.T, f func(t *testing.T, c store.Config)) {
	t.Run("sqlite", func(t *testing.T) { f(t, store.Config{DataDir: t.TempDir()}) })
	t.Run("postgres", func(t *testing.T) { f(t, store.Config{DatabaseURL: pgtest.EmptyURL(t)}) })
}

func TestMigrate(t *testing.T) {
	empty(t, func(t *testing.T, c store.Config) {
		db := open(t, c)
		current, known, err := db.MigrationStatus(system)
		if current != 0 || known == 0 || err != nil {
			t.Fatalf("before: %d of %d, %v", current, known, err)
		}
		if n, err := db.Migrate(system); int64(n) != known || err != nil {
			t.Fatalf("applied %d, %v", n, err)
		}
		if current, known, err = db.MigrationStatus(system); current != known || err != nil {
			t.Fatalf("after: %d of %d, %v", current, known, err)
		}
		if n, err := db.Migrate(system); n != 0 || err != nil {
			t.Fatalf("the second time applied %d, %v", n, err)
		}
		put(t, db, "a", 1)
	})
}

func TestMigrateOfManyProcessesAtOnceHappensOnce(t *testing.T) {
	empty(t, func(t *testing.T, c store.Config) {
		var all sync.WaitGroup
		applied := make([]int, 6)
		for i := range applied {
			db := open(t, c)
			all.Go(func() {
				var err error
				if applied[i], err = db.Migrate(system); err != nil {
					t.Errorf("process %d: %v", i, err)
				}
			})
		}
		all.Wait()
		_, known, _ := open(t, c).MigrationStatus(system)
		sum := 0
		for _, n := range applied {
			sum += n
		}
		if int64(sum) != known {
			t.Errorf("applied %v, %d in all, want %d", applied, sum, known)
		}
	})
}

func TestMigrateRefusesANewerDatabase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if _, err := db.MigrateFrom(system, next("CREATE TABLE tomorrow (id integer);")); err != nil {
			t.Fatal(err)
		}
		_, known, err := db.MigrationStatus(system)
		if err != nil {
			t.Fatal(err)
		}
		_, err = db.Migrate(system)
		want := fmt.Sprintf("the database is at version 9000, this program knows up to %d: run a newer doorward", known)
		if !errors.Is(err, store.ErrSchemaNewer) || err.Error() != want {
			t.Errorf("%v", err)
		}
		if current, _, err := db.MigrationStatus(system); current != 9000 || err != nil {
			t.Errorf("something changed: version %d, %v", current, err)
		}
	})
}

func TestAMigrationThatFailsLeavesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		_, err := db.MigrateFrom(system, next("CREATE TABLE half (id integer);\nINSERT INTO nowhere VALUES (1);"))
		if !contains(err, "migration 9000 failed and was undone") {
			t.Fatalf("%v", err)
		}
		read, _ := db.Pools()
		if _, err := read.Exec("SELECT * FROM half"); err == nil {
			t.Error("half of it is there")
		}
		if n, err := db.MigrateFrom(system, next("CREATE TABLE half (id integer);")); n != 1 || err != nil {
			t.Errorf("mended, it applied %d, %v", n, err)
		}
	})
}

const family = `CREATE TABLE parents (id integer PRIMARY KEY, name text);
CREATE TABLE children (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parents (id) ON DELETE CASCADE);`

// rebuild is what Atlas writes to add a column that may not be null.
const rebuild = `PRAGMA foreign_keys = off;
CREATE TABLE new_parents (id integer PRIMARY KEY, name text, age integer NOT NULL DEFAULT 0);
INSERT INTO new_parents (id, name) SELECT id, name FROM parents;
DROP TABLE parents;
ALTER TABLE new_parents RENAME TO parents;
PRAGMA foreign_keys = on;`

func TestSQLiteMigrationsLoseNoRows(t *testing.T) {
	for name, c := range map[string]struct {
		step, want string
		children   int
	}{
		"children_survive_the_rebuild_of_their_parent": {rebuild, "", 3},
		"a_step_that_loses_rows_is_undone":             {"DELETE FROM children WHERE id = 1;", "children would hold 2 rows instead of 3", 3},
		"a_step_that_loses_a_table_is_undone":          {"DROP TABLE children;", "children would be gone", 3},
		"a_step_that_breaks_a_reference_is_undone":     {"INSERT INTO parents SELECT 9, 'x'; -- \nUPDATE children SET parent_id = 77;", "point to a row of parents that does not exist", 3},
		"a_step_may_say_that_it_loses_rows":            {"-- doorward:rows children: they were double\nDELETE FROM children WHERE id = 1;", "", 2},
		"a_step_must_say_why":                          {"-- doorward:rows children\nDELETE FROM children WHERE id = 1;", "instead of 3", 3},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, store.Config{DataDir: dir})
			first := only(family)
			if _, err := db.MigrateFrom(system, first); err != nil {
				t.Fatal(err)
			}
			read, write := db.Pools()
			if _, err := write.Exec("INSERT INTO parents VALUES (1, 'a'), (2, 'b'); INSERT INTO children VALUES (1, 1), (2, 1), (3, 2)"); err != nil {
				t.Fatal(err)
			}
			_, err := db.MigrateFrom(system, then(first, c.step))
			if c.want == "" && err != nil || c.want != "" && !contains(err, c.want) {
				t.Errorf("%v", err)
			}
			var children int
			if err := read.QueryRow("SELECT count(*) FROM children JOIN parents ON parents.id = parent_id").Scan(&children); err != nil || children != c.children {
				t.Errorf("%d children, want %d (%v)", children, c.children, err)
			}
			if err := write.QueryRow("SELECT count(*) FROM children").Scan(&children); err != nil || children != c.children {
				t.Errorf("%d children, want %d (%v)", children, c.children, err)
			}
			if _, err := write.Exec("INSERT INTO children VALUES (9, 99)"); err == nil {
				t.Error("foreign keys are off after the migration")
			}
		})
	}
}

func TestSQLiteMigrationsMakeABackup(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Config{DataDir: dir})
	backup := filepath.Join(dir, "doorward.db.v1.backup")
	first := only(family)
	for _, step := range []fstest.MapFS{first, then(first, "ALTER TABLE parents ADD COLUMN age integer;")} {
		if _, err := os.Stat(backup); err == nil {
			t.Error("there was nothing to lose, and a backup was made")
		}
		if _, err := db.MigrateFrom(system, step); err != nil {
			t.Fatal(err)
		}
		_, write := db.Pools()
		if _, err := write.Exec("INSERT INTO parents (name) VALUES ('a')"); err != nil {
			t.Fatal(err)
		}
	}
	kept := t.TempDir()
	bytes, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(kept, "doorward.db"), bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	read, _ := open(t, store.Config{DataDir: kept}).Pools()
	var n, version int
	if err := read.QueryRow("SELECT count(*), (SELECT max(version_id) FROM migrations) FROM parents").Scan(&n, &version); err != nil || n != 1 || version != 1 {
		t.Errorf("the backup holds %d rows at version %d, %v", n, version, err)
	}
}

func TestMigrateStopsWaitingWithItsContext(t *testing.T) {
	url := pgtest.EmptyURL(t)
	read, _ := open(t, store.Config{DatabaseURL: url}).Pools()
	holder, err := read.Conn(system)
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Close()
	if _, err := holder.ExecContext(system, "SELECT pg_advisory_lock($1)", int64(0x646f6f7277617264)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(system)
	cancel()
	if _, err := open(t, store.Config{DatabaseURL: url}).Migrate(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
