package graph

import (
	"cmp"
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"doorward/ent/journalentry"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// stream is one subscription: where it stands in the journal, and what it follows.
type stream[T any] struct {
	*Resolver
	ctx     context.Context
	in      uuid.UUID           // the request's tenant
	takes   []viewer.Permission // what the subscription takes; none: to be signed in
	descend *bool               // also the tenants below
	kinds   []id.Kind           // of the subjects that matter; none: all
	wanted  func(*journal.Entry) bool
	most    int // entries read for one batch; zero: as many as it may have rows
	build   func(context.Context, news) ([]T, error)
	rows    func(T) int           // of an event; nil: it is one itself
	renew   func(cursor string) T // asks the client to fetch anew; nil: nothing to be asked

	way   *delivery
	price price
}

// batchMost is how many rows one batch brings: what is more comes in the next.
const batchMost = pageMost

// news is what happened since the last batch, as far as the viewer may see it now.
type news struct {
	entries []*journal.Entry
	in      uuid.UUID             // the request's tenant
	to      int64                 // where the journal stands after it
	rights  map[uuid.UUID]*rights // by tenant in which the viewer holds what the subscription takes
}

// open begins a subscription after a cursor, or now. The channel is not buffered:
// a consumer that is slow is waited for, and then gets all that it missed at once.
func (s *stream[T]) open(after *string) (<-chan T, error) {
	v := *viewer.From(s.ctx) // as it was when the subscription began
	s.ctx = viewer.With(s.ctx, &v)
	var err error
	if s.in, err = s.tenant(s.ctx); err != nil {
		return nil, err
	}
	at, lost, err := s.begin(after)
	if err != nil {
		return nil, err
	}
	s.way, s.price = deliveryOf(s.ctx), priceOf(s.ctx)
	out := make(chan T)
	go func() {
		defer s.way.leave()
		defer close(out)
		if err := s.safely(out, at, lost); err != nil && s.ctx.Err() == nil {
			s.fail(err)
		}
	}()
	return out, nil
}

// safely runs the subscription: a defect ends it alone, and not the process.
func (s *stream[T]) safely(out chan<- T, at int64, lost bool) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = graphql.GetOperationContext(s.ctx).Recover(s.ctx, value)
		}
	}()
	return s.run(out, at, lost)
}

// begin finds where to go on. A cursor beyond the journal's end was given out
// before a backup was restored: lost, nobody knows what the client has seen. Where
// the client cannot be asked to fetch anew, the cursor is refused.
func (s *stream[T]) begin(after *string) (at int64, lost bool, err error) {
	if after == nil {
		if pinned, ok := s.ctx.Value(positionKey{}).(int64); ok {
			return pinned, false, nil
		}
		return s.Log.Position(), false, nil
	}
	if at, err = s.openPosition(s.ctx, *after); err != nil || at <= s.Log.Position() {
		return at, false, err
	}
	last, err := s.Log.Last(s.ctx) // another process may have written it, and given out the cursor
	if err != nil || at <= last {
		return at, false, err
	}
	if s.renew == nil {
		return 0, false, badCursor()
	}
	return s.Log.Position(), true, nil
}

func (s *stream[T]) run(out chan<- T, at int64, lost bool) error {
	if lost {
		if err := s.allowed(); err != nil {
			return err
		}
		s.way.share(s.loadersFor(s.in, at))
		if err := s.way.enter(s.ctx); err != nil {
			return err
		}
		if err := s.hand(out, s.renew(s.sealPosition(s.ctx, at))); err != nil {
			return err
		}
	}
	for slot := int64(-1); ; {
		if err := s.Log.Wait(s.ctx, at); err != nil {
			return err
		}
		if err := s.way.await(s.ctx); err != nil {
			return err
		}
		var to int64
		if slot, to = s.shared.pace(s.ctx, s.Log, slot, at); to <= at {
			return s.ctx.Err()
		}
		for rows := 0; at < to && rows == 0; {
			var err error
			if rows, at, err = s.turn(out, at, to); err != nil {
				return err
			}
			if at < to { // what has just happened is told for nothing, what was missed is not
				if err := s.pay(s.price.of(rows)); err != nil {
					return err
				}
			}
		}
	}
}

// gather is what there is to hand over of the entries after one up to another.
func (s *stream[T]) gather(at, to int64) ([]T, int64, error) {
	n, err := s.read(at, to)
	if err != nil {
		return nil, at, err
	}
	if len(n.entries) == 0 {
		return nil, n.to, nil
	}
	batch, err := s.build(s.ctx, *n)
	return batch, n.to, err
}

// read gives what is new and may be seen. It decides after the entries were taken
// from the journal, so on a snapshot that is at least as new as each of them: what
// was committed after a permission went is never among them (T-14).
func (s *stream[T]) read(at, to int64) (*news, error) {
	_, tenants, err := s.reach(s.ctx, s.descend, s.takes...)
	if err != nil {
		return nil, err
	}
	entries, to, err := s.Log.Read(s.ctx, at, to, cmp.Or(s.most, batchMost), func(e *journal.Entry) bool {
		return e.TenantID != nil && slices.Contains(tenants, *e.TenantID) && s.concerns(e)
	}, s.where(tenants))
	if err != nil {
		return nil, err
	}
	if err := s.allowed(); err != nil {
		return nil, err
	}
	n := &news{in: s.in, to: to, rights: map[uuid.UUID]*rights{}}
	if _, tenants, err = s.reach(s.ctx, s.descend, s.takes...); err != nil { // as of now
		return nil, err
	}
	for _, t := range tenants {
		if n.rights[t], err = s.Resolver.rights(s.ctx, t); err != nil {
			return nil, err
		}
	}
	for _, e := range entries {
		if s.visible(n.rights[*e.TenantID], e) {
			n.entries = append(n.entries, e)
		}
	}
	return n, nil
}

func (s *stream[T]) concerns(e *journal.Entry) bool {
	return (len(s.kinds) == 0 || slices.Contains(s.kinds, id.Kind(e.SubjectKind))) && (s.wanted == nil || s.wanted(e))
}

// where is the coarse part of the same, for the database.
func (s *stream[T]) where(tenants []uuid.UUID) func(*sql.Selector) {
	return func(q *sql.Selector) {
		in := make([]any, len(tenants))
		for i, t := range tenants {
			in[i] = t
		}
		q.Where(sql.In(q.C(journalentry.FieldTenantID), in...))
		if len(s.kinds) > 0 {
			kinds := make([]any, len(s.kinds))
			for i, k := range s.kinds {
				kinds[i] = string(k)
			}
			q.Where(sql.In(q.C(journalentry.FieldSubjectKind), kinds...))
		}
	}
}

// visible tells whether the viewer may see that this happened: by what reading
// the verb takes. Rows of a list are the list's own matter: whoever may read it
// sees them change, whichever verb did it.
func (s *stream[T]) visible(x *rights, e *journal.Entry) bool {
	if x == nil {
		return false
	}
	if slices.Contains(s.takes, nodePermission[id.Kind(e.SubjectKind)]) {
		return true
	}
	v, known := journal.VerbOf(e.Verb)
	return known && x.may(v.Reads)
}

// allowed is asked at every delivery: gqlgen runs the guard once, at the beginning.
func (s *stream[T]) allowed() error { return s.here(s.ctx, s.takes...) }
