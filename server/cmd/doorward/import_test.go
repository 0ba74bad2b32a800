package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImport(t *testing.T) {
	dir := t.TempDir()
	in(t, dir, "migrate")
	if got := in(t, dir, "tenant", "create", "acme", "--name", "Acme", "--plan", "ENTERPRISE"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	file := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	file("roles.csv", "role,permissions\nEditor,docs.read;docs.write\n")
	file("groups.csv", "group,description,roles\nwriters,Who writes,Editor\n")
	file("users.csv", "email,name,type,company,groups,roles\nann@acme.example,Ann,member,Acme,writers,\nbob@acme.example,Bob,guest,Acme,,Editor\n")
	all := []string{"import", "--tenant", "acme", "--roles", "roles.csv", "--groups", "groups.csv", "--users", "users.csv"}

	t.Run("a_dry_run_changes_nothing", func(t *testing.T) {
		for range 2 {
			got := in(t, dir, append(all, "--dry-run")...)
			if got.code != 0 || !strings.Contains(got.out, "dry run") || !line(got.out, "users 2 0 0") {
				t.Fatalf("%+v", got)
			}
		}
	})
	t.Run("every_bad_row_is_told_and_nothing_is_changed", func(t *testing.T) {
		file("bad.csv", "email,name,type,company,groups,roles\nann@acme.example,Ann,member,Acme,readers,\nno address,Bob,alien,Acme,,\n")
		got := in(t, dir, "import", "--tenant", "acme", "--users", "bad.csv")
		if got.code != failed || got.out != "" || !strings.Contains(got.note, "bad.csv:2:") || !strings.Contains(got.note, "bad.csv:3:1: ") ||
			!strings.Contains(got.note, "nothing was changed") {
			t.Errorf("%+v", got)
		}
	})
	t.Run("a_tenant_that_is_not_there_is_one_sentence", func(t *testing.T) {
		oneSentence(t, in(t, dir, "import", "--tenant", "nowhere", "--users", "users.csv"), "nowhere")
	})
	t.Run("it_is_imported_once", func(t *testing.T) {
		first := in(t, dir, all...)
		if first.code != 0 || first.note != "" || !line(first.out, "users 2 0 0") || !line(first.out, "memberships 1 0 0") || !strings.Contains(first.out, "Imported into Acme.") {
			t.Fatalf("%+v", first)
		}
		second := in(t, dir, all...)
		if second.code != 0 || !line(second.out, "users 0 0 2") || !strings.Contains(second.out, "everything was there already") {
			t.Errorf("%+v", second)
		}
	})
}

// TestImport_examples imports the files that the README names.
func TestImport_examples(t *testing.T) {
	dir := t.TempDir()
	in(t, dir, "migrate")
	if got := in(t, dir, "tenant", "create", "library", "--name", "City Library", "--plan", "ENTERPRISE"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	args := []string{"import", "--tenant", "library"}
	for _, name := range []string{"roles", "groups", "users"} {
		path, err := filepath.Abs("../../../examples/import/" + name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, "--"+name, path)
	}
	got := in(t, dir, args...)
	if got.code != 0 || !line(got.out, "permissions 2 0 2") || !line(got.out, "roles 2 0 0") || !line(got.out, "groups 2 0 0") ||
		!line(got.out, "users 4 0 0") || !line(got.out, "memberships 4 0 0") {
		t.Errorf("%+v", got)
	}
}

// line tells whether the table has a line of these words.
func line(table, words string) bool {
	for one := range strings.Lines(table) {
		if strings.Join(strings.Fields(one), " ") == words {
			return true
		}
	}
	return false
}
