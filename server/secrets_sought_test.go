package server_test

import (
	"crypto/rand"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"doorward/internal/store/pgtest"
	"doorward/server"
	"doorward/server/servertest"
)

// secrets are by what they are; each occurs nowhere else.
type secrets map[string]string

// new makes one that looks like nothing else.
func (x secrets) new(what string) string {
	for x[what] != "" {
		what += ", again"
	}
	x[what] = "Canary" + rand.Text()
	return x[what]
}

// foundIn names those that a text tells, as they are or in a form that anybody reads.
func (x secrets) foundIn(text string) (all []string) {
	lower := strings.ToLower(text)
	for _, what := range slices.Sorted(maps.Keys(x)) {
		s := x[what]
		base := strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(s)), "=")
		base = base[:len(base)-1] // the last letter goes by what follows
		if strings.Contains(lower, strings.ToLower(s)) || strings.Contains(lower, hex.EncodeToString([]byte(s))) || strings.Contains(text, base) {
			all = append(all, what)
		}
	}
	return all
}

// overheard is all that the server said to its clients, but for the one header that carries a session.
type overheard struct {
	http.RoundTripper
	mu   sync.Mutex
	said strings.Builder
}

// Write takes what was said.
func (h *overheard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.said.Write(p)
}

func (h *overheard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.said.String()
}

// RoundTrip listens to one request's answer.
func (h *overheard) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := h.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	open := response.Header.Clone()
	open.Del("Set-Cookie")
	fmt.Fprintln(h, response.Status, open)
	response.Body = struct {
		io.Reader
		io.Closer
	}{io.TeeReader(response.Body, h), response.Body}
	return response, nil
}

// listening is a new browser whose answers are heard.
func (h *overheard) listening(s *servertest.Server) *servertest.Client {
	c := s.Client()
	c.HTTP.Transport = h
	return c
}

// stored is every byte of a SQLite database's files, and every value of every table.
func stored(t *testing.T, c server.Config) string {
	t.Helper()
	var all strings.Builder
	list := `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`
	var db *sql.DB
	if c.DatabaseURL != "" {
		db = pgtest.Administrator(t, string(c.DatabaseURL))
	} else {
		list = `SELECT name FROM sqlite_master WHERE type = 'table'`
		files, err := filepath.Glob(filepath.Join(c.Data, "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%q, %v", files, err)
		}
		for _, path := range files {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
		if db, err = sql.Open("sqlite3", "file:"+filepath.Join(c.Data, "doorward.db")+"?mode=ro"); err != nil {
			t.Fatal(err)
		}
		defer db.Close()
	}
	tables := 0
	each(t, db, list, func(name []any) {
		tables++
		each(t, db, fmt.Sprintf("SELECT * FROM %q", name[0]), func(row []any) { fmt.Fprintf(&all, "%s %s\n", name[0], row) })
	})
	if tables < 20 {
		t.Fatalf("%d tables", tables)
	}
	return all.String()
}

func each(t *testing.T, db *sql.DB, query string, do func(row []any)) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	cells, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		do(cells)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
