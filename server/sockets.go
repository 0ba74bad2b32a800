package server

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// How many sockets may be open at once.
const (
	perSession = 20
	perPerson  = 100
	perTenant  = 2_000
	perProcess = 12_000
)

// sockets is every open one, so that an end of a session, of a user or of the server reaches it.
type sockets struct {
	mu      sync.Mutex
	all     map[*socket]struct{}
	count   map[uuid.UUID]int // by session, person and tenant
	closing bool
	gone    chan struct{} // replaced when a socket has left
}

func newSockets() *sockets {
	return &sockets{all: map[*socket]struct{}{}, count: map[uuid.UUID]int{}, gone: make(chan struct{})}
}

// room tells whether one more may be opened.
func (s *sockets) room() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.closing && len(s.all) < perProcess
}

// enter takes in one that was opened.
func (s *sockets) enter(k *socket) {
	s.mu.Lock()
	s.all[k] = struct{}{}
	closing := s.closing
	s.mu.Unlock()
	if closing { // opened while the server began to stop
		k.end(codeRestart, "The server restarts")
	}
}

// join counts a socket for its viewer; false: one more would be too many.
func (s *sockets) join(k *socket, v *viewer.Viewer) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.count[v.Session] >= perSession || s.count[v.Person] >= perPerson || s.count[v.Tenant] >= perTenant {
		return false
	}
	for _, id := range counted(v) {
		s.count[id]++
	}
	k.viewer.Store(v)
	return true
}

// counted are the ids by which a viewer's sockets are counted; nobody and nowhere are no ids.
func counted(v *viewer.Viewer) []uuid.UUID {
	var all []uuid.UUID
	for _, id := range []uuid.UUID{v.Session, v.Person, v.Tenant} {
		if id != uuid.Nil {
			all = append(all, id)
		}
	}
	return all
}

func (s *sockets) leave(k *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, k)
	if v := k.viewer.Load(); v != nil {
		for _, id := range counted(v) {
			if s.count[id]--; s.count[id] == 0 {
				delete(s.count, id)
			}
		}
	}
	close(s.gone)
	s.gone = make(chan struct{})
}

// endings are the verbs after which somebody's socket may have to close.
var endings = map[string]bool{
	journal.SessionEnded.Name: true, journal.UserDeactivated.Name: true, journal.TenantSuspended.Name: true,
}

// follow ends sockets as soon as the journal's tail says why. It only decides here:
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

// endDead ends the sockets of whoever is not signed in any more.
func (s *sockets) endDead(alive func(*viewer.Viewer) bool) {
	for _, k := range s.list() {
		if v := k.viewer.Load(); v != nil && !alive(v) {
			go k.end(codeSignIn, "Sign in again")
		}
	}
}

// endAll tells every peer to come back to the next server, and lets no new one in.
func (s *sockets) endAll() {
	s.mu.Lock()
	s.closing = true
	s.mu.Unlock()
	for _, k := range s.list() {
		go k.end(codeRestart, "The server restarts")
	}
}

// wait returns once every socket has left, or the context ends.
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

func (s *sockets) list() []*socket {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]*socket, 0, len(s.all))
	for k := range s.all {
		all = append(all, k)
	}
	return all
}

// sweepSockets ends those whose session ran out: an hour that passes writes no entry.
func (s *Server) sweepSockets(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.clock.After(30 * time.Second):
			s.sockets.endDead(s.Identity.Alive)
		}
	}
}
