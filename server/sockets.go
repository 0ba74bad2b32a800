package server

import (
	"cmp"
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// sockets is every connection on which events leave, websocket or event stream, so that an
// end of a session, of a user or of the server reaches it.
type sockets struct {
	limits *limits

	mu      sync.Mutex
	all     map[*place]struct{}
	known   int               // of them, those of which it is known who connects
	count   map[uuid.UUID]int // connections, by session, person and tenant
	live    map[uuid.UUID]int // subscriptions, by user
	closing bool
	gone    chan struct{} // replaced when a connection has left
}

// place is what one connection takes up.
type place struct {
	since  time.Time
	end    func(code int, reason string)
	viewer atomic.Pointer[viewer.Viewer] // nil until it is known who connects
	live   int                           // its subscriptions; under the lock of sockets
}

func newSockets(l *limits) *sockets {
	return &sockets{limits: l, all: map[*place]struct{}{}, count: map[uuid.UUID]int{}, live: map[uuid.UUID]int{}, gone: make(chan struct{})}
}

// room tells whether one more may be opened.
func (s *sockets) room() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.closing && s.known < s.limits.process
}

// enter takes in one that was opened; end is how it is closed from outside, with a close code.
func (s *sockets) enter(now time.Time, end func(code int, reason string)) *place {
	p := &place{since: now, end: end}
	s.mu.Lock()
	s.all[p] = struct{}{}
	closing := s.closing
	s.mu.Unlock()
	if closing { // opened while the server began to stop
		end(codeRestart, "The server restarts")
	}
	return p
}

// join counts a connection for its viewer. Faults: RATE_LIMITED where it would be one too
// many of theirs, BUSY where the process is full.
func (s *sockets) join(p *place, v *viewer.Viewer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.count[v.Session] >= s.limits.session || s.count[v.Person] >= s.limits.person || s.count[v.Tenant] >= s.limits.tenant:
		return tooManyConnections
	case s.known >= s.limits.process:
		return noMoreConnections
	}
	for _, id := range counted(v) {
		s.count[id]++
	}
	s.known++
	p.viewer.Store(v)
	return nil
}

// counted are the ids by which a viewer's connections are counted; nobody and nowhere are no ids.
func counted(v *viewer.Viewer) []uuid.UUID {
	var all []uuid.UUID
	for _, id := range []uuid.UUID{v.Session, v.Person, v.Tenant} {
		if id != uuid.Nil {
			all = append(all, id)
		}
	}
	return all
}

// subscribe counts one more subscription of the viewer's, on whichever connection; false:
// that would be too many.
func (s *sockets) subscribe(p *place) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	who := subscriber(p)
	if s.live[who] >= s.limits.user {
		return false
	}
	s.live[who]++
	p.live++
	return true
}

// unsubscribe takes n of them back.
func (s *sockets) unsubscribe(p *place, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forget(p, n)
}

// forget is called with the lock held.
func (s *sockets) forget(p *place, n int) {
	if n == 0 {
		return
	}
	p.live -= n
	who := subscriber(p)
	if s.live[who] -= n; s.live[who] == 0 {
		delete(s.live, who)
	}
}

// subscriber is the user, and the person where the tenant named is not theirs.
func subscriber(p *place) uuid.UUID {
	v := p.viewer.Load()
	return cmp.Or(v.User, v.Person)
}

func (s *sockets) leave(p *place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, p)
	s.forget(p, p.live)
	if v := p.viewer.Load(); v != nil {
		s.known--
		for _, id := range counted(v) {
			if s.count[id]--; s.count[id] == 0 {
				delete(s.count, id)
			}
		}
	}
	close(s.gone)
	s.gone = make(chan struct{})
}

// endings are the verbs after which somebody's connection may have to close.
var endings = map[string]bool{
	journal.SessionEnded.Name: true, journal.UserDeactivated.Name: true, journal.UserTimedOut.Name: true, journal.TenantSuspended.Name: true,
}

// follow ends connections as soon as the journal's tail says why. It only decides here:
// a slow peer's close must not hold up the tail.
func (s *sockets) follow(alive func(*viewer.Viewer) bool) func(context.Context, []*journal.Entry) error {
	return func(_ context.Context, batch []*journal.Entry) error {
		for _, e := range batch {
			if endings[e.Verb] {
				s.endDead(alive)
				return nil
			}
		}
		return nil
	}
}

// endDead ends the connections of whoever is not signed in any more.
func (s *sockets) endDead(alive func(*viewer.Viewer) bool) {
	for _, p := range s.list() {
		if v := p.viewer.Load(); v != nil && !alive(v) {
			go p.end(codeSignIn, "Sign in again")
		}
	}
}

// endOld ends those of the living that were opened before a moment: they come back, and are judged anew.
func (s *sockets) endOld(before time.Time, alive func(*viewer.Viewer) bool) {
	for _, p := range s.list() {
		if v := p.viewer.Load(); !p.since.After(before) && (v == nil || alive(v)) {
			go p.end(codeRestart, "Connect again")
		}
	}
}

// endAll tells every peer to come back to the next server, and lets no new one in.
func (s *sockets) endAll() {
	s.mu.Lock()
	s.closing = true
	s.mu.Unlock()
	for _, p := range s.list() {
		go p.end(codeRestart, "The server restarts")
	}
}

// wait returns once every connection has left, or the context ends.
func (s *sockets) wait(ctx context.Context) {
	for {
		s.mu.Lock()
		left, gone := len(s.all), s.gone
		s.mu.Unlock()
		if left == 0 {
			return
		}
		select {
		case <-gone:
		case <-ctx.Done():
			return
		}
	}
}

func (s *sockets) list() []*place {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]*place, 0, len(s.all))
	for p := range s.all {
		all = append(all, p)
	}
	return all
}

// sweepSockets ends those whose session ran out, and those that are open for too long: an
// hour that passes writes no entry.
func (s *Server) sweepSockets(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.clock.After(30 * time.Second):
			s.sockets.endDead(s.Identity.Alive)
			s.sockets.endOld(s.clock.Now().Add(-s.limits.life), s.Identity.Alive)
		}
	}
}
