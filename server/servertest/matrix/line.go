package matrix

import (
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"doorward/server/servertest"
)

// line is what somebody follows over: a socket, or a browser with an event stream for each.
type line struct {
	way     way
	a       *actor
	browser *servertest.Client
	socket  *servertest.Socket
	streams []*servertest.Stream
}

// line of an actor in their tenant.
func (p *probe) line(w way, a *actor) (*line, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	at, err := url.Parse("http://" + p.s.Addr())
	if err != nil {
		return nil, err
	}
	jar.SetCookies(at, []*http.Cookie{{Name: "doorward", Value: a.token}})
	l := &line{way: w, a: a, browser: &servertest.Client{Base: at.String(), Tenant: a.tenant, HTTP: &http.Client{Jar: jar}}}
	if w.socket {
		l.socket, err = l.browser.TrySocket()
	}
	return l, err
}

func (l *line) close() {
	if l.socket != nil {
		l.socket.Close()
	}
	for _, s := range l.streams {
		s.Close()
	}
}

// begin follows with a document; what it gives waits for the next message, and tells whether
// there was one.
func (l *line) begin(document string, vars map[string]any) (func() (servertest.Message, bool), error) {
	var sub *servertest.Subscription
	var s *servertest.Stream
	var refused servertest.Answer
	var err error
	switch {
	case l.way.socket && l.way.hash:
		sub, err = l.socket.TrySubscribeByHash(hashOf(document), vars)
	case l.way.socket:
		sub, err = l.socket.TrySubscribe(document, vars)
	case l.way.hash:
		s, refused, err = l.browser.TryEventsByHash(hashOf(document), vars)
	default:
		s, refused, err = l.browser.TryEvents(document, vars, nil)
	}
	switch {
	case err != nil:
		return nil, err
	case sub != nil:
		return sub.TryMessage, nil
	case s == nil:
		text, err := json.Marshal(refused.Errors)
		return func() (servertest.Message, bool) { return servertest.Message{Type: "error", Payload: text}, true }, err
	}
	l.streams = append(l.streams, s)
	return func() (servertest.Message, bool) { return messageOf(s.TryEvent()) }, nil
}

// messageOf is an event as a socket would have told it: what is nothing but errors is an `error`.
func messageOf(e servertest.Event, ok bool) (servertest.Message, bool) {
	m := servertest.Message{Type: e.Name, Payload: json.RawMessage(e.Data)}
	var parts struct{ Data, Errors json.RawMessage }
	if json.Unmarshal(m.Payload, &parts) == nil && parts.Data == nil && parts.Errors != nil {
		m.Type, m.Payload = "error", parts.Errors
	}
	return m, ok
}

// follower is one subscription of somebody.
type follower struct {
	label string
	a     *actor
	deaf  bool // asks for what is another tenant's, and is told nothing
	heard chan servertest.Message
}

func (p *probe) follow(l *line, label, document string, vars map[string]any, deaf bool) *follower {
	f := &follower{label: label + " over " + l.way.String(), a: l.a, deaf: deaf, heard: make(chan servertest.Message, 1000)}
	p.requests++
	p.went(l.way, document)
	next, err := l.begin(document, vars)
	if err != nil {
		p.leak("%s as %s: %v", f.label, f.a.name, err)
		close(f.heard)
		return f
	}
	go func() {
		defer close(f.heard)
		for m, ok := next(); ok; m, ok = next() {
			if f.heard <- m; m.Type == "error" {
				return
			}
		}
	}()
	return f
}

// message waits for what a follower hears next.
func (p *probe) message(f *follower) (servertest.Message, bool) {
	select {
	case m, ok := <-f.heard:
		if ok {
			p.look(f.a, f.label, m.Payload)
		}
		return m, ok
	case <-time.After(servertest.Patience):
		return servertest.Message{}, false
	}
}

// code of the first error of a message.
func code(m servertest.Message) string {
	var a answer
	if json.Unmarshal(m.Payload, &a.Errors) != nil {
		return ""
	}
	return a.code()
}

// clean tells whether a message brings an event, and no error in it.
func clean(m servertest.Message) bool {
	return m.Type == "next" && !strings.Contains(string(m.Payload), `"errors"`)
}
