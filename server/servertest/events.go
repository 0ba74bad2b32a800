package servertest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Stream is one operation answered by an event stream (GraphQL over SSE).
type Stream struct {
	Header http.Header

	body io.ReadCloser
	all  chan Event
}

// Event is one of a stream. A name and data that are both empty: the stream has ended.
type Event struct {
	Name string
	Data string
}

// Events sends one operation and asks for an event stream, or fails the test.
func (c *Client) Events(t testing.TB, document string, variables map[string]any) *Stream {
	t.Helper()
	s, answer, err := c.TryEvents(document, variables, nil)
	if err != nil {
		t.Fatalf("opening an event stream: %v", err)
	}
	if s == nil {
		t.Fatalf("no event stream: status %d, %+v", answer.Status, answer.Errors)
	}
	t.Cleanup(s.Close)
	return s
}

// TryEvents is Events where the server may be gone, or refuse: then there is an answer
// and no stream. The caller closes the stream.
func (c *Client) TryEvents(document string, variables map[string]any, header map[string]string) (*Stream, Answer, error) {
	return c.tryEvents(map[string]any{"query": document, "variables": variables}, header)
}

// TryEventsByHash is TryEvents of a document that the server knows.
func (c *Client) TryEventsByHash(hash string, variables map[string]any) (*Stream, Answer, error) {
	return c.tryEvents(byHash(hash, variables), nil)
}

// byHash is an operation whose document the server knows by the SHA-256 of its text.
func byHash(hash string, variables map[string]any) map[string]any {
	return map[string]any{"variables": variables, "extensions": map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}}
}

func (c *Client) tryEvents(operation map[string]any, header map[string]string) (*Stream, Answer, error) {
	body, err := json.Marshal(operation)
	if err != nil {
		return nil, Answer{}, err
	}
	response, err := c.events(body, header)
	if err != nil {
		return nil, Answer{}, err
	}
	if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/event-stream") {
		got, err := answerOf(response)
		return nil, got, err
	}
	s := &Stream{Header: response.Header, body: response.Body, all: make(chan Event, 10_000)}
	if !c.Narrow {
		go s.read()
	}
	return s, Answer{Status: response.StatusCode, Header: response.Header}, nil
}

func (c *Client) events(body []byte, header map[string]string) (*http.Response, error) {
	r, err := http.NewRequest(http.MethodPost, c.Base+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	if c.Tenant != "" {
		r.Header.Set("Doorward-Tenant", c.Tenant)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	// A stream lasts, and has a connection of its own: no time limit of the client's.
	over := &http.Transport{DisableKeepAlives: true, DialContext: c.connect}
	return (&http.Client{Jar: c.HTTP.Jar, Transport: over}).Do(r)
}

func answerOf(response *http.Response) (got Answer, err error) {
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return got, err
	}
	got = Answer{Status: response.StatusCode, Header: response.Header}
	if len(text) > 0 && text[0] == '{' {
		err = json.Unmarshal(text, &got)
	}
	return got, err
}

// read takes the stream apart; comments are events without a name.
func (s *Stream) read() {
	defer close(s.all)
	var e Event
	for lines := bufio.NewReader(s.body); ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		switch line = strings.TrimSuffix(line, "\n"); {
		case line == "" && e.Name != "":
			s.all <- e
			e = Event{}
		case strings.HasPrefix(line, ":"):
			s.all <- Event{Data: line}
		case strings.HasPrefix(line, "event: "):
			e.Name = strings.TrimPrefix(line, "event: ")
		case strings.HasPrefix(line, "data:"):
			e.Data += strings.TrimPrefix(strings.TrimPrefix(line, "data:"), " ")
		}
	}
}

// Close drops the stream without a word.
func (s *Stream) Close() { _ = s.body.Close() }

// Comment waits for the next comment, and fails the test when an event comes first.
func (s *Stream) Comment(t testing.TB) {
	t.Helper()
	if e := s.any(t); e.Name != "" || e.Data == "" {
		t.Fatalf("%+v instead of a comment", e)
	}
}

// Event waits for the next event; the zero Event: the stream has ended.
func (s *Stream) Event(t testing.TB) Event {
	t.Helper()
	for {
		if e := s.any(t); e.Name != "" || e.Data == "" {
			return e
		}
	}
}

// TryEvent waits for the next event; false: the stream has ended.
func (s *Stream) TryEvent() (Event, bool) {
	for e := range s.all {
		if e.Name != "" {
			return e, true
		}
	}
	return Event{}, false
}

func (s *Stream) any(t testing.TB) Event {
	t.Helper()
	select {
	case e := <-s.all:
		return e
	case <-time.After(Patience):
		t.Fatal("no event came")
		return Event{}
	}
}

// Next waits for the next event and reads its data.
func (s *Stream) Next(t testing.TB, data any) {
	t.Helper()
	e := s.Event(t)
	var next struct {
		Data   json.RawMessage
		Errors []Error
	}
	if e.Name != "next" || json.Unmarshal([]byte(e.Data), &next) != nil || len(next.Errors) > 0 {
		t.Fatalf("%+v instead of data", e)
	}
	if err := json.Unmarshal(next.Data, data); err != nil {
		t.Fatalf("reading %s: %v", next.Data, err)
	}
}

// Refused waits for an event that is nothing but errors, and gives the first of them.
func (s *Stream) Refused(t testing.TB) Error {
	t.Helper()
	e := s.Event(t)
	var next struct {
		Data   json.RawMessage
		Errors []Error
	}
	if e.Name != "next" || json.Unmarshal([]byte(e.Data), &next) != nil || len(next.Errors) == 0 || len(next.Data) > 0 {
		t.Fatalf("%+v instead of an error", e)
	}
	return next.Errors[0]
}

// Complete waits for the proper end, after which nothing comes.
func (s *Stream) Complete(t testing.TB) {
	t.Helper()
	if e := s.Event(t); e.Name != "complete" || e.Data != "" {
		t.Fatalf("%+v instead of an end", e)
	}
	if e := s.Event(t); e != (Event{}) {
		t.Fatalf("%+v after the end", e)
	}
}
