package server

import (
	"net/netip"
	"sync"
	"time"

	"doorward/internal/fault"
)

// strangers counts the websockets of which it is not known yet who opens them. There are
// few at once, of each network and in the process, beside the places of those who are
// known: whoever opens many and says nothing keeps no user out.
type strangers struct {
	limits *limits

	mu  sync.Mutex
	all int
	of  map[netip.Prefix]int
}

func newStrangers(l *limits) *strangers { return &strangers{limits: l, of: map[netip.Prefix]int{}} }

// enter counts one more of a network's. leave takes it back, once it is known who it is or
// the connection has ended; it may be called again. Faults: RATE_LIMITED, BUSY.
func (s *strangers) enter(from netip.Prefix) (leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.of[from] >= s.limits.network:
		return nil, tooManyConnections
	case s.all >= s.limits.strangers:
		return nil, noMoreConnections
	}
	s.all++
	s.of[from]++
	return sync.OnceFunc(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.all--
		if s.of[from]--; s.of[from] == 0 {
			delete(s.of, from)
		}
	}), nil
}

var (
	tooManyConnections = &fault.Fault{Kind: fault.Request, Code: fault.RateLimited, Message: "Too many connections are open at once.",
		Next: "Close others first.", Retry: 5 * time.Second}
	noMoreConnections = &fault.Fault{Kind: fault.Unavailable, Code: fault.Busy, Message: "No more connections are taken at the moment.",
		Next: "Try again in a moment.", Retry: 5 * time.Second}
)
