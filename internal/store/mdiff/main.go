// Command mdiff writes the next migration, for both databases under one version, from
// what the ent schema says and the migrations do not yet do. It refuses to write one
// where nothing changed, and to touch one that is there.
//
//	go run ./internal/store/mdiff add_users_locale   writes 0007_add_users_locale.sql twice
//	go run ./internal/store/mdiff -check             exits 1 when schema and migrations differ
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"entgo.io/ent/dialect"
	"github.com/pressly/goose/v3"
)

// home is where the migrations live, seen from the module's root.
const home = "ent/migrate/migrations"

func main() {
	check := flag.Bool("check", false, "write nothing; exit 1 when schema and migrations differ")
	flag.Parse()
	if err := run(context.Background(), *check, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, check bool, args []string) error {
	name := "check"
	switch {
	case check && len(args) == 0:
	case !check && len(args) == 1 && regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(args[0]):
		name = args[0]
	default:
		return errors.New("usage: mdiff NAME (small letters and underscores), or mdiff -check")
	}
	version, err := next()
	if err != nil {
		return err
	}
	name = fmt.Sprintf("%04d_%s", version, name)
	steps := map[string]string{}
	for _, one := range []string{dialect.SQLite, dialect.Postgres} {
		if steps[one], err = diff(ctx, one, name); err != nil {
			return fmt.Errorf("comparing on %s: %w", one, err)
		}
	}
	switch {
	case steps[dialect.SQLite] == "" && steps[dialect.Postgres] == "":
		fmt.Println("the migrations and the schema agree")
		return nil
	case check:
		return fmt.Errorf("the migrations do not do what the schema says: run \"go run ./internal/store/mdiff NAME\"\n%s%s",
			steps[dialect.SQLite], steps[dialect.Postgres])
	}
	for one, text := range steps {
		if text == "" { // the versions stay the same in both
			text = "-- +goose Up\nSELECT 1; -- nothing to do here, only on the other database\n"
		}
		path := filepath.Join(home, folder(one), name+".sql")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
		fmt.Println(path)
	}
	return nil
}

func folder(of string) string {
	if of == dialect.SQLite {
		return "sqlite"
	}
	return "postgres"
}

// next is the version after the newest in either folder.
func next() (int64, error) {
	names, err := filepath.Glob(filepath.Join(home, "*", "[0-9]*_*.sql"))
	if err != nil {
		return 0, err
	}
	versions := []int64{0}
	for _, name := range names {
		version, err := goose.NumericComponent(name)
		if err != nil {
			return 0, err
		}
		versions = append(versions, version)
	}
	return slices.Max(versions) + 1, nil
}
