package graph

import (
	"context"
	"errors"
	"time"

	"doorward/internal/fault"
	"doorward/internal/store"
)

const (
	attempts = 5           // at reading a batch, while the database is busy
	pause    = time.Second // between two of them
)

// turn makes one batch of the entries after one up to another, and hands it over. It
// gives how many rows that were, none where there was nothing to tell, and where the
// journal stands after it.
func (s *stream[T]) turn(out chan<- T, at, to int64) (rows int, end int64, err error) {
	batch, end, err := s.gatherPatiently(at, to)
	if err != nil || len(batch) == 0 {
		s.way.leave()
		return 0, end, err
	}
	s.way.share(s.loadersFor(s.in, end))
	for i, one := range batch {
		if i > 0 {
			if err := s.way.enter(s.ctx); err != nil {
				return 0, at, err
			}
		}
		if err := s.hand(out, one); err != nil {
			return 0, at, err
		}
		rows += s.size(one)
	}
	return rows, end, nil
}

// gatherPatiently tries again while the database is busy: a client does not come back by
// itself to a subscription that ended with an error. While it waits it leaves its place
// to others.
func (s *stream[T]) gatherPatiently(at, to int64) (batch []T, end int64, err error) {
	for attempt := 1; ; attempt++ {
		if err := s.way.enter(s.ctx); err != nil {
			return nil, at, err
		}
		batch, end, err = s.gather(at, to)
		passes := store.IsBusy(err) || errors.Is(err, context.DeadlineExceeded)
		if !passes || attempt == attempts || s.ctx.Err() != nil {
			return batch, end, err
		}
		s.way.leave()
		if err := s.wait(pause); err != nil {
			return nil, at, err
		}
	}
}

func (s *stream[T]) hand(out chan<- T, one T) error {
	select {
	case out <- one:
		s.way.handed()
		return nil
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
}

// size is how many rows an event has. One that only says that something else moved counts too.
func (s *stream[T]) size(one T) int {
	if s.rows == nil {
		return 1
	}
	return max(1, s.rows(one))
}

// pay takes a cost off the budget of whoever follows. Where that does not suffice they
// are kept waiting, and lose nothing.
func (s *stream[T]) pay(cost int) error {
	for s.Spend != nil {
		err := s.Spend(s.ctx, cost)
		if !fault.Is(err, fault.RateLimited) {
			return err
		}
		if err := s.wait(max(window, fault.Of(err).Retry)); err != nil {
			return err
		}
	}
	return nil
}

func (s *stream[T]) wait(long time.Duration) error {
	timer := time.NewTimer(long)
	defer timer.Stop()
	select {
	case <-s.ctx.Done():
		return s.ctx.Err()
	case <-timer.C:
		return nil
	}
}
