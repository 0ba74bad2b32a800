package server_test

import (
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"doorward/server"
	"doorward/server/servertest"
)

// TestEvents is GraphQL over SSE, in distinct connections mode.
func TestEvents(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		owner := s.SignIn(t, "owner@acme.example").In("acme-production")
		t.Run("a_subscription_tells_each_event", func(t *testing.T) {
			stream := owner.Events(t, loginLive, nil)
			for name, want := range map[string]string{
				"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no",
			} {
				if got := stream.Header.Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
			stream.Comment(t) // it is open before there is anything to tell
			servertest.Eventually(t, "it follows", func() bool { return s.Subscriptions() == 1 })
			s.SignIn(t, "agent@acme.example").In("acme-production").Query(t, `{viewer{user{id}}}`, nil, nil)
			var got loginEvent
			if stream.Next(t, &got); got.UserLastLogin.User.LastLoginAt == nil {
				t.Errorf("%+v", got)
			}
			stream.Close()
			servertest.Eventually(t, "whoever leaves is forgotten", func() bool { return s.Sockets() == 0 && s.Subscriptions() == 0 })
		})
		t.Run("a_query_and_a_mutation_have_one_answer", func(t *testing.T) {
			var info struct{ ServerInfo struct{ Version string } }
			stream := owner.Events(t, `{serverInfo{version}}`, nil)
			stream.Next(t, &info)
			stream.Complete(t)
			stream = s.Client().Events(t, signIn, asOwner())
			if !strings.HasPrefix(stream.Header.Get("Set-Cookie"), "doorward=") {
				t.Errorf("no session: %v", stream.Header)
			}
			stream.Event(t)
			stream.Complete(t)
		})
		for name, c := range map[string]struct{ document, code string }{
			"a_document_that_does_not_fit": {`subscription{nothing}`, "INVALID"},
			"a_guard_that_refuses":         {`subscription{invitesLive{cursor}}`, "PERMISSION_DENIED"},
			"a_cursor_that_is_not_ours":    {`subscription{live(after:"x"){cursor}}`, "BAD_CURSOR"},
		} {
			t.Run(name+"_is_told_by_an_event_and_the_end", func(t *testing.T) {
				guest := s.SignIn(t, "guest@acme.example").In("acme-production")
				stream := guest.Events(t, c.document, nil)
				if got := stream.Refused(t); got.Extensions.Code != c.code || got.Extensions.UserMessage == "" {
					t.Errorf("%+v", got)
				}
				stream.Complete(t)
			})
		}
		t.Run("nobody_is_told_to_sign_in", func(t *testing.T) {
			stream := s.Client().Events(t, loginLive, nil)
			if got := stream.Refused(t); got.Extensions.Code != "SIGN_IN_REQUIRED" {
				t.Errorf("%+v", got)
			}
			stream.Complete(t)
		})
		t.Run("what_is_no_operation_is_refused_with_a_status", func(t *testing.T) {
			header := map[string]string{"Accept": "text/event-stream", "Content-Type": "application/json"}
			if got := owner.Post(t, []byte(`{"query":1}`), header); got.Status != 400 || len(got.Errors) != 1 {
				t.Errorf("%+v", got)
			}
			header["Content-Type"] = "text/plain"
			if got := owner.Post(t, []byte(`{"query":"{serverInfo{version}}"}`), header); got.Status != 415 {
				t.Errorf("%+v", got)
			}
		})
		t.Run("by_GET_there_is_none", func(t *testing.T) {
			got, _ := owner.Get(t, "/graphql?query={serverInfo{version}}", map[string]string{"Accept": "text/event-stream"})
			if got.StatusCode != http.StatusNotAcceptable {
				t.Errorf("status %d", got.StatusCode)
			}
		})
		t.Run("without_asking_for_it_a_subscription_is_refused", func(t *testing.T) {
			if got := owner.Refused(t, loginLive, nil); got.Extensions.Code != "INVALID" {
				t.Errorf("%+v", got)
			}
		})
	})
}

