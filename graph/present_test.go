package graph_test

import (
	"context"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"
)

func TestErrorsOfTheRequest(t *testing.T) {
	each(t, func(w *world) {
		manager := w.as("manager@acme.example", "")
		for what, c := range map[string]struct {
			document string
			vars     map[string]any
		}{
			"no document":                  {"", nil},
			"a word that is a secret":      {"hunter2secret", nil},
			"a field that does not exist":  {"{users{hunter2secret}}", nil},
			"an argument too many":         {`{users(hunter2secret:1){totalCount}}`, nil},
			"an enum's value":              {`{users(orderBy:{field:hunter2secret,direction:ASC}){totalCount}}`, nil},
			"an enum's value, variable":    {pageQuery, map[string]any{"by": map[string]any{"field": "hunter2secret", "direction": "ASC"}}},
			"a variable of another type":   {pageQuery, map[string]any{"first": "hunter2secret"}},
			"a number too large":           {`{users(first:99999999999999999999){totalCount}}`, nil},
			"a number that is none":        {pageQuery, map[string]any{"first": 1.5}},
			"a moment that is none":        {`{users(filter:{lastLoginBefore:"hunter2secret"}){totalCount}}`, nil},
			"a moment, variable":           {pageQuery, map[string]any{"filter": map[string]any{"lastLoginBefore": "hunter2secret"}}},
			"a variable that is missing":   {`query($id:ID!){node(id:$id){id}}`, nil},
			"null where a value is asked":  {`query($id:ID!){node(id:$id){id}}`, map[string]any{"id": nil}},
			"two operations":               {`query a{viewer{person{id}}} query b{viewer{person{id}}}`, nil},
			"a fragment that calls itself": {`query{...a} fragment a on Query{...b} fragment b on Query{...a}`, nil},
			"a fragment cycle, unused":     {`{viewer{person{id}}} fragment a on Query{...a}`, nil},
			"selections without end":       {strings.Repeat("{viewer", 900), nil},
		} {
			a := manager.send(c.document, c.vars)
			if len(a.Errors) == 0 {
				w.Errorf("%s: %s", what, a.Data)
				continue
			}
			for _, e := range a.Errors {
				if e.Extensions["category"] != "REQUEST" || e.Extensions["code"] != "INVALID" || e.Extensions["next"] == "" {
					w.Errorf("%s: %v", what, e)
				}
				if strings.Contains(fmt.Sprint(e), "hunter2secret") {
					w.Errorf("%s: echoes the input: %v", what, e)
				}
			}
		}
		if got := get[map[string]map[string]any](manager, `{serverInfo{version}}`, nil); got["serverInfo"]["version"] != "1.2.3" {
			w.Errorf("%v", got)
		}
		if w.logged.Len() > 0 {
			w.Errorf("logged: %s", w.logged.String())
		}
	})
}

func TestDefects(t *testing.T) {
	each(t, func(w *world) {
		manager := w.as("manager@acme.example", "")
		get[any](manager, `{userCounts{id}}`, nil)
		set := w.r.ClearCookie
		defer func() { w.r.ClearCookie = set }()
		w.r.ClearCookie = func(context.Context) { panic("the jar of user 4711 is broken") }
		a := manager.refused("INTERNAL", `mutation{signOut{signedOut}}`, nil)
		e := a.Errors[0]
		if e.Message != "Something went wrong." || e.Extensions["category"] != "INTERNAL" || e.Extensions["requestId"] != "req_7" {
			w.Errorf("%+v", e)
		}
		lines := strings.Split(strings.TrimSpace(w.logged.String()), "\n")
		if len(lines) != 1 || !strings.Contains(lines[0], "4711") || !strings.Contains(lines[0], "req_7") || !strings.Contains(lines[0], "present_test.go") {
			w.Errorf("logged: %q", lines)
		}
	})
}

