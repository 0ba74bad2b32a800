package journal

import (
	"context"
	"fmt"
	"sort"

	"entgo.io/ent/dialect/sql"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/internal/viewer"
)

// Position is the last entry that this process's readers have seen.
func (l *Log) Position() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.at
}

// Last is the last entry of the database, which other processes may have
// written: never before Position. A cursor beyond it comes from a journal that
// is no more (a restored backup).
func (l *Log) Last(ctx context.Context) (int64, error) {
	rows, err := l.db.Client().JournalEntry.Query().Order(ent.Desc(journalentry.FieldID)).Limit(1).
		Select(journalentry.FieldID).Ints(viewer.AsSystem(ctx))
	if err != nil {
		return 0, fmt.Errorf("reading where the journal stands: %w", err)
	}
	if len(rows) == 0 {
		return 0, nil
	}
	return int64(rows[0]), nil
}

// Wait returns when the journal stands beyond `after`, or with the context's error.
func (l *Log) Wait(ctx context.Context, after int64) error {
	for {
		l.mu.Lock()
		beyond, moved := l.at > after, l.moved
		l.mu.Unlock()
		if beyond {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-moved:
		}
	}
}

// Read gives the entries after `after` and up to `to` for which match holds (where
// is the same as SQL, for what memory no longer has): at most so many of them, and
// where the journal stood with the last. It never reads beyond Position.
func (l *Log) Read(ctx context.Context, after, to int64, most int, match func(*Entry) bool, where ...func(*sql.Selector)) ([]*Entry, int64, error) {
	l.mu.Lock()
	to = min(to, l.at)
	recent, floor := l.recent, l.floor
	l.mu.Unlock()
	if to <= after {
		return nil, after, nil
	}
	if after >= floor {
		got, to := fromMemory(recent, after, to, most, match)
		return got, to, nil
	}
	return l.fromDatabase(ctx, after, to, most, match, where)
}

// Next waits until the journal stands beyond `after`, and reads what is new, a page at most.
func (l *Log) Next(ctx context.Context, after int64, match func(*Entry) bool, where ...func(*sql.Selector)) ([]*Entry, int64, error) {
	if err := l.Wait(ctx, after); err != nil {
		return nil, after, err
	}
	return l.Read(ctx, after, l.Position(), page, match, where...)
}

func fromMemory(recent []*Entry, after, to int64, most int, match func(*Entry) bool) ([]*Entry, int64) {
	from := sort.Search(len(recent), func(i int) bool { return recent[i].ID > after })
	var got []*Entry
	for _, e := range recent[from:] {
		if e.ID > to {
			break
		}
		if !match(e) {
			continue
		}
		if got = append(got, e); len(got) == most {
			return got, e.ID
		}
	}
	return got, to
}

func (l *Log) fromDatabase(ctx context.Context, after, to int64, most int, match func(*Entry) bool, where []func(*sql.Selector)) ([]*Entry, int64, error) {
	q := l.db.Client().JournalEntry.Query().Where(journalentry.IDGT(after), journalentry.IDLTE(to))
	for _, w := range where {
		q.Where(w)
	}
	rows, err := q.Order(ent.Asc(journalentry.FieldID)).Limit(most).All(viewer.AsSystem(ctx))
	if err != nil {
		return nil, after, fmt.Errorf("reading the journal: %w", err)
	}
	if len(rows) == most {
		to = rows[most-1].ID
	}
	var got []*Entry
	for _, e := range rows {
		if match(e) {
			got = append(got, e)
		}
	}
	return got, to, nil
}
