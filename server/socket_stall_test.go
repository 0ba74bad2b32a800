package server_test

import (
	"fmt"
	"net"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"doorward/internal/directory"
	"doorward/server"
	"doorward/server/servertest"
)

const (
	crowd   = 1000
	spare   = 20 // connections to the database that were opened meanwhile
	newOnes = 60 // events of each flood
	allLive = `subscription{live{cursor events{cursor verb at}}}`
)

// TestSocketCrowds holds promises that gqlgen alone breaks, with a thousand real connections
// each: whoever reads nothing, says nothing, answers nothing or shuts one direction is let
// go, leaves no goroutine and no file behind, and keeps nobody else waiting.
func TestSocketCrowds(t *testing.T) {
	for name, c := range map[string]struct {
		limits server.LiveLimits
		init   bool                                             // say who they are
		join   func(*testing.T, []*websocket.Conn)              // what they do then
		during func(*testing.T, *servertest.Server, []*witness) // while they are there
	}{
		"who_reads_nothing": {
			limits: server.LiveLimits{Write: 500 * time.Millisecond, Buffer: 4 << 10}, init: true,
			join: func(t *testing.T, all []*websocket.Conn) {
				for _, ws := range all {
					send(t, ws, `{"id":"1","type":"subscribe","payload":{"query":"`+allLive+`"}}`)
				}
			},
			during: func(t *testing.T, s *servertest.Server, others []*witness) {
				servertest.Eventually(t, "all of them follow", func() bool { return s.Subscriptions() == crowd+len(others) })
				for i := range 3 {
					importGroups(t, s, i)
				}
				for _, w := range others {
					w.saw(t, 3*(newOnes+1))
				}
			},
		},
		"who_says_nothing":    {},                                                             // in five seconds: a slow machine's others say something in time
		"who_answers_no_ping": {limits: server.LiveLimits{Ping: 2 * time.Second}, init: true}, // as half-open ones
		"who_shuts_one_direction": {
			init: true,
			join: func(t *testing.T, all []*websocket.Conn) {
				for _, ws := range all {
					if err := ws.NetConn().(*net.TCPConn).CloseWrite(); err != nil {
						t.Fatal(err)
					}
				}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := c.limits
			l.Session, l.Person, l.User, l.Network, l.Strangers = 2*crowd, 2*crowd, 2*crowd, 2*crowd, 2*crowd
			s := servertest.Start(t, servertest.Tune(func(s *server.Server) { s.SetLiveLimits(l) }))
			owner := s.SignIn(t, "owner@acme.example").In("acme-production")
			owner.HTTP.CloseIdleConnections()
			var others []*witness
			for range 10 {
				others = append(others, &witness{sub: s.SignIn(t, "owner@acme.example").In("acme-production").Socket(t).Subscribe(t, allLive, nil)})
			}
			servertest.Eventually(t, "the others follow", func() bool { return s.Subscriptions() == len(others) })
			routines, files := runtime.NumGoroutine(), openFiles(t)
			owner.Narrow = true
			all := make([]*websocket.Conn, crowd)
			for i := range all {
				var err error
				if all[i], _, err = owner.Dial(t, owner.Base, "graphql-transport-ws"); err != nil {
					t.Fatal(err)
				}
				if c.init {
					send(t, all[i], initMessage)
				}
			}
			began := time.Now()
			if c.join != nil {
				c.join(t, all)
			}
			if c.during != nil {
				c.during(t, s, others)
				t.Logf("the others had all they wait for after %v", time.Since(began).Round(time.Millisecond))
			}
			servertest.Eventually(t, "each of them is let go", func() bool { return s.Sockets() == len(others) })
			t.Logf("%d were let go within %v", crowd, time.Since(began).Round(time.Millisecond))
			for _, ws := range all {
				_ = ws.Close()
			}
			servertest.Eventually(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= routines+spare })
			servertest.Eventually(t, "no file is left", func() bool { return openFiles(t) <= files+spare })
			t.Logf("goroutines %d before, %d after; files %d before, %d after", routines, runtime.NumGoroutine(), files, openFiles(t))
			others[0].sub.Stop(t)
		})
	}
}

// witness is a subscription that must miss nothing.
type witness struct {
	sub  *servertest.Subscription
	seen map[string]bool
}

// saw waits until so many entries of imports were told, each once.
func (w *witness) saw(t *testing.T, n int) {
	t.Helper()
	w.seen = map[string]bool{}
	for len(w.seen) < n {
		var got struct {
			Live struct {
				Events []struct{ Cursor, Verb string }
			}
		}
		w.sub.Next(t, &got)
		for _, e := range got.Live.Events {
			if e.Verb != "directory.imported" {
				continue
			}
			if w.seen[e.Cursor] {
				t.Fatalf("%s came twice", e.Cursor)
			}
			w.seen[e.Cursor] = true
		}
	}
}

func send(t *testing.T, ws *websocket.Conn, m string) {
	t.Helper()
	if err := ws.WriteMessage(websocket.TextMessage, []byte(m)); err != nil {
		t.Fatal(err)
	}
}

// importGroups makes many groups at once, and so one long event of each subscription.
func importGroups(t *testing.T, s *servertest.Server, round int) {
	t.Helper()
	var text strings.Builder
	text.WriteString("group\n")
	for i := range newOnes {
		fmt.Fprintf(&text, "Group %d of %d\n", i, round)
	}
	_, err := s.Directory.Import(server.AsCommand(t.Context()), directory.ImportInput{
		Tenant: "acme-production", Groups: &directory.ImportFile{Name: "groups.csv", Body: strings.NewReader(text.String())},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func openFiles(t *testing.T) int {
	t.Helper()
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}
