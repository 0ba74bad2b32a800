package identity

import (
	"context"
	"errors"
	"fmt"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/invite"
	"doorward/ent/inviterole"
	"doorward/ent/role"
	"doorward/ent/tenant"
	"doorward/internal/directory"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// ErrOwned is for ever once an installation has an owner (T-44).
var ErrOwned = errors.New("there is an owner already: whoever else shall join is invited from the console")

// Unowned gives ErrOwned where anybody owns anything.
func Unowned(ctx context.Context, c *ent.Client) error {
	owned, err := c.Grant.Query().Where(grant.HasRoleWith(role.Owner(true))).Exist(ctx)
	if err != nil {
		return fmt.Errorf("looking for an owner: %w", err)
	}
	if owned {
		return ErrOwned
	}
	return nil
}

// InviteOwner invites the first owner of the installation, into the organization in
// which the command line acts. Whoever was invited so before, into whichever
// organization, no longer is: of all these links one works. Errors: ErrOwned, and
// the faults of an invitee.
func (i *Identity) InviteOwner(ctx context.Context, email, name string) (*ent.Invite, error) {
	spec, err := inviteSpec(viewer.From(ctx), Invitee{Email: email, Name: &name})
	if err != nil {
		return nil, err
	}
	made, err := journal.Write(ctx, i.log, journal.InviteSent, func(tx *ent.Client) (*ownerInvited, error) {
		// All organizations: also of two who begin with one of their own each, one goes first.
		q := tx.Tenant.Query().Where(tenant.ParentIDIsNil()).Order(ent.Asc(tenant.FieldID))
		q.Modify(store.ForUpdate)
		if _, err := q.All(ctx); err != nil {
			return nil, fmt.Errorf("locking organizations: %w", err)
		}
		if err := Unowned(ctx, tx); err != nil {
			return nil, err
		}
		if err := notHere(ctx, tx, spec.Tenant, spec.Email); err != nil {
			return nil, err
		}
		return i.inviteOwner(ctx, tx, spec)
	})
	if err != nil {
		return nil, fmt.Errorf("inviting the first owner: %w", err)
	}
	return made.Invites[0], nil
}

func (i *Identity) inviteOwner(ctx context.Context, tx *ent.Client, spec directory.InviteSpec) (*ownerInvited, error) {
	at, done := i.log.Clock().Now(), &ownerInvited{}
	before, err := tx.InviteRole.Query().Where(inviterole.HasRoleWith(role.Owner(true)),
		inviterole.HasInviteWith(invite.StatusIn(invite.StatusPENDING, invite.StatusEXPIRED))).QueryInvite().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading owners' invites: %w", err)
	}
	for _, inv := range before {
		inv, err := tx.Invite.UpdateOne(inv).SetStatus(invite.StatusCANCELLED).SetCancelledAt(at).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("taking back an owner's invite: %w", err)
		}
		done.cancelled = append(done.cancelled, inv)
	}
	owner, err := tx.Role.Query().Where(role.TenantID(spec.Tenant), role.Owner(true)).OnlyID(ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for the organization's owner role: %w", err)
	}
	why := "The first owner, from the command line"
	spec.Grants = []GrantSpec{{Role: owner, Justification: &why}}
	done.InvitesMade, err = directory.MakeInvites(ctx, tx, at, []directory.InviteSpec{spec})
	return done, err
}

// ownerInvited is the new invite, and those that were taken back for it.
type ownerInvited struct {
	*directory.InvitesMade
	cancelled []*ent.Invite
}

// Then are the invites that no longer stand.
func (o *ownerInvited) Then() []journal.Link {
	return append(o.InvitesMade.Then(), journal.Link{Verb: journal.InviteCancelled, Subjects: journal.Of(o.cancelled)})
}
