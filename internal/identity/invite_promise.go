package identity

import (
	"context"
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

// mayPromise judges roles and groups by what the viewer holds at this moment.
func mayPromise(ctx context.Context, tx *ent.Client, at time.Time, s directory.InviteSpec) error {
	if len(s.Grants) == 0 && len(s.Groups) == 0 {
		return nil
	}
	actor, err := directory.ActorIn(ctx, tx, at, s.Tenant)
	if err != nil {
		return err
	}
	return mayGive(ctx, tx, actor, s.Grants, s.Groups)
}

// mayGive is one rule for whoever promises: when it is promised, and again when
// it is to be kept (T-06, T-08).
func mayGive(ctx context.Context, tx *ent.Client, actor *directory.Actor, grants []GrantSpec, groups []uuid.UUID) error {
	if err := actor.Can(viewer.RolesGrant); err != nil {
		return err
	}
	if err := actor.MayGrant(grants...); err != nil {
		return err
	}
	return actor.MayJoin(ctx, tx, groups...)
}

// promised is the user that the invite promises, if its inviter may still give
// that now (T-08).
func promised(ctx context.Context, tx *ent.Client, inv *ent.Invite, at time.Time) (directory.UserSpec, error) {
	s := directory.UserSpec{Tenant: inv.TenantID, Type: user.Type(inv.Type), By: inv.InvitedBy}
	roles, err := tx.InviteRole.Query().Where(inviterole.InviteID(inv.ID)).All(ctx)
	if err != nil {
		return s, err
	}
	for _, r := range roles {
		if r.ExpiresAt == nil || r.ExpiresAt.After(at) { // one that has run out meanwhile gives nothing
			s.Grants = append(s.Grants, GrantSpec{Role: r.RoleID, ExpiresAt: r.ExpiresAt, Justification: r.Justification})
		}
	}
	groups, err := tx.InviteGroup.Query().Where(invitegroup.InviteID(inv.ID)).All(ctx)
	if err != nil {
		return s, err
	}
	for _, g := range groups {
		s.Groups = append(s.Groups, g.GroupID)
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
	if err := actor.Can(viewer.InvitesSend); err != nil || len(s.Grants) == 0 && len(s.Groups) == 0 {
		return err
	}
	return mayGive(ctx, tx, actor, s.Grants, s.Groups)
}
