package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"doorward/internal/store"
	"doorward/internal/store/pgtest"
	"doorward/internal/viewer"
)

const (
	onePage   = "SELECT id, name FROM users WHERE tenant_id = $1 AND sort_key > $2 ORDER BY sort_key, id LIMIT 26"
	search    = "SELECT id, name FROM users WHERE tenant_id = $1 AND search_key LIKE $2 ORDER BY sort_key, id LIMIT 26"
	rename    = "UPDATE users SET name = name WHERE tenant_id = $1 AND unique_id = $2"
	oneEntry  = "INSERT INTO journal_entries (tenant_id, at, verb, actor_kind, subject_kind, subject_id) VALUES ($1, now(), 'x', 'SYSTEM', 'x', $1) RETURNING id"
	turnTaken = "SELECT pg_advisory_xact_lock(1)"
)

// BenchmarkSecondWall measures the same statements as a superuser, before whom there is
// no wall and who sets no scope, and as the run-time role: by one viewer again and again,
// and by another each time. 100,000 users in one tenant, as many in another.
func BenchmarkSecondWall(b *testing.B) {
	url := pgtest.URL(b)
	bare := pgtest.Administrator(b, url)
	bare.SetMaxIdleConns(4)
	for i, tenant := range []uuid.UUID{here, there} {
		for _, fill := range []string{
			fmt.Sprintf("INSERT INTO tenants (id, created_at, slug, name, plan) VALUES ('%s', now(), 't%d', 'T', 'FREE')", tenant, i),
			fmt.Sprintf(`INSERT INTO users (id, created_at, type, name, sort_key, search_key, unique_id, tenant_id) SELECT gen_random_uuid(), now(), 'MEMBER',
				'Person ' || n, 'person ' || lpad(n::text, 6, '0'), 'person ' || n || ' ' || md5(n::text) || '@example.com', n, '%s' FROM generate_series(1, 100000) n`, tenant),
		} {
			if _, err := bare.Exec(fill); err != nil {
				b.Fatal(err)
			}
		}
	}
	if _, err := bare.Exec("VACUUM ANALYZE users"); err != nil {
		b.Fatal(err)
	}
	db, err := store.Open(context.Background(), store.Config{DatabaseURL: url})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	walled, _ := db.Pools()
	at := [2]context.Context{acting([]uuid.UUID{here}, nil), acting([]uuid.UUID{there}, nil)}
	for _, c := range []struct {
		name  string
		pool  *sql.DB
		turns int
	}{{"without", bare, 1}, {"one_viewer", walled, 1}, {"another_each_time", walled, 2}} {
		b.Run("page/"+c.name, func(b *testing.B) {
			for i := range b.N {
				reads(b, c.pool, at[i%c.turns], onePage, []uuid.UUID{here, there}[i%c.turns], "person 050000")
			}
		})
		b.Run("search_rare/"+c.name, func(b *testing.B) {
			for i := range b.N {
				reads(b, c.pool, at[i%c.turns], search, []uuid.UUID{here, there}[i%c.turns], "%c4ca4238a0b9%")
			}
		})
		b.Run("search_common/"+c.name, func(b *testing.B) {
			for i := range b.N {
				reads(b, c.pool, at[i%c.turns], search, []uuid.UUID{here, there}[i%c.turns], "%example%")
			}
		})
		b.Run("write/"+c.name, func(b *testing.B) {
			for i := range b.N {
				writes(b, c.pool, at[i%c.turns], []uuid.UUID{here, there}[i%c.turns])
			}
		})
	}
}

func reads(b *testing.B, pool *sql.DB, ctx context.Context, query string, args ...any) {
	rows, err := pool.QueryContext(ctx, query, args...)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		n++
	}
	if err := rows.Err(); err != nil || n == 0 {
		b.Fatalf("%d rows, %v", n, err)
	}
}

// writes does what the journal does around a change, in its order and with its viewers.
func writes(b *testing.B, pool *sql.DB, ctx context.Context, tenant uuid.UUID) {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback()
	for _, one := range []struct {
		ctx  context.Context
		sql  string
		args []any
	}{{ctx, rename, []any{tenant, "5000"}}, {ctx, turnTaken, nil}, {viewer.AsSystem(ctx), oneEntry, []any{tenant}}} {
		if _, err := tx.ExecContext(one.ctx, one.sql, one.args...); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}
