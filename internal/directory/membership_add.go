package directory

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/group"
	"doorward/ent/membership"
	"doorward/ent/user"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// mostAtOnce is how many users one act may add.
const mostAtOnce = 1000

// MembershipAdd puts users of the viewer's tenant into one of its groups, perhaps
// until a moment. Where the group gives roles it takes ROLES_GRANT as well, and no
// more than the viewer holds, for no longer. Whoever is in the group stays as they
// are; where that is everybody, nothing is written.
func (d *Directory) MembershipAdd(ctx context.Context, id uuid.UUID, users []uuid.UUID, until *time.Time) (*ent.Group, error) {
	if len(users) == 0 || len(users) > mostAtOnce {
		return nil, fault.BadInput(fault.Invalid, fmt.Sprintf("Name 1 to %d users.", mostAtOnce), "userIds")
	}
	var g *ent.Group
	_, err := journal.Write(ctx, d.log, journal.GroupUsersAdded, func(tx *ent.Client) ([]*ent.User, error) {
		at := d.log.Clock().Now()
		tenant, a, err := Here(ctx, tx, at, viewer.GroupsManage)
		if err != nil {
			return nil, err
		}
		if until != nil && !until.After(at) {
			return nil, fault.BadInput(fault.Invalid, "The end of the membership is in the past.", "until")
		}
		gives, err := a.gives(ctx, tx, id, until)
		if err != nil {
			return nil, err
		}
		if gives {
			if err := a.Can(viewer.RolesGrant); err != nil {
				return nil, err
			}
		}
		if g, err = tx.Group.Query().Where(group.ID(id)).Only(ctx); err != nil {
			return nil, fmt.Errorf("reading a group: %w", err)
		}
		added, err := outside(ctx, tx, g, users)
		if err != nil {
			return nil, err
		}
		all := make([]membershipSpec, len(added))
		for i, u := range added {
			all[i] = membershipSpec{tenant, id, u.ID, cut(until)}
		}
		return added, makeMemberships(ctx, tx, at, all)
	})
	return g, err
}

// outside finds the users who are not in the group yet; one of another tenant is NOT_FOUND.
func outside(ctx context.Context, tx *ent.Client, g *ent.Group, named []uuid.UUID) ([]*ent.User, error) {
	found, err := tx.User.Query().Where(user.TenantID(g.TenantID), user.IDIn(named...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading users: %w", err)
	}
	there := make(map[uuid.UUID]bool, len(found))
	for _, u := range found {
		there[u.ID] = true
	}
	for _, u := range named {
		if !there[u] {
			return nil, fault.Missing("user")
		}
	}
	in, err := tx.Membership.Query().Where(membership.TenantID(g.TenantID), membership.GroupID(g.ID), membership.UserIDIn(named...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading a group's users: %w", err)
	}
	for _, m := range in {
		there[m.UserID] = false
	}
	var out []*ent.User
	for _, u := range found {
		if there[u.ID] {
			out = append(out, u)
		}
	}
	if len(out) == 0 {
		return nil, journal.Nothing
	}
	return out, nil
}
