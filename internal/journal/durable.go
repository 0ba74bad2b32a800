package journal

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"entgo.io/ent/dialect/sql"

	"doorward/ent"
	"doorward/ent/cursor"
	"doorward/ent/journalentry"
	"doorward/internal/viewer"
)

// Start says where a follower begins that has never run before.
type Start int

// The places to begin at.
const (
	FromBeginning Start = iota
	FromNow
)

// Follow hands every entry of these verbs to fn, one by one and in order, until
// the context ends; fn acts as the system. How far it came is kept under the
// name, so that it goes on there after a restart. An entry may come twice (after
// a crash, or in several processes): fn makes its effect once through a unique
// key. While fn fails the follower waits and tries the same entry again. The
// error is that of reading where it had come to; the context's end is none.
func Follow(ctx context.Context, log *Log, name string, from Start, verbs []Verb, fn func(context.Context, *Entry) error) error {
	f := &follower{log: log, name: name, fn: fn, names: make(map[string]bool, len(verbs))}
	args := make([]any, 0, len(verbs))
	for _, v := range verbs {
		f.names[v.Name] = true
		args = append(args, v.Name)
	}
	f.where = func(s *sql.Selector) { s.Where(sql.In(s.C(journalentry.FieldVerb), args...)) }
	ctx = viewer.AsSystem(ctx)
	if err := f.begin(ctx, from); err != nil && ctx.Err() != nil {
		return nil
	} else if err != nil {
		return fmt.Errorf("taking up %s where it stopped: %w", name, err)
	}
	for failed := 0; ; {
		before := f.at
		if err := f.step(ctx); err == nil {
			failed = 0
		} else if ctx.Err() == nil {
			if f.at > before {
				failed = 0
			}
			failed++
			f.pause(ctx, failed)
		}
		if ctx.Err() != nil {
			return nil
		}
	}
}

// follower is one durable follower at work.
type follower struct {
	log   *Log
	name  string
	names map[string]bool
	where func(*sql.Selector)
	fn    func(context.Context, *Entry) error
	at    int64 // done with everything up to here
	kept  int64 // what the database knows of it
}

func (f *follower) begin(ctx context.Context, from Start) error {
	row, err := f.log.db.Client().Cursor.Get(ctx, f.name)
	switch {
	case err == nil:
		f.at, f.kept = row.EntryID, row.EntryID
		return nil
	case !ent.IsNotFound(err):
		return err
	case from == FromNow:
		f.at = f.log.Position()
	}
	return f.keep(ctx)
}

// step takes what is new. What no entry of ours moved is written down only now
// and then: else every change of anybody would cost another.
func (f *follower) step(ctx context.Context) error {
	entries, to, err := f.log.Next(ctx, f.at, func(e *Entry) bool { return f.names[e.Verb] }, f.where)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := f.fn(ctx, e); err != nil {
			if f.at > f.kept {
				_ = f.keep(ctx) // not kept only means that these come again
			}
			return err
		}
		f.at = e.ID
	}
	f.at = to
	if len(entries) > 0 || f.at-f.kept > page {
		return f.keep(ctx)
	}
	return nil
}

// keep writes down how far the follower has come; never back, when another
// process is ahead.
func (f *follower) keep(ctx context.Context) error {
	at := f.at
	err := Keep(ctx, f.log, func(b Books) error {
		n, err := b.Cursor.Update().Where(cursor.ID(f.name), cursor.EntryIDLT(at)).SetEntryID(at).Save(ctx)
		if err != nil || n > 0 {
			return err
		}
		return b.Cursor.Create().SetID(f.name).SetEntryID(at).OnConflictColumns(cursor.FieldID).Ignore().Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("keeping how far %s came: %w", f.name, err)
	}
	f.kept = at
	return nil
}

// pause waits a little longer after each failure, up to half a minute; chance
// keeps several processes from trying in step.
func (f *follower) pause(ctx context.Context, failed int) {
	wait := min(100*time.Millisecond<<min(failed-1, 10), 30*time.Second)
	select {
	case <-ctx.Done():
	case <-f.log.clock.After(wait - rand.N(wait/4)):
	}
}
