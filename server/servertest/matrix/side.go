package matrix

import (
	"time"

	"github.com/google/uuid"

	"doorward/internal/id"
)

// side is a tenant as an argument can name it.
type side struct {
	tenant uuid.UUID
	slug   string
	ids    map[string]string // by type, the public id of one row
	common map[string]bool   // types whose row is the catalogue's, for every tenant
	words  map[string]string // texts that are this tenant's own
}

// id of one row of a type; a place that takes any kind is given a user.
func (s *side) id(kind string) string {
	if kind == "" {
		kind = "User"
	}
	return s.ids[kind]
}

func (s *side) text(name string) string {
	if t, ok := s.words[name]; ok {
		return t
	}
	return texts[name]
}

// someday is a moment that is over, and within the world's history.
var someday = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)

// texts are values for the texts that the API takes, by the names of their places. What
// stands in a side's words comes before.
var texts = map[string]string{
	"search": "a", "key": "cases", "permissionKey": "USERS_READ", "area": "Administration", "verbs": "user.logged_in",
	"email": "nobody@example.org", "token": "no.link", "password": "not the password of anybody", "name": "Nobody", "company": "Nowhere",
	"reason": "No reason.", "justification": "No reason.",
}

// missing is an id of a kind that nothing has.
func missing(kind string) string {
	k := kinds[kind]
	if k == "" {
		k = id.User
	}
	if k == id.Entry {
		return id.Of(k, id.FromNumber(1<<40))
	}
	return id.Of(k, id.New())
}

// spoiled are texts in a place for the id of one kind that are none of that kind.
func spoiled(l leaf, kind string, of *side) map[string]string {
	good := of.id(kind)
	all := map[string]string{"of no kind": "xyz" + good[3:], "cut": good[:len(good)-1], "in capitals": "USR" + good[3:], "of nothing": "", "with a quote": good[:29] + "'"}
	if other := of.ids["Group"]; l.kind != "" && kind != "Group" {
		all["of another kind"] = other
	}
	return all
}
