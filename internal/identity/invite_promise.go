package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invitegroup"
	"doorward/ent/inviterole"
	"doorward/ent/role"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// mayGive is one rule for whoever promises: when it is promised, when it is promised
// again, and when it is to be kept (T-06, T-08).
func mayGive(ctx context.Context, tx *ent.Client, actor *directory.Actor, grants []GrantSpec, groups []uuid.UUID) error {
	if len(grants) == 0 && len(groups) == 0 {
		return nil
	}
	if err := actor.Can(viewer.RolesGrant); err != nil {
		return err
	}
	if err := actor.MayGrant(grants...); err != nil {
		return err
	}
	return actor.MayJoin(ctx, tx, groups...)
}

// mayTouch refuses (MORE_THAN_HELD) an act on an invite that promises more than the
// actor may give, as on a user who holds more.
func mayTouch(ctx context.Context, tx *ent.Client, at time.Time, actor *directory.Actor, inv *ent.Invite, field string) error {
	grants, groups, err := promises(ctx, tx, inv, at)
	if err != nil {
		return err
	}
	err = mayGive(ctx, tx, actor, grants, groups)
	if fault.Of(err) == nil {
		return err
	}
	f := fault.BadInput(fault.MoreThanHeld, "The open invite for this address promises more than you can give yourself.", field)
	f.Next = "Ask whoever sent it."
	return f
}

// promises are the roles and groups of an invite; a role that has run out meanwhile
// is none.
func promises(ctx context.Context, tx *ent.Client, inv *ent.Invite, at time.Time) (grants []GrantSpec, groups []uuid.UUID, err error) {
	roles, err := tx.InviteRole.Query().Where(inviterole.InviteID(inv.ID)).All(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("reading an invite's roles: %w", err)
	}
	for _, r := range roles {
		if r.ExpiresAt == nil || r.ExpiresAt.After(at) {
			grants = append(grants, GrantSpec{Role: r.RoleID, ExpiresAt: r.ExpiresAt, Justification: r.Justification})
		}
	}
	in, err := tx.InviteGroup.Query().Where(invitegroup.InviteID(inv.ID)).All(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("reading an invite's groups: %w", err)
	}
	for _, g := range in {
		groups = append(groups, g.GroupID)
	}
	return grants, groups, nil
}

// promised is the user that the invite promises, if its inviter may still give
// that now (T-08).
func promised(ctx context.Context, tx *ent.Client, inv *ent.Invite, at time.Time) (s directory.UserSpec, err error) {
	s = directory.UserSpec{Tenant: inv.TenantID, Type: user.Type(inv.Type), By: inv.InvitedBy}
	if s.Grants, s.Groups, err = promises(ctx, tx, inv, at); err != nil {
		return s, err
	}
	if inv.InvitedBy == nil {
		s.Down, err = owns(ctx, tx, s.Grants)
		return s, err
	}
	err = stillMayGive(ctx, tx, at, *inv.InvitedBy, s)
	if fault.Of(err) != nil {
		f := fault.BadInput(fault.LinkInvalid, "Whoever invited you can no longer give what this invite promises.", "token")
		f.Next = "Ask an administrator for a new invite."
		return s, f
	}
	return s, err
}

// owns tells whether an owner's role is among them: nobody's invite with one is the
// command line's for the first owner of an organization, who owns what stands below too.
func owns(ctx context.Context, tx *ent.Client, grants []GrantSpec) (bool, error) {
	var roles []uuid.UUID
	for _, g := range grants {
		roles = append(roles, g.Role)
	}
	return tx.Role.Query().Where(role.IDIn(roles...), role.Owner(true)).Exist(ctx)
}

func stillMayGive(ctx context.Context, tx *ent.Client, at time.Time, inviter uuid.UUID, s directory.UserSpec) error {
	actor, err := directory.UserActor(ctx, tx, at, s.Tenant, inviter)
	if err != nil {
		return err
	}
	if err := actor.Can(viewer.InvitesSend); err != nil {
		return err
	}
	return mayGive(ctx, tx, actor, s.Grants, s.Groups)
}
