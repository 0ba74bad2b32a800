package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"doorward/internal/directory"
	"doorward/server"
)

// kubernetes is the directory that is imported.
var kubernetes = []string{os.Getenv("DOORWARD_BENCH_KUBERNETES"), "/work/shared/data/kubernetes", "../../shared/data/kubernetes"}

func folder() (string, error) {
	for _, dir := range kubernetes {
		if _, err := os.Stat(filepath.Join(dir, "users.csv")); dir != "" && err == nil {
			return dir, nil
		}
	}
	return "", errors.New("the Kubernetes directory is not here: name its folder in DOORWARD_BENCH_KUBERNETES")
}

// imports measures the import of a real directory, each time into an empty database.
func imports(ctx context.Context, b *bench) ([]row, error) {
	from, err := folder()
	if err != nil {
		return nil, err
	}
	r := row{what: "import of the Kubernetes directory", unit: "rows/s"}
	took := row{what: "…", unit: "s", goal: "≤ 10 s", gate: 10, less: true, absolute: true}
	for i := range b.rounds {
		n, mine, bare, err := b.importOnce(ctx, from, filepath.Join(b.dir, fmt.Sprintf("import-%d", i)))
		if err != nil {
			return nil, err
		}
		r.ours, r.floor = append(r.ours, float64(n)/mine.Seconds()), append(r.floor, float64(n)/bare.Seconds())
		took.ours, took.floor = append(took.ours, mine.Seconds()), append(took.floor, bare.Seconds())
	}
	return []row{r, took}, nil
}

func (b *bench) importOnce(ctx context.Context, from, dir string) (n int, mine, bare time.Duration, err error) {
	s, err := server.New(ctx, server.Config{Storage: storage(dir)}, server.Deps{})
	if err != nil {
		return 0, 0, 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	ctx = server.AsCommand(ctx)
	p, err := s.Directory.PersonCreate(ctx, directory.PersonInput{Name: "Owner", Email: "owner@bench.example"})
	if err != nil {
		return 0, 0, 0, err
	}
	if _, err := s.Directory.TenantCreate(ctx, directory.TenantInput{Slug: slug, Name: "Big", Plan: "ENTERPRISE", Owner: p.ID}); err != nil {
		return 0, 0, 0, err
	}
	in := directory.ImportInput{Tenant: slug}
	for name, file := range map[string]**directory.ImportFile{"roles.csv": &in.Roles, "groups.csv": &in.Groups, "users.csv": &in.Users} {
		f, err := os.Open(filepath.Join(from, name))
		if err != nil {
			return 0, 0, 0, err
		}
		defer f.Close()
		*file = &directory.ImportFile{Name: name, Body: f}
	}
	tables := []string{"permissions", "roles", "role_permissions", "groups", "persons", "users", "memberships", "grants"}
	raw, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "doorward.db"))
	if err != nil {
		return 0, 0, 0, err
	}
	defer raw.Close()
	were, err := countAll(ctx, raw, tables)
	if err != nil {
		return 0, 0, 0, err
	}
	begun := time.Now()
	if _, err := s.Directory.Import(ctx, in); err != nil {
		return 0, 0, 0, err
	}
	mine = time.Since(begun)
	bare, n, err = copyRows(ctx, raw, dir+"-floor.db", tables, were)
	return n, mine, bare, err
}

func countAll(ctx context.Context, db *sql.DB, tables []string) (map[string]int, error) {
	all := map[string]int{}
	for _, t := range tables {
		var n int
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM `"+t+"`").Scan(&n); err != nil {
			return nil, err
		}
		all[t] = n
	}
	return all, nil
}

// copyRows inserts what the import made into an empty database of the same schema.
func copyRows(ctx context.Context, from *sql.DB, path string, tables []string, were map[string]int) (took time.Duration, n int, err error) {
	to, err := sql.Open("sqlite3", "file:"+path+"?_synchronous=FULL&_journal_mode=WAL&_foreign_keys=off")
	if err != nil {
		return 0, 0, err
	}
	defer to.Close()
	to.SetMaxOpenConns(1)
	if err := copySchema(ctx, from, to, tables); err != nil {
		return 0, 0, err
	}
	type record struct {
		table, columns string
		values         []any
	}
	var records []record
	for _, t := range tables {
		rows, err := from.QueryContext(ctx, fmt.Sprintf("SELECT * FROM `%s` LIMIT -1 OFFSET %d", t, were[t]))
		if err != nil {
			return 0, 0, err
		}
		names, err := rows.Columns()
		if err != nil {
			return 0, 0, err
		}
		for rows.Next() {
			r := record{t, "`" + strings.Join(names, "`,`") + "`", make([]any, len(names))}
			into := make([]any, len(names))
			for i := range into {
				into[i] = &r.values[i]
			}
			if err := rows.Scan(into...); err != nil {
				return 0, 0, err
			}
			records = append(records, r)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return 0, 0, err
		}
	}
	begun := time.Now()
	tx, err := to.BeginTx(ctx, nil)
	if err != nil {
		return 0, 0, err
	}
	for _, r := range records {
		if err := insert(ctx, tx, r.table, r.columns, r.values...); err != nil {
			return 0, 0, errors.Join(err, tx.Rollback())
		}
	}
	err = tx.Commit()
	return time.Since(begun), len(records), err
}

func copySchema(ctx context.Context, from, to *sql.DB, tables []string) error {
	for _, t := range tables {
		rows, err := from.QueryContext(ctx, "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC", t)
		if err != nil {
			return err
		}
		for rows.Next() {
			var text string
			if err := rows.Scan(&text); err != nil {
				return err
			}
			if _, err := to.ExecContext(ctx, text); err != nil {
				return fmt.Errorf("%s: %w", text, err)
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
	}
	return nil
}
