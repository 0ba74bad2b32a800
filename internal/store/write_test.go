package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"entgo.io/ent/dialect"

	"doorward/ent"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

var system = viewer.AsSystem(context.Background())

// put writes one row of the plainest table.
func put(t testing.TB, db *store.DB, id string, n int64) {
	t.Helper()
	if err := db.Write(system, func(tx *ent.Client) error { return tx.Cursor.Create().SetID(id).SetEntryID(n).Exec(system) }); err != nil {
		t.Fatal(err)
	}
}

func rows(t testing.TB, client *ent.Client) int {
	t.Helper()
	n, err := client.Cursor.Query().Count(system)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestOutsideWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		put(t, db, "a", 1)
		raw := func(query string) func(*ent.Client) error {
			return func(c *ent.Client) error { _, err := c.ExecContext(system, query); return err }
		}
		changes := map[string]func(c *ent.Client) error{
			"a_create": func(c *ent.Client) error { return c.Cursor.Create().SetID("b").SetEntryID(1).Exec(system) },
			"a_bulk_create": func(c *ent.Client) error {
				return c.Cursor.CreateBulk(c.Cursor.Create().SetID("b").SetEntryID(1)).Exec(system)
			},
			"an_update":        func(c *ent.Client) error { return c.Cursor.UpdateOneID("a").SetEntryID(2).Exec(system) },
			"a_bulk_update":    func(c *ent.Client) error { return c.Cursor.Update().SetEntryID(2).Exec(system) },
			"a_delete":         func(c *ent.Client) error { return c.Cursor.DeleteOneID("a").Exec(system) },
			"a_bulk_delete":    func(c *ent.Client) error { _, err := c.Cursor.Delete().Exec(system); return err },
			"raw_sql":          raw("DELETE FROM cursors"),
			"a_comment_before": raw("-- why\n /* not */ delete from cursors"),
			"a_with_before":    raw("WITH x AS (SELECT 1) UPDATE cursors SET entry_id = 2"),
			"a_second_one":     raw("SELECT 1; DELETE FROM cursors"),
			"a_raw_query": func(c *ent.Client) error {
				_, err := c.QueryContext(system, "INSERT INTO cursors (id, entry_id) VALUES ('b', 1) RETURNING id")
				return err
			},
		}
		for name, change := range changes {
			t.Run(name+"_is_refused", func(t *testing.T) {
				if err := change(db.Client()); !errors.Is(err, store.ErrOutsideJournal) {
					t.Errorf("outside: %v", err)
				}
				if err := db.Snapshot(system, change); !errors.Is(err, store.ErrOutsideJournal) {
					t.Errorf("in a snapshot: %v", err)
				}
			})
		}
		t.Run("a_transaction_is_refused", func(t *testing.T) {
			if _, err := db.Client().Tx(system); !errors.Is(err, store.ErrOutsideJournal) {
				t.Errorf("%v", err)
			}
			if _, err := db.Client().BeginTx(system, nil); !errors.Is(err, store.ErrOutsideJournal) {
				t.Errorf("%v", err)
			}
		})
		one, err := db.Client().Cursor.Query().Only(system)
		if err != nil || one.ID != "a" || one.EntryID != 1 {
			t.Errorf("something changed: %v, %v", one, err)
		}
	})
}

func TestWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		t.Run("is_seen_by_every_reader_at_once", func(t *testing.T) {
			for i := range 50 {
				put(t, db, fmt.Sprint("seen", i), 1)
				for range 4 {
					if rows(t, db.Client()) != i+1 {
						t.Fatalf("a reader missed write %d", i)
					}
				}
			}
		})
		before := rows(t, db.Client())
		t.Run("sees_its_own_changes", func(t *testing.T) {
			err := db.Write(system, func(tx *ent.Client) error {
				tx.Cursor.Create().SetID("own").SetEntryID(1).ExecX(system)
				if rows(t, tx) != before+1 || rows(t, db.Client()) != before {
					t.Error("it must be there inside, and not yet outside")
				}
				return errors.New("enough")
			})
			if err == nil || err.Error() != "enough" {
				t.Errorf("the error of fn came back as %v", err)
			}
		})
		t.Run("is_undone_by_a_panic", func(t *testing.T) {
			func() {
				defer func() {
					if recover() != "oh" {
						t.Error("the panic was swallowed")
					}
				}()
				_ = db.Write(system, func(tx *ent.Client) error {
					tx.Cursor.Create().SetID("panic").SetEntryID(1).ExecX(system)
					panic("oh")
				})
			}()
			put(t, db, "after", 1)
		})
		t.Run("is_undone_when_its_context_ends", func(t *testing.T) {
			ctx, cancel := context.WithCancel(system)
			err := db.Write(ctx, func(tx *ent.Client) error {
				tx.Cursor.Create().SetID("cancelled").SetEntryID(1).ExecX(ctx)
				cancel()
				return nil
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%v", err)
			}
		})
		if n := rows(t, db.Client()); n != before+1 {
			t.Errorf("%d rows instead of %d", n, before+1)
		}
	})
}

func TestManyWritersAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		var all sync.WaitGroup
		for writer := range 16 {
			all.Go(func() {
				for i := range 20 {
					err := db.Write(system, func(tx *ent.Client) error {
						return tx.Cursor.Create().SetID(fmt.Sprint(writer, "-", i)).SetEntryID(1).Exec(system)
					})
					if err != nil {
						t.Errorf("writer %d: %v", writer, err)
					}
				}
			})
		}
		all.Wait()
		if n := rows(t, db.Client()); n != 16*20 {
			t.Errorf("%d rows instead of 320", n)
		}
	})
}

func TestAReaderDoesNotWaitForAWriter(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		wrote, looked := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(looked)
			<-wrote
			ctx, cancel := context.WithTimeout(system, 10*time.Second)
			defer cancel()
			if n, err := db.Client().Cursor.Query().Count(ctx); n != 0 || err != nil {
				t.Errorf("%d rows, %v", n, err)
			}
		}()
		err := db.Write(system, func(tx *ent.Client) error {
			defer func() { <-looked }()
			defer close(wrote)
			return tx.Cursor.Create().SetID("slow").SetEntryID(1).Exec(system)
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestSnapshotStaysAsItWas(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		put(t, db, "before", 1)
		err := db.Snapshot(system, func(tx *ent.Client) error {
			for i := range 3 {
				if n := rows(t, tx); n != 1 {
					t.Errorf("the snapshot moved: %d rows", n)
				}
				put(t, db, fmt.Sprint("meanwhile", i), 1)
			}
			return nil
		})
		if err != nil || rows(t, db.Client()) != 4 {
			t.Errorf("%v, %d rows", err, rows(t, db.Client()))
		}
	})
}

func TestCrossedWritesAreRunAgain(t *testing.T) {
	db := storetest.Postgres(t)
	put(t, db, "a", 0)
	put(t, db, "b", 0)
	var all, both sync.WaitGroup
	both.Add(2)
	first := [2]sync.Once{}
	for i, order := range [][]string{{"a", "b"}, {"b", "a"}} {
		all.Go(func() {
			err := db.Write(system, func(tx *ent.Client) error {
				for n, id := range order {
					if err := tx.Cursor.UpdateOneID(id).AddEntryID(1).Exec(system); err != nil {
						return err
					}
					if n == 0 {
						first[i].Do(func() { both.Done(); both.Wait() }) // only the first try meets the other
					}
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, one := range db.Client().Cursor.Query().AllX(system) {
		if one.EntryID != 2 {
			t.Errorf("%s was raised %d times instead of 2", one.ID, one.EntryID)
		}
	}
}

func TestForUpdateHoldsTheRow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		put(t, db, "a", 0)
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				err := db.Write(system, func(tx *ent.Client) error {
					query := tx.Cursor.Query()
					query.Modify(store.ForUpdate)
					one, err := query.Only(system)
					if err != nil {
						return err
					}
					return tx.Cursor.UpdateOne(one).SetEntryID(one.EntryID + 1).Exec(system)
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := db.Client().Cursor.GetX(system, "a").EntryID; n != 8 {
			t.Errorf("%d of 8 changes are there", n)
		}
	})
}

func TestTheJournalIsAppendOnly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		owner := storetest.Owner(t, db) // not even by whoever has every right
		exec := func(query string) error { _, err := owner.Exec(query); return err }
		const insert = "INTO journal_entries (id, at, verb, actor_kind, subject_kind, subject_id) VALUES (1, '2026-11-24 00:00:00+00:00', 'x', 'SYSTEM', 'x', '0190aaaa-0000-7000-8000-000000000000')"
		if err := exec("INSERT " + insert); err != nil {
			t.Fatal(err)
		}
		changes := []string{"UPDATE journal_entries SET verb = 'y'", "DELETE FROM journal_entries"}
		if db.Dialect() == dialect.SQLite {
			changes = append(changes, "REPLACE "+insert, "INSERT "+insert+" ON CONFLICT DO UPDATE SET verb = 'y'")
		} else {
			changes = append(changes, "TRUNCATE journal_entries", "INSERT "+insert+" ON CONFLICT (id) DO UPDATE SET verb = 'y'")
		}
		for _, change := range changes {
			if err := exec(change); err == nil || !contains(err, "the journal is append-only") {
				t.Errorf("%s: %v", change, err)
			}
		}
	})
}
