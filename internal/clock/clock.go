// Package clock is the one source of the time: what is stored is UTC, cut to
// microseconds, so that SQLite sorts it right and PostgreSQL stores it whole.
package clock

import (
	"sync"
	"time"
)

// Clock tells the time and waits. The zero value is not usable: take Real or Fake.
type Clock interface {
	// Now is the moment in UTC with microseconds.
	Now() time.Time
	// After sends once, when d has passed.
	After(d time.Duration) <-chan time.Time
}

// Real is the process's own clock.
func Real() Clock { return real{} }

type real struct{}

func (real) Now() time.Time                         { return Cut(time.Now()) }
func (real) After(d time.Duration) <-chan time.Time { return time.After(d) }

// Cut brings a moment into the form that is stored: UTC with microseconds.
func Cut(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// Fake is a clock that a test or the demo's history moves by hand.
type Fake struct {
	mu      sync.Mutex
	now     time.Time
	waiters []waiter
}

type waiter struct {
	at time.Time
	ch chan time.Time
}

// NewFake starts a fake clock at t.
func NewFake(t time.Time) *Fake { return &Fake{now: Cut(t)} }

// Now is where the clock was last set.
func (f *Fake) Now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

// After sends once Advance or Set has moved the clock by d.
func (f *Fake) After(d time.Duration) <-chan time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	w := waiter{at: f.now.Add(d), ch: make(chan time.Time, 1)}
	if d <= 0 {
		w.ch <- f.now
		return w.ch
	}
	f.waiters = append(f.waiters, w)
	return w.ch
}

// Advance moves the clock on and wakes whoever waited for less.
func (f *Fake) Advance(d time.Duration) { f.Set(f.Now().Add(d)) }

// Set moves the clock to t and wakes whoever waited for an earlier moment.
func (f *Fake) Set(t time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = Cut(t)
	rest := f.waiters[:0]
	for _, w := range f.waiters {
		if w.at.After(f.now) {
			rest = append(rest, w)
			continue
		}
		w.ch <- f.now
	}
	f.waiters = rest
}
