package server

import (
	"cmp"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/netip"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"doorward/graph"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

// Check is what New asks of a config first.
func (c Config) Check() error { return c.check() }

// Config is what the server was made with.
func (s *Server) Config() Config { return s.config }

// NewConsole serves another front end than the embedded one.
func NewConsole(dist fs.FS) http.Handler { return newConsole(dist, true) }

// NewConsoleWithoutPlayground serves the rest.
func NewConsoleWithoutPlayground(dist fs.FS) http.Handler { return newConsole(dist, false) }

// LiveLimits are what websockets and event streams may; a zero changes nothing.
type LiveLimits struct {
	Write, Init, Ping, Life                                       time.Duration
	Buffer, Subscriptions, User, Session, Person, Tenant, Process int
	Network, Strangers                                            int
}

// SetLiveLimits has a test wait less, or open more.
func (s *Server) SetLiveLimits(l LiveLimits) {
	k := &s.limits
	k.write, k.init, k.ping, k.life = cmp.Or(l.Write, k.write), cmp.Or(l.Init, k.init), cmp.Or(l.Ping, k.ping), cmp.Or(l.Life, k.life)
	k.buffer, k.subscriptions, k.user = cmp.Or(l.Buffer, k.buffer), cmp.Or(l.Subscriptions, k.subscriptions), cmp.Or(l.User, k.user)
	k.session, k.person = cmp.Or(l.Session, k.session), cmp.Or(l.Person, k.person)
	k.tenant, k.process = cmp.Or(l.Tenant, k.tenant), cmp.Or(l.Process, k.process)
	k.network, k.strangers = cmp.Or(l.Network, k.network), cmp.Or(l.Strangers, k.strangers)
}

// SetReadTimeout shortens what a request is given to arrive.
func (s *Server) SetReadTimeout(d time.Duration) { s.readTime = d }

// SetSendTimeout shortens what an answer is given to leave.
func (s *Server) SetSendTimeout(d time.Duration) { s.sendTime = d }

// Refusing answers every operation with an error, as where a session cannot be read.
func (s *Server) Refusing(err error) http.Handler {
	api := graph.NewServer(s.resolver(), s.logger, s.known)
	api.Use(admission{})
	api.AddTransport(post{s})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		api.ServeHTTP(w, r.WithContext(refused(viewer.With(r.Context(), &viewer.Viewer{}), err)))
	})
}

// Sockets is how many are open.
func (s *Server) Sockets() int { return len(s.sockets.list()) }

// Subscriptions is how many of them are counted for their users.
func (s *Server) Subscriptions() (all int) {
	s.sockets.mu.Lock()
	defer s.sockets.mu.Unlock()
	for _, n := range s.sockets.live {
		all += n
	}
	return all
}

// Admitted hands over what a websocket lets through to gqlgen, until it ends. What take
// gives is answered as gqlgen would; a subscription above the limit is refused before.
func Admitted(ws *websocket.Conn, take func(text []byte) (answer any)) {
	l := ordinary
	l.linger = 50 * time.Millisecond
	all := newSockets(&l)
	k := newSocket(ws, all, time.Now(), "", identity.Origin{})
	defer k.finish()
	if err := all.join(k.place, &viewer.Viewer{Person: uuid.New()}); err != nil {
		panic(err)
	}
	for {
		_, r, err := k.NextReader()
		if err != nil {
			return
		}
		text, err := io.ReadAll(r)
		if err != nil {
			panic(err)
		}
		var m message
		if k.excess > 0 && json.Unmarshal(text, &m) == nil && m.Type == "subscribe" {
			_ = k.WriteJSON(map[string]any{"id": m.ID, "type": "error", "payload": []any{}})
			continue
		}
		if answer := take(text); answer != nil {
			_ = k.WriteJSON(answer)
		}
	}
}

// OpsAddr is where the operator's listener is.
func (s *Server) OpsAddr() string { return s.ops.Addr().String() }

// Skewed judges the database's time between two looks at ours.
var Skewed = skewed

// ClientAddress is whom a request is taken to come from.
func ClientAddress(t *testing.T, trusted []string, r *http.Request) string {
	t.Helper()
	p, err := parseProxies(trusted)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{proxies: p}
	return address(s.located(r))
}

// BudgetsKept is of how many networks a budget is known after so many have spent.
func BudgetsKept(networks int) int {
	b := newBudget(300)
	for i := range networks {
		a := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		b.spend(caller{network: networkOf(a.String())}, 1, time.Now())
	}
	return b.kept.Len()
}

// AtWork is how many operations run or wait for a place of their caller's.
func (s *Server) AtWork() (n int) {
	s.gate.mu.Lock()
	defer s.gate.mu.Unlock()
	for _, l := range s.gate.here {
		n += l.in
	}
	return n
}

// Lines is of how many callers operations run or wait.
func (s *Server) Lines() int {
	s.gate.mu.Lock()
	defer s.gate.mu.Unlock()
	return len(s.gate.here)
}