func TestTroubleOfTheDatabase(t *testing.T) {
	each(t, func(w *world) {
		manager := w.as("manager@acme.example", "")
		get[any](manager, `{userCounts{id}}`, nil)
		for code, c := range map[string]struct {
			err   error
			lines int
		}{
			"BUSY":         {sqlite3.Error{Code: sqlite3.ErrBusy}, 0},
			"STORAGE_FULL": {sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC}, 0},
			"INTERNAL":     {sqlite3.Error{Code: sqlite3.ErrCorrupt}, 1},
		} {
			w.logged.Reset()
			w.fail.Store(&c.err)
			a := manager.refused(code, `{users{nodes{id}}}`, nil)
			w.fail.Store(nil)
			if code != "INTERNAL" && a.Errors[0].Extensions["category"] != "UNAVAILABLE" {
				w.Errorf("%v", a.Errors)
			}
			if n := strings.Count(w.logged.String(), "\n"); n != c.lines {
				w.Errorf("%s: %d lines logged: %s", code, n, w.logged.String())
			}
		}
		if got := manager.names(nil); len(got) != 3 {
			w.Errorf("%q", got)
		}
	})
}

func TestCancelledRequestIsQuiet(t *testing.T) {
	each(t, func(w *world) {
		manager := w.as("manager@acme.example", "")
		get[any](manager, `{userCounts{id}}`, nil)
		cancelled := fmt.Errorf("reading users: %w", context.Canceled)
		w.fail.Store(&cancelled)
		manager.refused("BUSY", `{users{nodes{id}}}`, nil)
		w.fail.Store(nil)
		if w.logged.Len() > 0 {
			w.Errorf("logged: %s", w.logged.String())
		}
	})
}

func TestIntrospection(t *testing.T) {
	each(t, func(w *world) {
		const query = `{__schema{types{name}}}`
		w.anonymous().refused("SIGN_IN_REQUIRED", query, nil)
		manager := w.as("manager@acme.example", "")
		manager.refused("PERMISSION_DENIED", query, nil)
		manager.refused("PERMISSION_DENIED", `{...a} fragment a on Query{... on Query{__type(name:"User"){name}}}`, nil)
		if got := get[map[string]any](manager, `{__typename}`, nil); got["__typename"] != "Query" {
			w.Errorf("%v", got)
		}
		get[any](w.as("owner@acme.example", "acme-production"), query, nil)
		w.r.OpenSchema = true
		get[any](w.anonymous(), query, nil)
	})
}

func TestFindings(t *testing.T) {
	each(t, func(w *world) {
		told := func(b *browser, document string, vars map[string]any) string {
			a := b.refused("INVALID", document, vars)
			if e := a.Errors[0].Extensions; strings.Contains(fmt.Sprint(e), "colour") || e["userMessage"] != "The request is not one that this server understands." {
				w.Errorf("for the person: %v", e)
			}
			return a.Errors[0].Message
		}
		const field, page = `{serverInfo{colour}}`, `query($colour:Int!){users(first:$colour){totalCount}}`
		for name, b := range map[string]*browser{"nobody": w.anonymous(), "without the right": w.as("manager@acme.example", "")} {
			if got := told(b, field, nil); strings.Contains(got, "colour") || strings.Contains(got, "ServerInfo") {
				w.Errorf("%s: %q", name, got)
			}
		}
		reader := w.as("owner@acme.example", "acme-production")
		if got := told(reader, field, nil); got != `Cannot query field "colour" on type "ServerInfo".` {
			w.Errorf("%q", got)
		}
		if got := told(reader, page, vars("colour", "red")); got != "variable.colour: cannot use string as Int" {
			w.Errorf("%q", got)
		}
		w.r.OpenSchema = true
		if got := told(w.anonymous(), field, nil); got != `Cannot query field "colour" on type "ServerInfo".` {
			w.Errorf("in the demo: %q", got)
		}
	})
}

func TestLiveCursor(t *testing.T) {
	each(t, func(w *world) {
		manager := w.as("manager@acme.example", "")
		get[any](manager, `{userCounts{id}}`, nil)
		one := get[map[string]string](manager, `{a:liveCursor b:liveCursor}`, nil)
		if one["a"] == "" || one["a"] != one["b"] {
			w.Errorf("%v", one)
		}
		must(w.r.Directory.BetaSet(w.in("production"), w.users["agent@acme.example production"].ID, true))
		if again := get[map[string]string](manager, `{a:liveCursor}`, nil); again["a"] == one["a"] {
			w.Error("the cursor stands still")
		}
		manager.refused("BAD_CURSOR", `query($c:String){users(after:$c){totalCount}}`, vars("c", one["a"]))
	})
}
