package main

import (
	"strings"
	"testing"

	"doorward/internal/store/pgtest"
)

// TestHardened migrates with the login that owns the tables, and does all else with one
// that is only a member of the run-time role.
func TestHardened(t *testing.T) {
	owner := strings.Replace(pgtest.EmptyURL(t), "doorward.role=served", "doorward.role=locked", 1)
	administrator := pgtest.Administrator(t, owner)
	exec := func(query string) {
		t.Helper()
		if _, err := administrator.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	exec("CREATE ROLE app LOGIN")
	t.Cleanup(func() { exec("DROP OWNED BY app, locked; DROP ROLE app, locked") })
	app := strings.Replace(owner, "user="+pgtest.Login, "user=app", 1)
	dir := t.TempDir()
	bootstrap := []string{"bootstrap", "--name", "Ada Lovelace", "--email", "ada@example.com", "--organization", "example",
		"--organization-name", "Example Ltd", "--public-url", "http://127.0.0.1:8080", "--database-url", app}
	oneSentence(t, in(t, dir, bootstrap...), `run "doorward migrate" as its owner first`)
	if got := in(t, dir, "migrate", "--database-url", owner); got.code != 0 || !strings.Contains(got.out, "now at version") {
		t.Fatalf("%+v", got)
	}
	oneSentence(t, in(t, dir, bootstrap...), `GRANT "locked" to this login`)
	exec("GRANT locked TO app")
	if got := in(t, dir, bootstrap...); got.code != 0 || !strings.Contains(got.out, "http://127.0.0.1:8080") {
		t.Errorf("%+v", got)
	}
	if got := in(t, dir, "tenant", "list", "--database-url", app); got.code != 0 || !strings.Contains(got.out, "Example Ltd") {
		t.Errorf("%+v", got)
	}
	if got := in(t, dir, "migrate", "--database-url", app); got.code != 0 || !strings.Contains(got.out, "which is this program's") {
		t.Errorf("%+v", got)
	}
}
