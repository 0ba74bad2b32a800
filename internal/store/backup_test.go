package store_test

import (
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"doorward/internal/store"
	"doorward/internal/store/pgtest"
)

// TestPostgresBackup does what docs/operations.md says, as the owner, who stands behind
// the wall as well.
func TestPostgresBackup(t *testing.T) {
	from, to := pgtest.URL(t), pgtest.EmptyURL(t)
	db := open(t, store.Config{DatabaseURL: from})
	put(t, db, "a", 1)
	owner := pgtest.Administrator(t, from)
	if _, err := owner.Exec("INSERT INTO journal_entries (at, verb, actor_kind, subject_kind, subject_id) VALUES (now(), 'x', 'SYSTEM', 'x', gen_random_uuid())"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "copy")
	place := func(address string) []string {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return []string{"--host=" + u.Query().Get("host"), "--username=" + pgtest.Login, "--dbname=" + strings.TrimPrefix(u.Path, "/")}
	}
	if err := pgtest.Run(t, "pg_dump", nil, append(place(from), "--format=custom", "--file="+file)...); !contains(err, "row-level security") {
		t.Errorf("behind the wall: %v", err)
	}
	if err := pgtest.Run(t, "pg_dump", []string{"PGOPTIONS=-c doorward.system=on"}, append(place(from), "--enable-row-security", "--format=custom", "--file="+file)...); err != nil {
		t.Fatal(err)
	}
	if err := pgtest.Run(t, "pg_restore", nil, append(place(to), file)...); err != nil {
		t.Fatal(err)
	}
	back := open(t, store.Config{DatabaseURL: to})
	if n, err := back.Migrate(system); n != 0 || err != nil {
		t.Fatalf("%d steps, %v", n, err)
	}
	entries, err := back.Client().JournalEntry.Query().Count(system)
	if err != nil || entries != 1 || rows(t, back.Client()) != 1 {
		t.Errorf("%d entries and %d cursors came back, %v", entries, rows(t, back.Client()), err)
	}
	put(t, back, "b", 1)
}
