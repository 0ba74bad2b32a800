package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	atlas "ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/sqltool"
	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/schema"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/mattn/go-sqlite3"

	"doorward/ent/migrate"
	"doorward/internal/store/pgtest"
)

// step is how a migration looks: goose's format, and no way back.
const step = `-- +goose Up
{{ range .Changes }}{{ with .Comment }}-- {{ . }}
{{ end }}{{ .Cmd }};
{{ end }}`

// diff replays the migrations on an empty database and returns the step from there to
// the schema, or nothing.
func diff(ctx context.Context, of, name string) (text string, err error) {
	scratch, err := os.MkdirTemp("", "mdiff")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(scratch)
	db, stop, err := empty(ctx, of, scratch)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close(), stop()) }()
	dir, err := copied(of, filepath.Join(scratch, "steps"))
	if err != nil {
		return "", err
	}
	format, err := atlas.NewTemplateFormatter(
		template.Must(template.New("name").Parse(name+".sql")), template.Must(template.New("step").Parse(step)))
	if err != nil {
		return "", err
	}
	left := &leftover{}
	engine, err := schema.NewMigrate(entsql.OpenDB(of, db), schema.WithDir(dir), schema.WithFormatter(format),
		schema.WithMigrationMode(schema.ModeReplay), schema.WithDialect(of),
		schema.WithDropColumn(true), schema.WithDropIndex(true), schema.WithDiffHook(left.find, handwritten, byBytes(of), asWritten))
	if err != nil {
		return "", err
	}
	if err := engine.NamedDiff(ctx, "", migrate.Tables...); err != nil {
		return "", err
	}
	if len(left.tables) > 0 {
		return "", fmt.Errorf("the schema no longer has %s: write the DROP TABLE by hand", strings.Join(left.tables, ", "))
	}
	written, err := os.ReadFile(filepath.Join(dir.Path(), name+".sql"))
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	return string(written), err
}

func empty(ctx context.Context, of, scratch string) (*sql.DB, func() error, error) {
	if of == dialect.SQLite {
		db, err := sql.Open("sqlite3", "file:"+filepath.Join(scratch, "scratch.db")+"?_foreign_keys=on")
		return db, func() error { return nil }, err
	}
	server, err := pgtest.Blank(ctx)
	if err != nil {
		return nil, nil, err
	}
	url, err := server.URL(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, server.Stop())
	}
	db, err := sql.Open("pgx", url)
	return db, server.Stop, err
}

// copied is the migrations' folder as Atlas wants it, with its sums: in the repository
// they would only be one more thing to keep up to date.
func copied(of, to string) (*sqltool.GooseDir, error) {
	if err := os.CopyFS(to, os.DirFS(filepath.Join(home, folder(of)))); err != nil {
		return nil, err
	}
	dir, err := sqltool.NewGooseDir(to)
	if err != nil {
		return nil, err
	}
	sums, err := dir.Checksum()
	if err != nil {
		return nil, err
	}
	return dir, atlas.WriteSumFile(dir, sums)
}
