package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3" // to age a database from outside
)

func TestMigrate(t *testing.T) {
	dir := t.TempDir()
	status := func() string {
		t.Helper()
		got := in(t, dir, "migrate", "--status")
		if got.code != 0 || got.note != "" {
			t.Fatalf("%+v", got)
		}
		return got.out
	}
	oneSentence(t, in(t, dir, "migrate", "--status"), "there is no database in ./data")
	nothingIn(t, dir)
	if got := in(t, dir, "migrate"); got.code != 0 || !strings.Contains(got.out, "now at version") {
		t.Errorf("%+v", got)
	}
	if got := in(t, dir, "migrate"); got.code != 0 || strings.Contains(got.out, "now at version") {
		t.Errorf("a second time: %+v", got)
	}
	if got := status(); !strings.Contains(got, "which is this program's") {
		t.Errorf("after: %s", got)
	}
}

func TestNoDatabase(t *testing.T) {
	for name, args := range map[string][]string{
		"import":          {"import", "--tenant", "a", "--users", "/dev/null"},
		"tenant_list":     {"tenant", "list"},
		"tenant_create":   {"tenant", "create", "a", "--name", "A"},
		"tenant_set_plan": {"tenant", "set-plan", "a", "FREE"},
	} {
		t.Run(name+"_makes_none", func(t *testing.T) {
			dir := t.TempDir()
			oneSentence(t, in(t, dir, append(args, "--data", "mistyped")...), "there is no database in mistyped")
			nothingIn(t, dir)
		})
	}
}

func TestDatabase(t *testing.T) {
	serve := func(dir string) said {
		return in(t, dir, "serve", "--addr", "127.0.0.1:0", "--ops-addr", "off")
	}
	t.Run("one_of_a_newer_program_is_left_alone", func(t *testing.T) {
		dir := t.TempDir()
		in(t, dir, "migrate")
		db, err := sql.Open("sqlite3", filepath.Join(dir, "data", "doorward.db"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec("INSERT INTO migrations (version_id, is_applied) VALUES (9999, 1)"); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		oneSentence(t, serve(dir), "run a newer doorward")
		oneSentence(t, in(t, dir, "import", "--tenant", "a", "--users", touch(t, dir)), "run a newer doorward")
	})
	t.Run("a_file_that_is_none_is_left_alone", func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, "data", "doorward.db")
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		text := strings.Repeat("not a database. ", 1000)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		oneSentence(t, serve(dir), "cannot open")
		if now, err := os.ReadFile(path); err != nil || string(now) != text {
			t.Errorf("it was changed: %v", err)
		}
	})
	t.Run("a_folder_that_is_a_file", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "data"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		oneSentence(t, serve(dir), "data")
	})
	t.Run("a_postgres_that_does_not_answer", func(t *testing.T) {
		got := in(t, t.TempDir(), "serve", "--addr", "127.0.0.1:0", "--ops-addr", "off", "--database-url", "postgres://u:hidden-password@127.0.0.1:1/none")
		oneSentence(t, got, "cannot use the database")
		if strings.Contains(got.note, "hidden-password") {
			t.Error("the password is shown")
		}
	})
}

func touch(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "users.csv")
	if err := os.WriteFile(path, []byte("name,email\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func oneSentence(t *testing.T, got said, says string) {
	t.Helper()
	if got.code != failed || got.out != "" || !strings.Contains(got.note, says) || strings.Count(got.note, "\n") != 1 {
		t.Errorf("code %d, said %q %q", got.code, got.out, got.note)
	}
}
