package journal_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/internal/clock"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// world is one tenant with its journal; nothing runs the tail unless run does.
type world struct {
	t      *testing.T
	ctx    context.Context
	clock  *clock.Fake
	log    *journal.Log
	tenant *ent.Tenant
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	w := &world{t: t, ctx: viewer.AsSystem(t.Context()), clock: clock.NewFake(monday)}
	w.log = w.open(db)
	w.tenant = must(journal.Write(w.ctx, w.log, journal.TenantCreated, func(tx *ent.Client) (*ent.Tenant, error) {
		return tx.Tenant.Create().SetCreatedAt(w.clock.Now()).SetSlug("acme").SetName("Acme").SetPlan("FREE").Save(w.ctx)
	}))(t)
	return w
}

func (w *world) open(db *store.DB) *journal.Log {
	w.t.Helper()
	return must(journal.Open(w.ctx, db, w.clock))(w.t)
}

// run runs a journal's tail until the test ends.
func run(t *testing.T, log *journal.Log) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() {
		if err := log.Run(ctx); err != nil {
			t.Errorf("the tail ended: %v", err)
		}
	})
	t.Cleanup(func() { cancel(); done.Wait() })
}

func (w *world) group(log *journal.Log, name string) (*ent.Group, error) {
	return journal.Write(w.ctx, log, journal.GroupCreated, func(tx *ent.Client) (*ent.Group, error) {
		return tx.Group.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetName(name).Save(w.ctx)
	})
}

func (w *world) user(name, email string) *ent.User {
	w.t.Helper()
	return must(journal.Write(w.ctx, w.log, journal.UserCreated, func(tx *ent.Client) (*ent.User, error) {
		return tx.User.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetType("MEMBER").SetName(name).SetEmail(email).Save(w.ctx)
	}))(w.t)
}

// entries are those of one subject, in order.
func (w *world) entries(subject uuid.UUID) []*journal.Entry {
	w.t.Helper()
	return must(w.log.DB().Client().JournalEntry.Query().Where(journalentry.SubjectID(subject)).
		Order(ent.Asc(journalentry.FieldID)).All(w.ctx))(w.t)
}

func (w *world) count() int {
	w.t.Helper()
	return must(w.log.DB().Client().JournalEntry.Query().Count(w.ctx))(w.t)
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func every(*journal.Entry) bool { return true }

// within fails when f does not return in good time; the limit is only against hanging.
func within(t *testing.T, what string, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s: still waiting", what)
	}
}