// TestEventsEnd holds that a stream ends with what ends a websocket.
func TestEventsEnd(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		t.Run("with_its_session_and_no_other", func(t *testing.T) {
			here, there := s.SignIn(t, "manager@acme.example").In("acme-production"), s.SignIn(t, "manager@acme.example").In("acme-production")
			ends, stays := here.Events(t, loggedIn, nil), there.Events(t, loggedIn, nil)
			servertest.Eventually(t, "both follow", func() bool { return s.Subscriptions() == 2 })
			here.Query(t, `mutation{signOut{signedOut}}`, nil, nil)
			began := time.Now()
			if got := ends.Refused(t); got.Extensions.Code != "SIGN_IN_REQUIRED" || got.Extensions.Category != "AUTHENTICATION" {
				t.Errorf("%+v", got)
			}
			ends.Complete(t)
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("it took %v", took)
			}
			s.SignIn(t, "agent@acme.example").In("acme-production").Query(t, `{viewer{user{id}}}`, nil, nil)
			stays.Next(t, &struct{}{})
			stays.Close()
		})
		t.Run("with_its_user", func(t *testing.T) {
			owner, agent := s.SignIn(t, "owner@acme.example").In("acme-production"), s.SignIn(t, "agent@acme.example").In("acme-production")
			var me struct {
				Viewer struct{ User struct{ ID string } }
			}
			agent.Query(t, `{viewer{user{id}}}`, nil, &me)
			stream := agent.Events(t, `subscription{live(verbs:["invite.sent"]){cursor}}`, nil)
			owner.Query(t, `mutation($id:ID!){userDeactivate(id:$id){userErrors{code}}}`, map[string]any{"id": me.Viewer.User.ID}, nil)
			if got := stream.Refused(t); got.Extensions.Code != "SIGN_IN_REQUIRED" {
				t.Errorf("%+v", got)
			}
			stream.Complete(t)
		})
	})
}

// TestEventsResume holds that a restart loses nothing: the stream ends without `complete`,
// and the client goes on after its last cursor.
func TestEventsResume(t *testing.T) {
	dir := t.TempDir()
	same := servertest.Config(func(c *server.Config) { c.Data = dir })
	s := servertest.Start(t, same)
	owner := s.SignIn(t, "owner@acme.example").In("acme-production")
	stream := owner.Events(t, allLive, nil)
	servertest.Eventually(t, "it follows", func() bool { return s.Subscriptions() == 1 })
	importGroups(t, s, 0)
	var got liveEvent
	for seen := 0; seen < newOnes+1; {
		stream.Next(t, &got)
		seen += got.imported()
	}
	stopped := make(chan error, 1)
	go func() { stopped <- s.Stop() }()
	if e := stream.Event(t); e != (servertest.Event{}) {
		t.Errorf("%+v: a client takes `complete` for the end of all events", e)
	}
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	again := servertest.Start(t, same, servertest.Empty()) // the world is there already
	importGroups(t, again, 1)                              // before the client is back
	back := *owner
	back.Base = "http://" + again.Addr()
	stream = back.Events(t, strings.Replace(allLive, "live{", "live(after:\""+got.Live.Cursor+"\"){", 1), nil)
	for seen := 0; seen < newOnes+1; {
		stream.Next(t, &got)
		if seen += got.imported(); seen > newOnes+1 { // each group, and the tenant
			t.Errorf("%d of %d", seen, newOnes+1)
		}
	}
}

type liveEvent struct {
	Live struct {
		Cursor string
		Events []struct{ Verb string }
	}
}

func (e *liveEvent) imported() (n int) {
	for _, one := range e.Live.Events {
		if one.Verb == "directory.imported" {
			n++
		}
	}
	return n
}

// TestEventsLast holds that the deadlines of an ordinary request do not cut a stream.
func TestEventsLast(t *testing.T) {
	s := servertest.Start(t, servertest.Tune(func(s *server.Server) {
		s.SetReadTimeout(2 * time.Second)
		s.SetSendTimeout(2 * time.Second)
		s.SetLiveLimits(server.LiveLimits{Ping: 100 * time.Millisecond})
	}))
	owner := s.SignIn(t, "owner@acme.example").In("acme-production")
	stream := owner.Events(t, loggedIn, nil)
	for range 30 { // three seconds
		stream.Comment(t)
	}
	s.SignIn(t, "agent@acme.example").In("acme-production").Query(t, `{viewer{user{id}}}`, nil, nil)
	stream.Next(t, &struct{}{})
}

// TestEventsStall drops who stops reading, and keeps nobody else waiting.
func TestEventsStall(t *testing.T) {
	const stalled = 50
	s := servertest.Start(t, servertest.Tune(func(s *server.Server) {
		s.SetLiveLimits(server.LiveLimits{Write: 300 * time.Millisecond, Buffer: 4 << 10, Session: 1000, Person: 1000, User: 1000})
	}))
	owner := s.SignIn(t, "owner@acme.example").In("acme-production")
	other := owner.Events(t, allLive, nil)
	servertest.Eventually(t, "the other follows", func() bool { return s.Subscriptions() == 1 })
	routines, files := runtime.NumGoroutine(), openFiles(t)
	narrow := *owner
	narrow.Narrow = true
	var all []*servertest.Stream
	for range stalled {
		all = append(all, narrow.Events(t, allLive, nil))
	}
	for i := range 3 {
		importGroups(t, s, i)
	}
	for seen := 0; seen < 3*(newOnes+1); {
		var got liveEvent
		other.Next(t, &got)
		seen += got.imported()
	}
	servertest.Eventually(t, "who does not read is let go", func() bool { return s.Sockets() == 1 })
	for _, one := range all {
		one.Close()
	}
	servertest.Eventually(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= routines+spare })
	servertest.Eventually(t, "no file is left", func() bool { return openFiles(t) <= files+spare })
}
