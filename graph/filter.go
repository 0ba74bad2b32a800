package graph

import (
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"doorward/ent/grant"
	"doorward/ent/membership"
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

func searched(text string) (string, error) {
	if len(text) > searchMost {
		return "", fault.BadInput(fault.Invalid, "Search for at most 200 characters.", "filter", "search")
	}
	return text, nil
}

// inGroups holds for users who are in one of these groups of their tenant.
func inGroups(s *sql.Selector, tenant, user string, groups []any, at time.Time) *sql.Predicate {
	m := sql.Dialect(s.Dialect()).Table(membership.Table).As("in_group")
	return sql.Exists(sql.Dialect(s.Dialect()).Select(m.C(membership.FieldID)).From(m).Where(sql.And(
		sql.ColumnsEQ(m.C(membership.FieldTenantID), tenant),
		sql.ColumnsEQ(m.C(membership.FieldUserID), user),
		sql.In(m.C(membership.FieldGroupID), groups...),
		lasts(m.C(membership.FieldExpiresAt), at))))
}

// withRoles holds for users who have one of these roles, given to them or to a
// group of theirs.
func withRoles(s *sql.Selector, tenant, user string, roles []any, at time.Time) *sql.Predicate {
	d := sql.Dialect(s.Dialect())
	g := d.Table(grant.Table).As("given")
	direct := d.Select(g.C(grant.FieldID)).From(g).Where(sql.And(
		sql.ColumnsEQ(g.C(grant.FieldTenantID), tenant),
		sql.ColumnsEQ(g.C(grant.FieldUserID), user),
		sql.In(g.C(grant.FieldRoleID), roles...),
		lasts(g.C(grant.FieldExpiresAt), at)))
	m, via := d.Table(membership.Table).As("in_group"), d.Table(grant.Table).As("given_group")
	through := d.Select(m.C(membership.FieldID)).From(m).Join(via).OnP(sql.And(
		sql.ColumnsEQ(via.C(grant.FieldTenantID), m.C(membership.FieldTenantID)),
		sql.ColumnsEQ(via.C(grant.FieldGroupID), m.C(membership.FieldGroupID)))).Where(sql.And(
		sql.ColumnsEQ(m.C(membership.FieldTenantID), tenant),
		sql.ColumnsEQ(m.C(membership.FieldUserID), user),
		sql.In(via.C(grant.FieldRoleID), roles...),
		lasts(m.C(membership.FieldExpiresAt), at), lasts(via.C(grant.FieldExpiresAt), at)))
	return sql.Or(sql.Exists(direct), sql.Exists(through))
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
