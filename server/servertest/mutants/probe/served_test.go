package probe_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/internal/clock"
	"doorward/internal/id"
	"doorward/internal/viewer"
	"doorward/server"
	"doorward/server/servertest"
	"doorward/server/servertest/matrix"
)

// served is the world behind a listener.
type served struct {
	*world
	server *servertest.Server
	before *atomic.Pointer[func(ctx context.Context, query string)] // each statement
}

func serve(t testing.TB) *served {
	t.Helper()
	before := &atomic.Pointer[func(context.Context, string)]{}
	s := servertest.Start(t, append(matrix.Options(), servertest.Deps(func(d *server.Deps) {
		watch := d.Watch
		d.Watch = func(ctx context.Context, query string, args []any) {
			watch(ctx, query, args)
			if f := before.Load(); f != nil {
				(*f)(ctx, query)
			}
		}
	}))...)
	w := &world{t: t, Server: s.Server, clock: clock.NewFake(time.Now()), command: server.AsCommand(t.Context())}
	w.db = w.Log.DB().Client()
	return &served{w, s, before}
}

// beforeReading does something once, before a person's next statement about a table. The
// journal's tail, which is always reading, is nobody.
func (s *served) beforeReading(asks uuid.UUID, table string, do func()) (stop func()) {
	var over atomic.Bool
	f := func(ctx context.Context, query string) {
		if v := viewer.From(ctx); v != nil && v.Person == asks && strings.Contains(query, table) && !over.Swap(true) {
			do()
		}
	}
	s.before.Store(&f)
	return func() { s.before.Store(nil) }
}

// browser is one with a session of somebody in a tenant. The door is not the matter here.
func (s *served) browser(email, slug string) *servertest.Client {
	s.t.Helper()
	return s.holder(s.token(email), slug)
}

func (s *served) holder(token, slug string) *servertest.Client {
	s.t.Helper()
	jar := must(cookiejar.New(nil))
	base := "http://" + s.server.Addr()
	jar.SetCookies(must(url.Parse(base)), []*http.Cookie{{Name: "doorward", Value: token}})
	c := servertest.NewClient(s.t, base)
	c.HTTP.Jar, c.Tenant = jar, slug
	return c
}

// gives asserts what an operation gives, as JSON, or with which code it is refused.
func (s *served) gives(what string, c *servertest.Client, document, want string) {
	s.t.Helper()
	a := c.Do(s.t, document, nil)
	got := string(a.Data)
	if len(a.Errors) > 0 {
		got = a.Errors[0].Extensions.Code
	}
	if got != want {
		s.t.Errorf("%s: %s instead of %s", what, got, want)
	}
}

// lists asserts the values under every key of this name, in their order.
func (s *served) lists(what string, c *servertest.Client, document, key, want string) {
	s.t.Helper()
	a := c.Do(s.t, document, nil)
	if len(a.Errors) > 0 {
		s.t.Errorf("%s: %+v", what, a.Errors)
		return
	}
	if got := strings.Join(under(decode(a.Data), key), " "); got != want {
		s.t.Errorf("%s: %q instead of %q", what, got, want)
	}
}

func decode(text []byte) (data any) {
	if err := json.Unmarshal(text, &data); err != nil {
		panic(err)
	}
	return data
}

func under(data any, key string) (all []string) {
	switch data := data.(type) {
	case []any:
		for _, one := range data {
			all = append(all, under(one, key)...)
		}
	case map[string]any:
		for k, one := range data {
			if text, ok := one.(string); ok && k == key {
				all = append(all, text)
			} else {
				all = append(all, under(one, key)...)
			}
		}
	}
	return all
}

func (s *served) userID(email, slug string) string { return id.Of(id.User, s.user(email, slug).ID) }
