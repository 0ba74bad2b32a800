package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/store"
	"doorward/internal/store/pgtest"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

// crowd is a database in which each of n tenants has one group.
func crowd(t *testing.T, n int) (*store.DB, []uuid.UUID) {
	t.Helper()
	url := pgtest.URL(t)
	tenants := make([]uuid.UUID, n)
	db := open(t, store.Config{DatabaseURL: url, PoolSize: 2}) // few connections: everybody gets somebody else's
	err := db.Write(system, func(tx *ent.Client) error {
		for i := range tenants {
			made := tx.Tenant.Create().SetCreatedAt(time.Now()).SetSlug(fmt.Sprint("t", i)).SetName("T").SetPlan("FREE").SaveX(system)
			tenants[i] = made.ID
			tx.Group.Create().SetCreatedAt(time.Now()).SetTenantID(made.ID).SetName("G").ExecX(system)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return db, tenants
}

// groups counts without a condition: only the database's own wall stands between.
func groups(ctx context.Context, c *ent.Client) (n int, err error) {
	rows, err := c.QueryContext(ctx, "SELECT count(*) FROM groups")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			return 0, err
		}
	}
	return n, rows.Err()
}

// TestAScopeIsItsStatements lets everything end that can, on a pool of two connections,
// and looks after each whether the next one sees what is the next one's.
func TestAScopeIsItsStatements(t *testing.T) {
	db, tenants := crowd(t, 3)
	in := func(i int) context.Context { return acting(tenants[i:i+1], nil) }
	type look struct {
		ctx  context.Context
		want int
	}
	all := []look{{context.Background(), 0}, {system, 3}, {in(0), 1}, {acting(tenants[:2], nil), 2}, {acting(nil, nil), 0}}
	// Whoever looks first finds what was left: it is somebody else each time.
	looks := func(after string, first int) {
		t.Helper()
		for i := range all {
			one := all[(first+i)%len(all)]
			if n, err := groups(one.ctx, db.Client()); n != one.want || err != nil {
				t.Errorf("after %s: %d groups are seen, want %d (%v)", after, n, one.want, err)
			}
		}
	}
	inside := func(after string, fn func(tx *ent.Client) error) {
		t.Helper()
		for first := range all {
			for _, run := range []func(context.Context, func(*ent.Client) error) error{db.Write, db.Snapshot} {
				func() {
					defer func() { _ = recover() }()
					_ = run(in(0), func(tx *ent.Client) error {
						if n, err := groups(in(0), tx); n != 1 || err != nil {
							t.Errorf("inside: %d, %v", n, err)
						}
						return fn(tx)
					})
				}()
				looks(after, first)
			}
		}
	}
	inside("a commit", func(*ent.Client) error { return nil })
	inside("a rollback", func(*ent.Client) error { return errors.New("no") })
	inside("a panic", func(*ent.Client) error { panic("oh") })
	inside("a commit as the system", func(tx *ent.Client) error { _, err := groups(system, tx); return err })
	inside("a rollback as the system", func(tx *ent.Client) error { _, _ = groups(system, tx); return errors.New("no") })
	inside("a statement that fails", func(tx *ent.Client) error {
		_, err := tx.QueryContext(system, "SELECT 1/0")
		return err
	})
	inside("a commit that undoes, since a statement failed", func(tx *ent.Client) error {
		_, _ = tx.QueryContext(system, "SELECT 1/0")
		return nil
	})
	inside("a context that ended", func(tx *ent.Client) error {
		ctx, cancel := context.WithCancel(system)
		cancel()
		_, err := groups(ctx, tx)
		return err
	})
	ended, cancel := context.WithCancel(system)
	err := db.Write(ended, func(tx *ent.Client) error {
		_, _ = groups(ended, tx)
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	looks("a transaction whose context ended", 1)
}

func TestAScopeChangesInsideATransaction(t *testing.T) {
	db, tenants := crowd(t, 3)
	for name, run := range map[string]func(context.Context, func(*ent.Client) error) error{"write": db.Write, "snapshot": db.Snapshot} {
		mine := acting(tenants[:1], nil)
		err := run(mine, func(tx *ent.Client) error {
			for range 2 {
				for what, c := range map[string]struct {
					ctx  context.Context
					want int
				}{
					"mine": {mine, 1}, "as the system": {viewer.AsSystem(mine), 3}, "in another": {viewer.In(mine, tenants[1]), 1},
					"widened": {viewer.Widened(mine, tenants[:2]), 2}, "nobody": {context.Background(), 0},
				} {
					if n, err := groups(c.ctx, tx); n != c.want || err != nil {
						t.Errorf("%s: %s: %d groups, want %d (%v)", name, what, n, c.want, err)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestScopesOfManyAtOnce(t *testing.T) {
	db, tenants := crowd(t, 5)
	read, _ := db.Pools()
	var all sync.WaitGroup
	for worker := range 16 {
		all.Go(func() {
			for i := range 60 {
				tenant := tenants[(worker+i)%len(tenants)]
				ctx, cancel := context.WithCancel(acting([]uuid.UUID{tenant}, nil))
				switch i % 6 {
				case 0:
					_ = db.Snapshot(ctx, func(tx *ent.Client) error { _, _ = groups(viewer.AsSystem(ctx), tx); return errors.New("undone") })
				case 1:
					go cancel() // at any moment
				case 2:
					if n, err := groups(viewer.AsSystem(ctx), db.Client()); n != len(tenants) || err != nil {
						t.Errorf("the system sees %d groups: %v", n, err)
					}
				}
				var n int
				var whose uuid.NullUUID
				err := read.QueryRowContext(ctx, "SELECT count(*), min(tenant_id::text)::uuid FROM groups").Scan(&n, &whose)
				if err == nil && (n != 1 || whose.UUID != tenant) {
					t.Errorf("worker %d in %s sees %d groups, of %s", worker, tenant, n, whose.UUID)
				}
				if err != nil && ctx.Err() == nil {
					t.Error(err)
				}
				cancel()
			}
		})
	}
	all.Wait()
}

// TestNothingIsPreparedUnderAnothersScope: a prepared statement would run past the place
// that sets the scope.
func TestNothingIsPreparedUnderAnothersScope(t *testing.T) {
	read, _ := storetest.Postgres(t).Pools()
	if _, err := read.PrepareContext(system, "SELECT count(*) FROM users"); !contains(err, "not prepared") {
		t.Errorf("%v", err)
	}
}
