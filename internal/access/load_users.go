package access

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/membership"
	"doorward/ent/user"
)

// loadUsers reads a tenant's users with what is given to them; with ids, only those
// of them: few, for they stand in the statement.
func loadUsers(ctx context.Context, c *ent.Client, tenant uuid.UUID, only ...uuid.UUID) (map[uuid.UUID]*User, error) {
	q := c.User.Query()
	if len(only) > 0 {
		q.Where(user.IDIn(only...)) // by these alone: beside a tenant SQLite would go through all of its users
	} else {
		q.Where(user.TenantID(tenant))
	}
	rows, err := q.Select(user.FieldID, user.FieldTenantID, user.FieldPersonID, user.FieldStatus, user.FieldBetaAccess, user.FieldBetaUntil).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading users: %w", err)
	}
	all := make(map[uuid.UUID]*User, len(rows))
	ids := make([]uuid.UUID, 0, len(rows))
	for _, u := range rows {
		if u.TenantID != tenant {
			continue
		}
		ids = append(ids, u.ID)
		all[u.ID] = &User{ID: u.ID, Tenant: tenant, Person: value(u.PersonID), Active: u.Status == user.StatusACTIVE,
			Beta: u.BetaAccess, BetaUntil: value(u.BetaUntil)}
	}
	members := c.Membership.Query().Where(membership.TenantID(tenant))
	grants := c.Grant.Query().Where(grant.TenantID(tenant), grant.UserIDNotNil())
	if len(only) > 0 {
		if len(ids) == 0 {
			return all, nil
		}
		members.Where(membership.UserIDIn(ids...))
		grants.Where(grant.UserIDIn(ids...))
	}
	in, err := members.Select(membership.FieldGroupID, membership.FieldUserID, membership.FieldExpiresAt).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading members: %w", err)
	}
	for _, m := range in {
		if u := all[m.UserID]; u != nil {
			u.groups = append(u.groups, member{m.GroupID, value(m.ExpiresAt)})
		}
	}
	to, err := grants.Select(grant.FieldID, grant.FieldRoleID, grant.FieldUserID, grant.FieldReach, grant.FieldExpiresAt).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading what users are given: %w", err)
	}
	for _, g := range to {
		if u := all[*g.UserID]; u != nil {
			u.grants = append(u.grants, givenOf(g))
		}
	}
	return all, nil
}

// loadMembers brings the users' memberships of one group up to how they stand.
func (e *editor) loadMembers(ctx context.Context, c *ent.Client, group uuid.UUID) error {
	rows, err := c.Membership.Query().Where(membership.TenantID(e.Tenant.ID), membership.GroupID(group)).
		Select(membership.FieldUserID, membership.FieldExpiresAt).All(ctx)
	if err != nil {
		return fmt.Errorf("reading members: %w", err)
	}
	now := make(map[uuid.UUID]member, len(rows))
	for _, m := range rows {
		now[m.UserID] = member{group, value(m.ExpiresAt)}
	}
	var changed []*User
	for _, part := range e.Snapshot.users {
		for _, u := range part {
			if next := u.asMember(group, now); next != nil {
				changed = append(changed, next)
			}
		}
	}
	for _, u := range changed {
		e.set(u.ID, u)
	}
	return nil
}

// asMember is the user with the membership that stands now; nil when it is the same.
func (u *User) asMember(group uuid.UUID, now map[uuid.UUID]member) *User {
	is, in := now[u.ID]
	groups := make([]member, 0, len(u.groups)+1)
	for _, m := range u.groups {
		if m.Group != group {
			groups = append(groups, m)
			continue
		}
		if in && m.Until.Equal(is.Until) {
			return nil
		}
	}
	if !in && len(groups) == len(u.groups) {
		return nil
	}
	if in {
		groups = append(groups, is)
	}
	return u.inGroups(groups)
}
