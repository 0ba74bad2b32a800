package graph_test

import (
	"context"
	"testing"

	"doorward/internal/store"
	"doorward/internal/store/pgtest"
)

// A database that is busy for a moment keeps a subscriber waiting, and costs them nothing.
func TestABusyDatabaseIsWaitedFor(t *testing.T) {
	url := pgtest.URL(t)
	db := must(store.Open(context.Background(), store.Config{DatabaseURL: url + "&lock_timeout=100"}))
	t.Cleanup(func() { _ = db.Close() })
	w := newWorld(t, db)
	b := w.as("manager@acme.example", "acme-production")
	from, s := b.now(), b.socket(w.sockets())
	must(w.r.Directory.GroupCreate(w.in("production"), group("Night shift")))

	owner := pgtest.Administrator(t, url)
	locked := must(owner.Begin())
	defer func() { _ = locked.Rollback() }()
	must(locked.Exec(`LOCK TABLE "groups" IN ACCESS EXCLUSIVE MODE`))
	waits := func() (n int) {
		if err := owner.QueryRow(`SELECT count(*) FROM pg_locks WHERE relation = 'groups'::regclass AND NOT granted`).Scan(&n); err != nil {
			w.Fatal(err)
		}
		return n
	}
	sub := s.subscribe(liveAll, map[string]any{"after": from, "verbs": []string{"group.created"}})
	w.until(func() bool { return waits() > 0 }, func() string { return "nobody reads" })
	w.until(func() bool { return waits() == 0 }, func() string { return "a reader waits without end" })
	if err := locked.Rollback(); err != nil {
		w.Fatal(err)
	}
	if got := event[liveBatch](sub).Live.Events; len(got) != 1 || got[0].Subject == nil {
		w.Errorf("%+v", got)
	}
}
