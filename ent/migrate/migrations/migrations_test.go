package migrations_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"doorward/ent/migrate/migrations"
)

func names(t *testing.T, folder string) (all []string) {
	t.Helper()
	files, err := fs.Glob(migrations.Files, folder+"/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		all = append(all, path.Base(file))
	}
	return all
}

func TestBothDatabasesHaveTheSameSteps(t *testing.T) {
	lite, pg := names(t, "sqlite"), names(t, "postgres")
	if !slices.Equal(lite, pg) {
		t.Errorf("sqlite has %v\npostgres has %v", lite, pg)
	}
	for i, name := range lite {
		if !regexp.MustCompile(`^\d{4}_[a-z0-9_]+\.sql$`).MatchString(name) {
			t.Errorf("%s: a step is named 0001_what_it_does.sql", name)
		}
		if i > 0 && name[:4] <= lite[i-1][:4] {
			t.Errorf("%s and %s have one version", lite[i-1], name)
		}
	}
}

var dropping = regexp.MustCompile("(?i)\\bDROP\\s+(?:TABLE|COLUMN)\\s+(?:IF\\s+EXISTS\\s+)?[`\"]?(\\w+)")

// faults are what a step must not do, or not without saying so.
func faults(text string) (all []string) {
	for _, found := range dropping.FindAllStringSubmatch(text, -1) {
		mark := regexp.MustCompile(`(?m)^-- doorward:(drops|rebuilds) ` + found[1] + `: \S`)
		if !mark.MatchString(text) {
			all = append(all, found[0]+`: look whether data is lost, then say so: "-- doorward:drops `+found[1]+
				`: why", or "rebuilds" where the table comes again with its rows, triggers and all`)
		}
	}
	for _, refused := range []string{"-- +goose Down", "-- +goose NO TRANSACTION"} {
		if strings.Contains(text, refused) {
			all = append(all, refused+": a step goes forward only, and wholly or not at all")
		}
	}
	return all
}

func TestStepsSayWhatTheyDrop(t *testing.T) {
	for _, folder := range []string{"sqlite", "postgres"} {
		for _, name := range names(t, folder) {
			text, err := fs.ReadFile(migrations.Files, folder+"/"+name)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range faults(string(text)) {
				t.Errorf("%s/%s: %s", folder, name, fault)
			}
		}
	}
	for text, want := range map[string]int{
		"DROP TABLE `users`;": 1, "alter table x drop column if exists \"y\";": 1, "DROP INDEX x;": 0,
		"-- doorward:drops users: moved\nDROP TABLE users;":       0,
		"-- doorward:drops users\nDROP TABLE users;":              1,
		"-- doorward:drops people: moved\nDROP TABLE users;":      1,
		"-- doorward:rebuilds users: a column\nDROP TABLE users;": 0,
		"-- +goose Down\n": 1,
	} {
		if got := faults(text); len(got) != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
