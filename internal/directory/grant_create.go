package directory

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/group"
	"doorward/ent/user"
	"doorward/internal/clock"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// GrantInput gives a role to a user or to a group, to exactly one of them.
type GrantInput struct {
	Role          uuid.UUID
	User, Group   *uuid.UUID
	Subtree       bool // counts in the tenants below as well
	ExpiresAt     *time.Time
	Justification *string
}

// GrantCreate gives a role in the viewer's tenant: no more than the viewer holds,
// with Subtree no more than what the viewer holds below as well (MORE_THAN_HELD).
// An elevated role takes a reason (JUSTIFICATION_REQUIRED), an end lies ahead
// (INVALID), and what is given already is ALREADY_EXISTS.
func (d *Directory) GrantCreate(ctx context.Context, in GrantInput) (*ent.Grant, error) {
	if (in.User == nil) == (in.Group == nil) {
		return nil, fault.BadInput(fault.Invalid, "A role is given to a user or to a group: name one of them.", "userId")
	}
	justification, err := Described(in.Justification, "justification")
	if err != nil {
		return nil, err
	}
	g := grantSpec{GrantSpec: GrantSpec{in.Role, cut(in.ExpiresAt), justification}, user: in.User, group: in.Group, down: in.Subtree, by: giver(ctx)}
	return journal.Write(ctx, d.log, journal.GrantCreated, func(tx *ent.Client) (*ent.Grant, error) {
		at := d.log.Clock().Now()
		tenant, a, err := Here(ctx, tx, at, viewer.RolesGrant)
		if err != nil {
			return nil, err
		}
		if err := a.mayGrant(g.GrantSpec, g.down); err != nil {
			return nil, err
		}
		g.tenant = tenant
		if err := takesGrants(ctx, tx, g); err != nil {
			return nil, err
		}
		made, err := makeGrants(ctx, tx, at, []grantSpec{g})
		if err != nil {
			return nil, err
		}
		return made[0], nil
	})
}

// takesGrants refuses whoever is not in the tenant, or has the role already.
func takesGrants(ctx context.Context, tx *ent.Client, g grantSpec) error {
	held := tx.Grant.Query().Where(grant.TenantID(g.tenant), grant.RoleID(g.Role), grant.ReachEQ(reach(g.down)))
	var there bool
	var err error
	what := "user"
	if g.user != nil {
		held.Where(grant.UserID(*g.user))
		there, err = tx.User.Query().Where(user.TenantID(g.tenant), user.ID(*g.user)).Exist(ctx)
	} else {
		what = "group"
		held.Where(grant.GroupID(*g.group))
		there, err = tx.Group.Query().Where(group.TenantID(g.tenant), group.ID(*g.group)).Exist(ctx)
	}
	if err != nil {
		return fmt.Errorf("looking for who is given a role: %w", err)
	}
	if !there {
		return fault.Missing(what)
	}
	taken, err := held.Exist(ctx)
	if err != nil {
		return fmt.Errorf("looking for a grant: %w", err)
	}
	if taken {
		return fault.BadInput(fault.AlreadyExists, "The "+what+" has that role already.", "roleId")
	}
	return nil
}

func reach(down bool) grant.Reach {
	if down {
		return grant.ReachSUBTREE
	}
	return grant.ReachTENANT
}

// cut brings an end into the form that is stored.
func cut(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	short := clock.Cut(*t)
	return &short
}
