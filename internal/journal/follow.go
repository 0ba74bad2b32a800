package journal

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/internal/clock"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// Entry is one row of the journal.
type Entry = ent.JournalEntry

const (
	page     = 1000                   // rows read at once
	remember = 16_384                 // entries kept in memory for followers
	poll     = 400 * time.Millisecond // other processes write too, and ring no bell here
	longest  = 5 * time.Second        // between two tries of a tail that cannot go on
)

// Log is the journal of one database, and this process's one tail of it.
type Log struct {
	db       *store.DB
	clock    clock.Clock
	bell     chan struct{}
	appliers []func(context.Context, []*Entry) error
	turn     chan struct{} // whoever moves the tail

	mu      sync.Mutex
	running bool
	trouble error
	at      int64         // the last entry that every applier has seen
	floor   int64         // recent has every entry after it, up to `at`
	recent  []*Entry      // ascending
	moved   chan struct{} // closed when `at` moves
}

// Open takes up the journal where it stands now. The last entries are read into
// memory: after a restart every client comes back with a cursor among them.
func Open(ctx context.Context, db *store.DB, c clock.Clock) (*Log, error) {
	l := &Log{db: db, clock: c, bell: make(chan struct{}, 1), turn: make(chan struct{}, 1), moved: make(chan struct{})}
	last, err := db.Client().JournalEntry.Query().Order(ent.Desc(journalentry.FieldID)).Limit(page).All(viewer.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading where the journal stands: %w", err)
	}
	slices.Reverse(last)
	l.recent = last
	if len(last) > 0 {
		l.at = last[len(last)-1].ID
	}
	if len(last) == page {
		l.floor = last[0].ID - 1
	}
	return l, nil
}

// DB is the database behind the journal, for reading.
func (l *Log) DB() *store.DB { return l.db }

// Clock is the journal's time.
func (l *Log) Clock() clock.Clock { return l.clock }

// Apply has f see every entry, in order, before any follower does. To be called
// before Run. An error makes the tail try again, and f may then see entries a
// second time, with others behind them.
func (l *Log) Apply(f func(context.Context, []*Entry) error) { l.appliers = append(l.appliers, f) }

// Trouble is why the tail cannot go on now; nil when it can. It tries again by itself.
func (l *Log) Trouble() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.trouble
}

// Run reads the tail until the context ends: at each ring of the bell, and
// every so often for what other processes wrote. While the tail cannot be read
// it waits longer and longer, whoever rings.
func (l *Log) Run(ctx context.Context) error {
	ctx = viewer.AsSystem(ctx)
	l.set(true)
	defer l.set(false)
	beat := time.NewTicker(poll)
	defer beat.Stop()
	for failed := 0; ; {
		n, err := l.advance(ctx)
		switch {
		case err == nil && n == page:
			continue
		case err != nil && ctx.Err() == nil:
			failed++
			select {
			case <-ctx.Done():
			case <-time.After(min(longest, poll<<min(failed-1, 8))):
			}
			continue
		}
		failed = 0
		select {
		case <-ctx.Done():
			return nil
		case <-l.bell:
		case <-beat.C:
		}
	}
}

// set says whether somebody runs the tail, and wakes who waits for it: without
// one, writers move it themselves.
func (l *Log) set(running bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running = running
	l.wake()
}

func (l *Log) wake() {
	close(l.moved)
	l.moved = make(chan struct{})
}

// advance moves the tail past at most a page of entries.
func (l *Log) advance(ctx context.Context) (n int, err error) {
	select {
	case l.turn <- struct{}{}:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	defer func() { <-l.turn }()
	rows, err := l.unseen(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.trouble = err; err != nil || len(rows) == 0 {
		return 0, err
	}
	l.take(rows)
	return len(rows), nil
}

// take lets the followers have the entries.
func (l *Log) take(rows []*Entry) {
	l.recent = append(l.recent, rows...)
	if over := len(l.recent) - remember; over >= page { // not at every entry
		l.floor = l.recent[over-1].ID
		l.recent = slices.Clone(l.recent[over:])
	}
	l.at = rows[len(rows)-1].ID
	l.wake()
}

// unseen reads what is new, and has the appliers see it.
func (l *Log) unseen(ctx context.Context) ([]*Entry, error) {
	rows, err := l.db.Client().JournalEntry.Query().Where(journalentry.IDGT(l.Position())).
		Order(ent.Asc(journalentry.FieldID)).Limit(page).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the journal's tail: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	for _, apply := range l.appliers {
		if err := apply(ctx, rows); err != nil {
			return nil, fmt.Errorf("applying the journal's tail: %w", err)
		}
	}
	return rows, nil
}

// reach waits until this process's readers have seen the entry. While nobody
// runs the tail it is moved here. A context that ends, or a tail that cannot be
// read here, gives up: the change is committed all the same.
func (l *Log) reach(ctx context.Context, entry int64) {
	select {
	case l.bell <- struct{}{}:
	default:
	}
	for {
		l.mu.Lock()
		there, running, moved := l.at >= entry, l.running, l.moved
		l.mu.Unlock()
		if there {
			return
		}
		if !running {
			if _, err := l.advance(viewer.AsSystem(ctx)); err != nil {
				return
			}
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-moved:
		}
	}
}
