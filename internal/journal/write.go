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
// transaction is rolled back, no entry is written, and Write gives no error.
var Nothing = errors.New("nothing to do")

// order is the advisory lock that keeps one order of entries on PostgreSQL.
const order = 0x0d00

// Write commits one change and one entry for each of its subjects, or neither.
// It returns once this process's readers have moved past it. Errors are those
// of fn, of the store (store.IsBusy, store.IsFull), and of the context.
func Write[T any](ctx context.Context, log *Log, v Verb, fn func(tx *ent.Client) (T, error)) (T, error) {
	var out T
	var last int64
	if err := log.begin(ctx); err != nil {
		return out, err
	}
	err := log.db.Write(ctx, func(tx *ent.Client) error {
		got, err := fn(tx)
		if err != nil {
			return err
		}
		last, err = log.append(ctx, tx, v, subjects(got))
		out = got
		return err
	})
	log.end()
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
	if err := log.begin(ctx); err != nil {
		return err
	}
	defer log.end()
	var last int64
	err := log.db.Write(ctx, func(tx *ent.Client) (err error) {
		last, err = log.insert(ctx, tx, []*ent.JournalEntryCreate{log.entry(ctx, tx, v, s).SetNillableTenantID(tenant)})
		return err
	})
	if err == nil {
		log.reach(ctx, last)
	}
	return err
}

// Books is what may change without an entry: how far a follower has come, how a
// mail's sending stands, when a session was last seen.
type Books struct {
	Cursor      *ent.CursorClient
	MailMessage *ent.MailMessageClient
	Session     *ent.SessionClient
}

// Keep commits a change of the books.
func Keep(ctx context.Context, log *Log, fn func(Books) error) error {
	if err := log.begin(ctx); err != nil {
		return err
	}
	defer log.end()
	return log.db.Write(ctx, func(tx *ent.Client) error {
		return fn(Books{tx.Cursor, tx.MailMessage, tx.Session})
	})
}

// append writes the entries. What stood before is read outside the
// transaction: the rows are locked by it, so what others see is what stood.
func (l *Log) append(ctx context.Context, tx *ent.Client, v Verb, all []Subject) (int64, error) {
	if len(all) == 0 {
		return 0, fmt.Errorf("%s: a change without a subject", v.Name)
	}
	ctx = viewer.AsSystem(ctx)
	before, err := load(ctx, l.db.Client(), all)
	if err != nil {
		return 0, err
	}
	after, err := load(ctx, tx, all)
	if err != nil {
		return 0, err
	}
	entries := make([]*ent.JournalEntryCreate, 0, len(all))
	for _, s := range all {
		was, is := before[s], after[s]
		e := l.entry(ctx, tx, v, s).SetNillableTenantID(is.tenant)
		if was.state != nil {
			e.SetBefore(was.state).SetNillableTenantID(was.tenant)
		}
		if is.state != nil {
			e.SetAfter(is.state)
		} else if err := tx.Label.Create().SetID(s.ID).SetText(was.label).OnConflictColumns("id").UpdateNewValues().Exec(ctx); err != nil {
			return 0, err
		}
		entries = append(entries, e)
	}
	return l.insert(ctx, tx, entries)
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

func (l *Log) insert(ctx context.Context, tx *ent.Client, entries []*ent.JournalEntryCreate) (int64, error) {
	if l.db.Dialect() == dialect.Postgres {
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", order); err != nil {
			return 0, fmt.Errorf("taking the journal's turn: %w", err)
		}
	}
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
