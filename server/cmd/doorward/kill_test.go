package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"doorward/server"
	"doorward/server/servertest"
)

// TestKill holds R-01 and the resume of subscriptions: a process that is killed while
// sixteen clients write loses nothing that it has acknowledged, and whoever follows
// from a cursor sees everything once.
func TestKill(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killing(t, servertest.World(t, false)) })
	t.Run("postgres", func(t *testing.T) { killing(t, servertest.World(t, true)) })
}

const (
	writers = 16
	kills   = 4
	send    = `mutation($email:String!){inviteSend(input:{invitees:[{email:$email}]}){results{invite{id} userErrors{code}}}}`
	tail    = `subscription($after:String){live(after:$after,verbs:["invite.sent"]){cursor reset events{cursor subject{... on Invite{email}}}}}`
)

func killing(t *testing.T, in server.Storage) {
	p := &process{t: t, addr: freeAddr(t), in: in}
	p.start()
	t.Cleanup(p.kill)
	owner := servertest.NewClient(t, "http://"+p.addr).In("acme-production")
	owner.SignIn(t, "owner@acme.example", servertest.Password)
	var from struct{ LiveCursor string }
	owner.Query(t, `{liveCursor}`, nil, &from)

	l := &ledger{acked: map[string]bool{}, tried: map[string]bool{}}
	f := &follower{cursor: from.LiveCursor, seen: map[string]int{}, places: map[string]bool{}}
	var writing, following sync.WaitGroup
	var stop, leave atomic.Bool
	for w := range writers {
		writing.Go(func() { l.write(owner, w, &stop) })
	}
	following.Go(func() { f.follow(owner, &leave) })
	for range kills {
		enough := l.count() + 20 + rand.IntN(60)
		servertest.Eventually(t, "more is acknowledged", func() bool { return l.count() >= enough })
		p.kill()
		p.start()
	}
	enough := l.count() + 20
	servertest.Eventually(t, "it goes on", func() bool { return l.count() >= enough })
	stop.Store(true)
	writing.Wait()
	there := invited(t, owner)
	servertest.Eventually(t, "the follower has come to the end", func() bool { return f.count() >= len(there) })
	leave.Store(true)
	p.kill()
	following.Wait()
	l.check(t, there)
	f.check(t, there)
	t.Logf("%d kills: tried %d, acknowledged %d, there %d, seen %d", kills, len(l.tried), len(l.acked), len(there), len(f.seen))
}

// ledger is what the writers tried and what they were told.
type ledger struct {
	mu           sync.Mutex
	tried, acked map[string]bool
}

func (l *ledger) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.acked)
}

func (l *ledger) write(c *servertest.Client, w int, stop *atomic.Bool) {
	for n := 0; !stop.Load(); n++ {
		email := fmt.Sprintf("w%d-%d@kill.example", w, n)
		l.mu.Lock()
		l.tried[email] = true
		l.mu.Unlock()
		got, err := c.Try(send, map[string]any{"email": email})
		if err != nil || len(got.Errors) > 0 || !bytes.Contains(got.Data, []byte(`"invite":{"id":"inv_`)) {
			time.Sleep(20 * time.Millisecond) // the server is away, or busy: not to know is an answer too
			continue
		}
		l.mu.Lock()
		l.acked[email] = true
		l.mu.Unlock()
	}
}

func (l *ledger) check(t *testing.T, there map[string]int) {
	t.Helper()
	for email := range l.acked {
		if there[email] == 0 {
			t.Errorf("%s was acknowledged and is lost", email)
		}
	}
	for email, n := range there {
		if n > 1 || !l.tried[email] {
			t.Errorf("%s is there %d times", email, n)
		}
	}
}

// follower reads every event once, whatever happens to its connection.
type follower struct {
	mu     sync.Mutex
	cursor string
	seen   map[string]int
	places map[string]bool
	doubts []string
}

func (f *follower) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.seen)
}

func (f *follower) follow(c *servertest.Client, leave *atomic.Bool) {
	for !leave.Load() {
		k, err := c.TrySocket()
		if err != nil {
			time.Sleep(20 * time.Millisecond)
			continue
		}
		sub, err := k.TrySubscribe(tail, map[string]any{"after": f.cursor})
		for more := err == nil; more; {
			var m servertest.Message
			if m, more = sub.TryMessage(); more {
				more = f.take(m)
			}
		}
		k.Close()
	}
}

func (f *follower) take(m servertest.Message) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	var next struct {
		Data struct {
			Live struct {
				Cursor string
				Reset  bool
				Events []struct {
					Cursor  string
					Subject struct{ Email string }
				}
			}
		}
		Errors []servertest.Error
	}
	if m.Type != "next" || json.Unmarshal(m.Payload, &next) != nil || len(next.Errors) > 0 || next.Data.Live.Reset {
		f.doubts = append(f.doubts, fmt.Sprintf("%s %s", m.Type, m.Payload))
		return false
	}
	f.cursor = next.Data.Live.Cursor
	for _, e := range next.Data.Live.Events {
		if f.places[e.Cursor] {
			f.doubts = append(f.doubts, "came twice: "+e.Subject.Email)
		}
		f.places[e.Cursor] = true
		f.seen[e.Subject.Email]++
	}
	return true
}

func (f *follower) check(t *testing.T, there map[string]int) {
	t.Helper()
	for _, d := range f.doubts {
		t.Error(d)
	}
	for email := range there {
		if f.seen[email] != 1 {
			t.Errorf("%s is there and was seen %d times", email, f.seen[email])
		}
	}
	for email := range f.seen {
		if there[email] == 0 {
			t.Errorf("%s was seen and is not there", email)
		}
	}
}

// invited is what is really there, by address.
func invited(t *testing.T, c *servertest.Client) map[string]int {
	t.Helper()
	there, after := map[string]int{}, any(nil)
	for {
		var page struct {
			Invites struct {
				Nodes    []struct{ Email string }
				PageInfo struct {
					HasNextPage bool
					EndCursor   *string
				}
			}
		}
		c.Query(t, `query($after:String){invites(first:100,after:$after,filter:{search:"@kill.example"}){nodes{email} pageInfo{hasNextPage endCursor}}}`,
			map[string]any{"after": after}, &page)
		for _, n := range page.Invites.Nodes {
			there[n.Email]++
		}
		if !page.Invites.PageInfo.HasNextPage {
			return there
		}
		after = *page.Invites.PageInfo.EndCursor
	}
}

// process is a server in a process of its own, to be killed and started again.
type process struct {
	t    *testing.T
	addr string
	in   server.Storage
	cmd  *exec.Cmd
}

func (p *process) start() {
	p.t.Helper()
	p.cmd = exec.Command(binary, "serve", "--addr", p.addr, "--ops-addr", "off", "--data", p.in.Data, "--log-level", "error")
	p.cmd.Env = append(os.Environ(), "DOORWARD_SECRET="+string(p.in.Secret), "DATABASE_URL="+string(p.in.DatabaseURL),
		"DOORWARD_USER_BUDGET=1000000", "DOORWARD_MAX_AT_ONCE_PER_USER=64") // all clients here are one user's
	p.cmd.Stderr = p.t.Output()
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	c := servertest.NewClient(p.t, "http://"+p.addr)
	servertest.Eventually(p.t, "the server answers", func() bool {
		got, err := c.Try(`{serverInfo{version}}`, nil)
		return err == nil && len(got.Errors) == 0
	})
}

// kill is SIGKILL: nothing in the process learns of it.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strings.Clone(l.Addr().String())
}
