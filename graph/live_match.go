package graph

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"doorward/ent/invite"
	"doorward/ent/rule"
	"doorward/ent/user"
	"doorward/graph/model"
	"doorward/internal/id"
)

// A list's filter is held against how a row stood before and after, as the
// journal tells it: what `added` and `removed` say then follows from the entries
// alone, and not from when a row happened to be read. That this agrees with the
// filter in SQL is held by a test.

// userFacts is how a user stands, as far as filters ask.
type userFacts struct {
	Status    user.Status `json:"status"`
	Type      user.Type   `json:"type"`
	Beta      bool        `json:"beta_access"`
	LastLogin *time.Time  `json:"last_login_at"`
	Groups    []memberOf  `json:"groups"`
}

type memberOf struct {
	Group uuid.UUID  `json:"group_id"`
	Until *time.Time `json:"expires_at"`
}

// userFactsOf reads an entry's before or after; nil where there was no user.
func userFactsOf(state json.RawMessage) *userFacts {
	f := &userFacts{}
	if len(state) == 0 || json.Unmarshal(state, f) != nil {
		return nil
	}
	return f
}

func (f *userFacts) sameGroups(other *userFacts) bool {
	in := map[uuid.UUID]bool{}
	for _, g := range f.Groups {
		in[g.Group] = true
	}
	for _, g := range other.Groups {
		if !in[g.Group] {
			return false
		}
	}
	return len(f.Groups) == len(other.Groups)
}

// userMatch is a user list's filter.
type userMatch struct {
	filter        *model.UserFilter
	groups, roles map[uuid.UUID]bool // nil: not asked for
	text          *string            // folded
}

func newUserMatch(f *model.UserFilter) *userMatch {
	if f == nil {
		f = &model.UserFilter{}
	}
	m := &userMatch{filter: f, groups: setOf(id.Group, f.GroupIds.Value()), roles: setOf(id.Role, f.RoleIds.Value())}
	if s := f.Search.Value(); s != nil {
		folded := rule.Fold(*s)
		m.text = &folded
	}
	return m
}

func setOf(kind id.Kind, given []string) map[uuid.UUID]bool {
	if given == nil {
		return nil
	}
	set := make(map[uuid.UUID]bool, len(given))
	for _, s := range given {
		if u, err := id.As(kind, s); err == nil {
			set[u] = true
		}
	}
	return set
}

// holds tells whether somebody who stands like that is in the list. What is not in
// the journal is given beside: the search key, which never changes, and the roles.
func (m *userMatch) holds(f *userFacts, searchKey string, hasRole func() bool, at time.Time) bool {
	if f == nil {
		return false
	}
	if some := m.filter.Status.Value(); some != nil && !slices.Contains(some, f.Status) {
		return false
	}
	if some := m.filter.Type.Value(); some != nil && !slices.Contains(some, f.Type) {
		return false
	}
	if never := m.filter.NeverLoggedIn.Value(); never != nil && *never != (f.LastLogin == nil) {
		return false
	}
	if before := m.filter.LastLoginBefore.Value(); before != nil && (f.LastLogin == nil || !f.LastLogin.Before(*before)) {
		return false
	}
	if beta := m.filter.BetaAccess.Value(); beta != nil && *beta != f.Beta {
		return false
	}
	if m.text != nil && !strings.Contains(searchKey, *m.text) {
		return false
	}
	return (m.groups == nil || m.inGroup(f, at)) && (m.roles == nil || hasRole())
}

func (m *userMatch) inGroup(f *userFacts, at time.Time) bool {
	for _, g := range f.Groups {
		if m.groups[g.Group] && (g.Until == nil || at.Before(*g.Until)) {
			return true
		}
	}
	return false
}

// inviteFacts is how an invite stands, as far as filters and events ask.
type inviteFacts struct {
	Status   invite.Status   `json:"status"`
	Delivery invite.Delivery `json:"delivery"`
}

// inviteFactsOf reads an entry's before or after; empty where there was no invite.
func inviteFactsOf(state json.RawMessage) (f inviteFacts) {
	if len(state) == 0 || json.Unmarshal(state, &f) != nil {
		return inviteFacts{}
	}
	return f
}

func (f inviteFacts) open() bool { return slices.Contains(openInvite, f.Status) }

// inList tells whether an invite that stands like that is in a list.
func (f inviteFacts) inList(filter *model.InviteFilter, searchKey string) bool {
	if f.Status == "" {
		return false
	}
	if filter == nil {
		return true
	}
	if open := filter.Open.Value(); open != nil && *open != f.open() {
		return false
	}
	if some := filter.Status.Value(); some != nil && !slices.Contains(some, f.Status) {
		return false
	}
	s := filter.Search.Value()
	return s == nil || strings.Contains(searchKey, rule.Fold(*s))
}
