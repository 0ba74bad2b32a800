package graph

import (
	"strings"
	"time"
	"unicode/utf8"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"doorward/ent/grant"
	"doorward/ent/membership"
	"doorward/ent/rule"
	"doorward/internal/fault"
	"doorward/internal/id"
)

const (
	searchMost = 200 // characters
	listMost   = 100 // values of one condition
)

// lasts holds while an expiry, or none, has not come.
func lasts(column string, at time.Time) *sql.Predicate {
	return sql.Or(sql.IsNull(column), sql.GT(column, at))
}

// idsOf takes the ids of a condition apart. One that is of no such thing matches
// nothing, like one of another tenant.
func idsOf(kind id.Kind, given []string, field string) ([]any, error) {
	if len(given) > listMost {
		return nil, fault.BadInput(fault.Invalid, "A condition takes at most 100 values.", "filter", field)
	}
	all := make([]any, 0, len(given))
	for _, s := range given {
		u, err := id.As(kind, s)
		if err != nil {
			u = uuid.Nil
		}
		all = append(all, u)
	}
	return all, nil
}

// anys is ids as the builder takes them.
func anys(ids []uuid.UUID) []any {
	all := make([]any, len(ids))
	for i, u := range ids {
		all[i] = u
	}
	return all
}

// searched is a search in the form of the search keys.
func searched(text string) (string, error) {
	if utf8.RuneCountInString(text) > searchMost {
		return "", fault.BadInput(fault.Invalid, "Search for at most 200 characters.", "filter", "search")
	}
	return rule.Fold(storable(text)), nil
}

// storable is a text that PostgreSQL takes: it refuses NUL, which no stored text holds.
func storable(text string) string { return strings.ReplaceAll(text, "\x00", "\uFFFD") }

// inGroups holds for users who are in one of these groups. The set is made once for
// the statement, not looked up for each user; the tenants keep it small, the wall
// before the users keeps it theirs.
func inGroups(s *sql.Selector, user string, tenants, groups []any, at time.Time) *sql.Predicate {
	d := sql.Dialect(s.Dialect())
	m := d.Table(membership.Table).As("in_group")
	return sql.In(user, d.Select(m.C(membership.FieldUserID)).From(m).Where(sql.And(
		sql.In(m.C(membership.FieldTenantID), tenants...),
		sql.In(m.C(membership.FieldGroupID), groups...),
		lasts(m.C(membership.FieldExpiresAt), at))))
}

// withRoles holds for users who have one of these roles, given to them or to a
// group of theirs.
func withRoles(s *sql.Selector, user string, tenants, roles []any, at time.Time) *sql.Predicate {
	d := sql.Dialect(s.Dialect())
	g := d.Table(grant.Table).As("given")
	direct := d.Select(g.C(grant.FieldUserID)).From(g).Where(sql.And(
		sql.In(g.C(grant.FieldTenantID), tenants...),
		sql.In(g.C(grant.FieldRoleID), roles...),
		sql.NotNull(g.C(grant.FieldUserID)),
		lasts(g.C(grant.FieldExpiresAt), at)))
	via, m := d.Table(grant.Table).As("given_group"), d.Table(membership.Table).As("in_group")
	through := d.Select(m.C(membership.FieldUserID)).From(via).Join(m).OnP(sql.And(
		sql.ColumnsEQ(m.C(membership.FieldTenantID), via.C(grant.FieldTenantID)),
		sql.ColumnsEQ(m.C(membership.FieldGroupID), via.C(grant.FieldGroupID)))).Where(sql.And(
		sql.In(via.C(grant.FieldTenantID), tenants...),
		sql.In(via.C(grant.FieldRoleID), roles...),
		lasts(m.C(membership.FieldExpiresAt), at), lasts(via.C(grant.FieldExpiresAt), at)))
	return sql.In(user, direct.UnionAll(through))
}

// givingRoles holds for groups that give one of these roles.
func givingRoles(s *sql.Selector, tenant, group string, roles []any, at time.Time) *sql.Predicate {
	d := sql.Dialect(s.Dialect())
	g := d.Table(grant.Table).As("given")
	return sql.Exists(d.Select(g.C(grant.FieldID)).From(g).Where(sql.And(
		sql.ColumnsEQ(g.C(grant.FieldTenantID), tenant),
		sql.ColumnsEQ(g.C(grant.FieldGroupID), group),
		sql.In(g.C(grant.FieldRoleID), roles...),
		lasts(g.C(grant.FieldExpiresAt), at))))
}
