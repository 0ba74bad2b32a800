package access

import (
	"maps"

	"github.com/google/uuid"
)

// shards keep users so that replacing one copies a small part of them.
type shards [256]map[uuid.UUID]*User

func (s *shards) get(u uuid.UUID) *User { return s[u[15]][u] }

// editor replaces users in a copy of a snapshot: a part that is shared with the
// older one is copied before its first change.
type editor struct {
	*Snapshot
	users, persons [256]bool
}

func (e *editor) set(id uuid.UUID, is *User) {
	was := e.Snapshot.users.get(id)
	if was.seated() {
		e.seated--
	}
	if is.seated() {
		e.seated++
	}
	put(&e.Snapshot.users, &e.users, id, is)
	if was != nil && was.Person != uuid.Nil {
		put(&e.Snapshot.persons, &e.persons, was.Person, nil)
	}
	if is != nil && is.Person != uuid.Nil {
		put(&e.Snapshot.persons, &e.persons, is.Person, is)
	}
}

func put(s *shards, own *[256]bool, id uuid.UUID, u *User) {
	b := id[15]
	if !own[b] {
		own[b] = true
		if s[b] = maps.Clone(s[b]); s[b] == nil {
			s[b] = map[uuid.UUID]*User{}
		}
	}
	if u == nil {
		delete(s[b], id)
		return
	}
	s[b][id] = u
}

// inGroups is the user as a member of other groups.
func (u *User) inGroups(groups []member) *User {
	return &User{ID: u.ID, Tenant: u.Tenant, Person: u.Person, Active: u.Active, Beta: u.Beta, BetaUntil: u.BetaUntil,
		grants: u.grants, groups: groups}
}
