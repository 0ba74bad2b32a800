// Package journal owns the one way to change anything: a change, its entries
// and nothing else, in one transaction. The same entries are the audit trail,
// the outbox of mail and the source of every subscription. It refuses a change
// without a subject, and writes nothing secret and no names.
package journal

import (
	"context"
	"errors"
	"fmt"

	"entgo.io/ent/dialect"
	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/internal/viewer"
)

// Nothing is what a Write's function returns when there is nothing to do: the
// transaction is rolled back, no entry is written, and Write gives what the
// function returned beside it, and no error.
//
//lint:ignore ST1012 it is no failure, as io.EOF is none
var Nothing = errors.New("nothing to do")

// oneOrder is the advisory lock that keeps one order of entries on PostgreSQL.
const oneOrder = 0x0d00

// Write commits one change and one entry for each of its subjects, or neither;
// what the change brought about beside itself is a Chain. Of a sending under a key
// (Once) the key is committed with the first change.
// It returns once this process's readers have moved past it. Errors are those
// of fn, of the store (store.IsBusy, store.IsFull), of the context, and Underway.
func Write[T any](ctx context.Context, log *Log, v Verb, fn func(tx *ent.Client) (T, error)) (T, error) {
	var out T
	var last int64
	sending := onceFrom(ctx)
	err := log.db.Write(ctx, func(tx *ent.Client) error {
		err := sending.mark(ctx, tx, log.clock.Now())
		if err != nil {
			return err
		}
		if out, err = fn(tx); err != nil {
			return err
		}
		chain, err := links(v, out)
		if err != nil {
			return err
		}
		last, err = log.append(ctx, tx, chain)
		return err
	})
	sending.came(err)
	if errors.Is(err, Nothing) {
		return out, nil
	}
	if err != nil {
		var none T
		return none, err
	}
	log.reach(ctx, last)
	return out, nil
}

// Note writes an entry about an attempt that changed nothing. The subject may
// be unknown: uuid.Nil.
func Note(ctx context.Context, log *Log, v Verb, s Subject, tenant *uuid.UUID) error {
	var last int64
	err := log.db.Write(ctx, func(tx *ent.Client) (err error) {
		if err := log.order(ctx, tx); err != nil {
			return err
		}
		last, err = log.insert(ctx, tx, []*ent.JournalEntryCreate{log.entry(ctx, tx, v, s).SetNillableTenantID(tenant)})
		return err
	})
	if err == nil {
		log.reach(ctx, last)
	}
	return err
}

// Books is what may change without an entry: how far a follower has come, how a
// mail's sending stands, how a request was answered, when a session was last seen.
type Books struct {
	Cursor      *ent.CursorClient
	MailMessage *ent.MailMessageClient
	OnceKey     *ent.OnceKeyClient
	Session     *ent.SessionClient
}

// Keep commits a change of the books.
func Keep(ctx context.Context, log *Log, fn func(Books) error) error {
	return log.db.Write(ctx, func(tx *ent.Client) error {
		return fn(Books{tx.Cursor, tx.MailMessage, tx.OnceKey, tx.Session})
	})
}

// append writes the entries. What stood before is read outside the transaction
// and in the journal's turn: what others see then is what stood, and each entry's
// before is the after of the one before it, also for a subject of several rows.
func (l *Log) append(ctx context.Context, tx *ent.Client, chain []Link) (int64, error) {
	var all []Subject
	for _, link := range chain {
		all = append(all, link.Subjects...)
	}
	system := viewer.AsSystem(ctx) // for reading: the entry tells who asked
	all = once(all)
	if err := l.order(ctx, tx); err != nil {
		return 0, err
	}
	before, err := load(system, l.db.Client(), all)
	if err != nil {
		return 0, err
	}
	after, err := load(system, tx, all)
	if err != nil {
		return 0, err
	}
	entries := make([]*ent.JournalEntryCreate, 0, len(all))
	for _, link := range chain {
		for _, s := range once(link.Subjects) {
			e, err := l.happened(ctx, tx, link.Verb, s, before[s], after[s])
			if err != nil {
				return 0, err
			}
			entries = append(entries, e)
		}
	}
	return l.insert(ctx, tx, entries)
}

// happened is the entry about a subject that stood and now stands like this. Of
// one that is gone the name is kept beside the journal.
func (l *Log) happened(ctx context.Context, tx *ent.Client, v Verb, s Subject, was, is facts) (*ent.JournalEntryCreate, error) {
	if was.state == nil && is.state == nil {
		return nil, fmt.Errorf("%s: a subject of kind %s that never was", v.Name, s.Kind)
	}
	e := l.entry(ctx, tx, v, s).SetNillableTenantID(is.tenant)
	if was.state != nil {
		e.SetBefore(was.state).SetNillableTenantID(was.tenant)
	}
	if is.state != nil {
		return e.SetAfter(is.state), nil
	}
	return e, tx.Label.Create().SetID(s.ID).SetText(was.label).OnConflictColumns("id").UpdateNewValues().Exec(viewer.AsSystem(ctx))
}

// once leaves each subject in its first place: one entry each.
func once(all []Subject) []Subject {
	seen, kept := make(map[Subject]bool, len(all)), make([]Subject, 0, len(all))
	for _, s := range all {
		if !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}

func (l *Log) entry(ctx context.Context, tx *ent.Client, v Verb, s Subject) *ent.JournalEntryCreate {
	e := tx.JournalEntry.Create().SetAt(l.clock.Now()).SetVerb(v.Name).SetSubjectKind(string(s.Kind)).SetSubjectID(s.ID)
	who := viewer.From(ctx)
	switch {
	case who == nil:
		return e.SetActorKind(journalentry.ActorKindNOBODY)
	case who.Person != uuid.Nil:
		e.SetActorKind(journalentry.ActorKindPERSON).SetActorPersonID(who.Person)
	case who.User != uuid.Nil:
		e.SetActorKind(journalentry.ActorKindSERVICE)
	case who.Command:
		e.SetActorKind(journalentry.ActorKindCOMMAND)
	case who.System:
		e.SetActorKind(journalentry.ActorKindSYSTEM)
	default:
		e.SetActorKind(journalentry.ActorKindNOBODY)
	}
	if who.User != uuid.Nil {
		e.SetActorUserID(who.User)
	}
	if who.Session != uuid.Nil {
		e.SetSessionID(who.Session)
	}
	if who.RequestID != "" {
		e.SetRequestID(who.RequestID)
	}
	return e
}

// order takes the journal's turn on PostgreSQL, until the commit: so that entries
// become visible in the order of their ids, and nobody steps over a gap.
func (l *Log) order(ctx context.Context, tx *ent.Client) error {
	if l.db.Dialect() != dialect.Postgres {
		return nil
	}
	if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", oneOrder); err != nil {
		return fmt.Errorf("taking the journal's turn: %w", err)
	}
	return nil
}

func (l *Log) insert(ctx context.Context, tx *ent.Client, entries []*ent.JournalEntryCreate) (int64, error) {
	ctx = viewer.AsSystem(ctx)
	var last int64
	for len(entries) > 0 {
		part := entries[:min(1000, len(entries))]
		entries = entries[len(part):]
		rows, err := tx.JournalEntry.CreateBulk(part...).Save(ctx)
		if err != nil {
			return 0, fmt.Errorf("writing the journal: %w", err)
		}
		last = rows[len(rows)-1].ID
	}
	return last, nil
}
