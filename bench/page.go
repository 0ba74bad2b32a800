package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/uuid"

	"doorward/internal/secret"
)

const pageQuery = `query UsersPage($after: String) {
  users(first: 50, after: $after) {
    edges { cursor node { id name type email status lastLoginAt groups { id name } roles { role { id name } } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

// usersPage measures the screen that people look at most.
func usersPage(ctx context.Context, b *bench) ([]row, error) {
	w, err := b.big(ctx)
	if err != nil {
		return nil, err
	}
	ours, floor, err := both(w, "doorward", "raw3")
	if err != nil {
		return nil, err
	}
	defer ours.end()
	defer floor.end()
	cookie, err := signIn(ours.addr, watcher(0))
	if err != nil {
		return nil, err
	}
	bodies, err := w.pages(ctx, 320)
	if err != nil {
		return nil, err
	}
	if err := same(ours.addr, floor.addr, cookie, bodies); err != nil {
		return nil, err
	}
	ask, plain := make([][]byte, len(bodies)), make([][]byte, len(bodies))
	for i, body := range bodies {
		ask[i], plain[i] = post(ours.addr, cookie, body), post(floor.addr, "", body)
	}
	rate := row{what: "users page at " + fmt.Sprint(b.users) + " users", unit: "requests/s", goal: "≥ 0.6 of raw3", gate: 0.6}
	p50, p99 := row{what: "…", unit: "p50 ms", less: true}, row{what: "…", unit: "p99 ms", less: true}
	cpu := row{what: "…", unit: "µs of processor a request", less: true}
	for i := range b.rounds + 1 { // the first warms up
		mine, err := drive(ours, ask, b.window)
		if err != nil {
			return nil, err
		}
		theirs, err := drive(floor, plain, b.window)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			continue
		}
		rate.ours, rate.floor = append(rate.ours, mine.perSecond), append(rate.floor, theirs.perSecond)
		p50.ours, p50.floor = append(p50.ours, mine.p50), append(p50.floor, theirs.p50)
		cpu.ours, cpu.floor = append(cpu.ours, mine.cpu), append(cpu.floor, theirs.cpu)
		p99.ours, p99.floor = append(p99.ours, mine.p99), append(p99.floor, theirs.p99)
	}
	return []row{rate, p50, p99, cpu}, nil
}

func both(w *world, one, other string) (*child, *child, error) {
	a, err := start(one, w.dir)
	if err != nil {
		return nil, nil, err
	}
	b, err := start(other, w.dir)
	if err != nil {
		a.end()
		return nil, nil, err
	}
	return a, b, nil
}

// pages are bodies of requests for pages after users by chance, as a client has them:
// whole pages, which the last ones are not.
func (w *world) pages(ctx context.Context, n int) ([][]byte, error) {
	keys, err := w.keys()
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(w.dir, "doorward.db")+"?mode=ro")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, "SELECT id, sort_key FROM users WHERE tenant_id = ? AND sort_key < 'person 98' ORDER BY random() LIMIT ?", w.tenant, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all [][]byte
	for rows.Next() {
		var id uuid.UUID
		var sortKey string
		if err := rows.Scan(&id, &sortKey); err != nil {
			return nil, err
		}
		body, err := json.Marshal(map[string]any{"query": pageQuery, "variables": map[string]any{"after": sealed(keys, w.tenant, id, sortKey)}})
		if err != nil {
			return nil, err
		}
		all = append(all, body)
	}
	return all, rows.Err()
}

func (w *world) keys() (*secret.Keys, error) {
	master, err := secret.Master(w.dir, "")
	if err != nil {
		return nil, err
	}
	return secret.NewKeys(master)
}

// same holds both servers to the same answer.
func same(ours, floor, cookie string, bodies [][]byte) error {
	for _, body := range bodies {
		a, err := once(ours, post(ours, cookie, body))
		if err != nil {
			return err
		}
		b, err := once(floor, post(floor, "", body))
		if err != nil {
			return err
		}
		if !bytes.Equal(letters(a), letters(b)) {
			return fmt.Errorf("the floor answers otherwise: %s", apart(a, b))
		}
	}
	return nil
}

// apart is the first user of whom they tell different things.
func apart(a, b []byte) string {
	x, y := bytes.Split(a, []byte(`{"cursor"`)), bytes.Split(b, []byte(`{"cursor"`))
	for i := range min(len(x), len(y)) {
		if !bytes.Equal(letters(x[i]), letters(y[i])) {
			return fmt.Sprintf("\n%s\n%s", x[i], y[i])
		}
	}
	return fmt.Sprintf("%d parts and %d", len(x), len(y))
}

// letters is a text's bytes in order: lists that have no order of their own may run
// differently, what is in them may not.
func letters(text []byte) []byte { return slices.Sorted(slices.Values(bytes.TrimSpace(text))) }

// signIn is the cookie of somebody who has signed in.
func signIn(addr, email string) (string, error) {
	body, _ := json.Marshal(map[string]any{
		"query":     "mutation($e:String!,$p:String!){signIn(input:{email:$e,password:$p}){next userErrors{message}}}",
		"variables": map[string]string{"e": email, "p": password},
	})
	r, err := http.NewRequest(http.MethodPost, "http://"+addr+"/graphql", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/graphql-response+json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	for _, c := range response.Cookies() {
		if strings.HasSuffix(c.Name, "doorward") {
			return c.Name + "=" + c.Value, nil
		}
	}
	return "", errors.New("signing in gave no cookie")
}
