package journal

import (
	"context"
	"fmt"
	"sort"
	"sync"
	"time"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

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
)

// Log is the journal of one database, and this process's one tail of it.
type Log struct {
	db       *store.DB
	clock    clock.Clock
	writers  chan struct{}
	bell     chan struct{}
	appliers []func(context.Context, []*Entry) error

	mu      sync.Mutex
	running bool
	at      int64         // the last entry that every applier has seen
	recent  []*Entry      // ascending, ends at `at`
	moved   chan struct{} // closed when `at` moves
}

// Open takes up the journal where it stands now.
func Open(ctx context.Context, db *store.DB, c clock.Clock) (*Log, error) {
	l := &Log{db: db, clock: c, bell: make(chan struct{}, 1), moved: make(chan struct{})}
	// Each writer on PostgreSQL may ask for a second connection, to read what stood before.
	width := 1
	if db.Dialect() == dialect.Postgres {
		width = 4
	}
	l.writers = make(chan struct{}, width)
	last, err := db.Client().JournalEntry.Query().Order(ent.Desc(journalentry.FieldID)).Limit(1).All(viewer.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading where the journal stands: %w", err)
	}
	if len(last) == 1 {
		l.at = last[0].ID
	}
	return l, nil
}

// DB is the database behind the journal, for reading.
func (l *Log) DB() *store.DB { return l.db }

// Clock is the journal's time.
func (l *Log) Clock() clock.Clock { return l.clock }

// Apply has f see every entry, in order, before any follower does. To be called
// before Run. An error makes the tail try again.
func (l *Log) Apply(f func(context.Context, []*Entry) error) { l.appliers = append(l.appliers, f) }

// Run reads the tail until the context ends: at each ring of the bell, and
// every so often for what other processes wrote.
func (l *Log) Run(ctx context.Context) error {
	ctx = viewer.AsSystem(ctx)
	l.mu.Lock()
	l.running = true
	l.mu.Unlock()
	defer l.stop()
	beat := time.NewTicker(poll)
	defer beat.Stop()
	for {
		if n, err := l.advance(ctx); err == nil && n == page {
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-l.bell:
		case <-beat.C:
		}
	}
}

func (l *Log) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running = false
	close(l.moved)
	l.moved = make(chan struct{})
}

func (l *Log) advance(ctx context.Context) (int, error) {
	rows, err := l.db.Client().JournalEntry.Query().Where(journalentry.IDGT(l.Position())).
		Order(ent.Asc(journalentry.FieldID)).Limit(page).All(ctx)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	for _, apply := range l.appliers {
		if err := apply(ctx, rows); err != nil {
			return 0, err
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.recent = append(l.recent, rows...)
	if over := len(l.recent) - remember; over > 0 {
		l.recent = append([]*Entry(nil), l.recent[over:]...)
	}
	l.at = rows[len(rows)-1].ID
	close(l.moved)
	l.moved = make(chan struct{})
	return len(rows), nil
}

// Position is the last entry that this process's readers have seen.
func (l *Log) Position() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.at
}

// Next waits until the journal stands beyond `after`, and gives what is new: at
// most a page of the entries for which match holds (the SQL predicate for what
// memory no longer has), and where the journal stood with the last of them.
func (l *Log) Next(ctx context.Context, after int64, match func(*Entry) bool, where ...func(*sql.Selector)) ([]*Entry, int64, error) {
	for {
		l.mu.Lock()
		at, recent, moved := l.at, l.recent, l.moved
		l.mu.Unlock()
		if at > after {
			if len(recent) > 0 && recent[0].ID <= after+1 {
				got, to := fromMemory(recent, after, match)
				return got, to, nil
			}
			return l.fromDatabase(ctx, after, at, match, where)
		}
		select {
		case <-ctx.Done():
			return nil, after, ctx.Err()
		case <-moved:
		}
	}
}

func fromMemory(recent []*Entry, after int64, match func(*Entry) bool) ([]*Entry, int64) {
	from := sort.Search(len(recent), func(i int) bool { return recent[i].ID > after })
	var got []*Entry
	for _, e := range recent[from:] {
		if !match(e) {
			continue
		}
		if got = append(got, e); len(got) == page {
			return got, e.ID
		}
	}
	return got, recent[len(recent)-1].ID
}

func (l *Log) fromDatabase(ctx context.Context, after, at int64, match func(*Entry) bool, where []func(*sql.Selector)) ([]*Entry, int64, error) {
	q := l.db.Client().JournalEntry.Query().Where(journalentry.IDGT(after), journalentry.IDLTE(at))
	for _, w := range where {
		q.Where(w)
	}
	rows, err := q.Order(ent.Asc(journalentry.FieldID)).Limit(page).All(viewer.AsSystem(ctx))
	if err != nil {
		return nil, after, fmt.Errorf("reading the journal: %w", err)
	}
	if len(rows) == page {
		at = rows[page-1].ID
	}
	var got []*Entry
	for _, e := range rows {
		if match(e) {
			got = append(got, e)
		}
	}
	return got, at, nil
}

// reach waits until this process's readers have seen the entry.
func (l *Log) reach(ctx context.Context, entry int64) {
	select {
	case l.bell <- struct{}{}:
	default:
	}
	for {
		l.mu.Lock()
		there, moved := l.at >= entry || !l.running, l.moved
		l.mu.Unlock()
		if there {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-moved:
		}
	}
}

func (l *Log) begin(ctx context.Context) error {
	select {
	case l.writers <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *Log) end() { <-l.writers }
