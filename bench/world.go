package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"time"

	"github.com/google/uuid"
	_ "github.com/mattn/go-sqlite3"

	"doorward/internal/directory"
	"doorward/internal/id"
	"doorward/server"
)

const (
	slug     = "big"
	password = "a-password-for-the-bench-only"
	watchers = 11 // people who look on: a person may have 100 sockets, a session 20
)

// world is a tenant like the one that speed.md measured.
type world struct {
	dir    string
	tenant uuid.UUID
}

func watcher(i int) string { return fmt.Sprintf("watcher%d@bench.example", i) }

// big makes the tenant, once a run: its people through the verbs, the crowd by raw rows.
func (b *bench) big(ctx context.Context) (*world, error) {
	if b.world != nil {
		return b.world, nil
	}
	w := &world{dir: filepath.Join(b.dir, "big")}
	if err := w.found(ctx); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(w.dir, "doorward.db")+"?_foreign_keys=off&_synchronous=OFF&_journal_mode=WAL")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if err := crowd(ctx, db, w.tenant, b.users); err != nil {
		return nil, err
	}
	b.world = w
	return w, nil
}

func storage(dir string) server.Storage { return server.Storage{Data: dir, Synchronous: "FULL"} }

func (w *world) found(ctx context.Context) (err error) {
	s, err := server.New(ctx, server.Config{Storage: storage(w.dir)}, server.Deps{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	ctx = server.AsCommand(ctx)
	hash, err := s.Hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	for i := range watchers {
		p, err := s.Directory.PersonCreate(ctx, directory.PersonInput{Name: fmt.Sprintf("Watcher %d", i), Email: watcher(i), PasswordHash: hash})
		if err != nil {
			return err
		}
		if i == 0 {
			t, err := s.Directory.TenantCreate(ctx, directory.TenantInput{Slug: slug, Name: "Big", Plan: "ENTERPRISE", Owner: p.ID})
			if err != nil {
				return err
			}
			w.tenant = t.ID
			continue
		}
		if err := manager(ctx, s, w.tenant, p.ID); err != nil {
			return err
		}
	}
	return nil
}

// crowd is users, 30 groups, 12 roles, 178 role permissions, 2.87 memberships and 1.89 roles a user.
func crowd(ctx context.Context, db *sql.DB, tenant uuid.UUID, users int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	r, now := rand.New(rand.NewPCG(1, 2)), time.Now().UTC().Truncate(time.Microsecond)
	put := func(table, columns string, values ...any) {
		if err == nil {
			err = insert(ctx, tx, table, columns, values...)
		}
	}
	var groups, roles, permissions []uuid.UUID
	if permissions, err = column(ctx, tx, "SELECT id FROM permissions"); err != nil {
		return err
	}
	for i := range 30 {
		groups = append(groups, id.New())
		name := fmt.Sprintf("group %02d", i)
		put("groups", "id,created_at,tenant_id,name,name_key", groups[i], now, tenant, name, name)
	}
	for i := range 12 {
		roles = append(roles, id.New())
		name := fmt.Sprintf("role %02d", i)
		put("roles", "id,created_at,tenant_id,name,name_key,system,owner", roles[i], now, tenant, name, name, false, false)
		for _, p := range r.Perm(len(permissions))[:min(15, len(permissions))] {
			put("role_permissions", "id,created_at,tenant_id,role_id,permission_id", id.New(), now, tenant, roles[i], permissions[p])
		}
	}
	for i := range users {
		person, user := id.New(), id.New()
		name, email := fmt.Sprintf("person %07d", r.IntN(10_000_000)), fmt.Sprintf("p%07d@bench.example", i)
		put("persons", "id,created_at,name,email,email_key,two_factor_enabled", person, now, name, email, email, false)
		put("users", "id,created_at,tenant_id,person_id,type,status,name,sort_key,search_key,email,email_key,company,beta_access,last_login_at",
			user, now, tenant, person, "MEMBER", "ACTIVE", name, name, name+"\n"+email, email, email, "Bench", false, now.Add(-time.Duration(r.IntN(1_000_000))*time.Second))
		for _, g := range r.Perm(len(groups))[:2+min(1, r.IntN(8))] {
			put("memberships", "id,created_at,tenant_id,group_id,user_id", id.New(), now, tenant, groups[g], user)
		}
		for _, x := range r.Perm(len(roles))[:1+min(1, r.IntN(9))] {
			put("grants", "id,created_at,tenant_id,role_id,user_id,reach", id.New(), now, tenant, roles[x], user, "TENANT")
		}
	}
	if err != nil {
		return err
	}
	return tx.Commit() // without ANALYZE, which the product does not run either
}

func column(ctx context.Context, tx *sql.Tx, query string) (all []uuid.UUID, err error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var u uuid.UUID
		if err := rows.Scan(&u); err != nil {
			return nil, err
		}
		all = append(all, u)
	}
	return all, rows.Err()
}
