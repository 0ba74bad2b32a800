package servertest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"testing"
)

// Client is one browser: it keeps its cookie, and names a tenant once it was told one.
type Client struct {
	Base   string
	Tenant string // slug; empty: no header
	Narrow bool   // its websockets take in little that nobody reads
	HTTP   *http.Client
}

// Answer is what a POST brought.
type Answer struct {
	Status int
	Header http.Header
	Text   string // of the body
	Data   json.RawMessage
	Errors []Error
}

// Error is a top-level error of an answer, an `error` message or a `next`.
type Error struct {
	Message    string
	Path       []any
	Extensions struct {
		Category, Code, UserMessage, Next, RequestID string
		Tenants                                      []struct{ Slug, Name string }
	}
}

// Client is a new browser without a session.
func (s *Server) Client() *Client { return NewClient(s.t, "http://"+s.Addr()) }

// NewClient is a new browser before any server, as one in a process of its own.
func NewClient(t testing.TB, base string) *Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Client{Base: base, HTTP: &http.Client{
		Jar: jar, Timeout: 2 * Patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// SignIn is a new browser with somebody of the world signed in.
func (s *Server) SignIn(t testing.TB, email string) *Client {
	t.Helper()
	c := s.Client()
	c.SignIn(t, email, Password)
	return c
}

// In is the same browser in a tenant.
func (c *Client) In(slug string) *Client {
	there := *c
	there.Tenant = slug
	return &there
}

// SignIn signs in, or fails the test.
func (c *Client) SignIn(t testing.TB, email, password string) {
	t.Helper()
	var got struct {
		SignIn struct {
			Next       *string
			UserErrors []struct{ Code, Message string }
		}
	}
	c.Query(t, `mutation($e:String!,$p:String!){signIn(input:{email:$e,password:$p}){next userErrors{code message}}}`,
		map[string]any{"e": email, "p": password}, &got)
	if len(got.SignIn.UserErrors) > 0 || got.SignIn.Next == nil || *got.SignIn.Next != "DONE" {
		t.Fatalf("signing %s in: %+v", email, got.SignIn)
	}
}

// Query sends one query or mutation and reads its data; an error fails the test.
func (c *Client) Query(t testing.TB, document string, variables map[string]any, data any) {
	t.Helper()
	got := c.Do(t, document, variables)
	if len(got.Errors) > 0 {
		t.Fatalf("status %d, errors %+v", got.Status, got.Errors)
	}
	if data == nil {
		return
	}
	if err := json.Unmarshal(got.Data, data); err != nil {
		t.Fatalf("reading %s: %v", got.Data, err)
	}
}

// Refused sends one operation that must bring an error, and gives the first.
func (c *Client) Refused(t testing.TB, document string, variables map[string]any) Error {
	t.Helper()
	got := c.Do(t, document, variables)
	if len(got.Errors) == 0 {
		t.Fatalf("status %d without an error: %s", got.Status, got.Data)
	}
	return got.Errors[0]
}

// Do sends one operation and gives whatever comes.
func (c *Client) Do(t testing.TB, document string, variables map[string]any) Answer {
	t.Helper()
	got, err := c.Try(document, variables)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Try is Do where the server may be gone.
func (c *Client) Try(document string, variables map[string]any) (Answer, error) {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return Answer{}, err
	}
	return c.TryPost(body, map[string]string{"Content-Type": "application/json"})
}

// Post sends a body with these headers, whatever they are.
func (c *Client) Post(t testing.TB, body []byte, header map[string]string) Answer {
	t.Helper()
	got, err := c.TryPost(body, header)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TryPost is Post where the server may be gone.
func (c *Client) TryPost(body []byte, header map[string]string) (got Answer, err error) {
	r, err := http.NewRequest(http.MethodPost, c.Base+"/graphql", bytes.NewReader(body))
	if err != nil {
		return got, err
	}
	r.Header.Set("Accept", "application/graphql-response+json, application/json")
	if c.Tenant != "" {
		r.Header.Set("Doorward-Tenant", c.Tenant)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	response, err := c.HTTP.Do(r)
	if err != nil {
		return got, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return got, err
	}
	got = Answer{Status: response.StatusCode, Header: response.Header, Text: string(text)}
	if len(text) > 0 && text[0] == '{' {
		err = json.Unmarshal(text, &got)
	}
	return got, err
}

// Get reads a page.
func (c *Client) Get(t testing.TB, path string, header map[string]string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, c.Base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	response, err := c.HTTP.Do(r)
	if err != nil {
		t.Fatalf("reading %s: %v", path, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("reading %s: %v", path, err)
	}
	return response, body
}
