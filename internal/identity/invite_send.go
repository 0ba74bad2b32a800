package identity

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/rule"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// inviteesMax is how many people one call invites at most.
const inviteesMax = 100

// Invitee is somebody to invite into the viewer's tenant.
type Invitee struct {
	Email         string
	Name, Company *string
	Type          invite.Type // MEMBER where empty
	Grants        []GrantSpec
	Groups        []uuid.UUID
}

// GrantSpec is a role that acceptance gives: until when (nil: for good), and why.
type GrantSpec = directory.GrantSpec

// InviteResult is what became of one invitee: either the invite or the fault.
type InviteResult struct {
	Email  string // as it was given
	Invite *ent.Invite
	Fault  *fault.Fault
}

// InviteSend invites 1 to 100 people, each judged by itself. An open invite for
// the same address is superseded by the new one. Faults of one invitee: INVALID,
// ALREADY_EXISTS (a user here, or named twice), PERMISSION_DENIED (roles and
// groups ask ROLES_GRANT), MORE_THAN_HELD (also of the open invite), NOT_FOUND,
// JUSTIFICATION_REQUIRED, RATE_LIMITED, SIGN_IN_REQUIRED.
func (i *Identity) InviteSend(ctx context.Context, all []Invitee) ([]InviteResult, error) {
	if len(all) == 0 || len(all) > inviteesMax {
		return nil, fault.BadInput(fault.Invalid, fmt.Sprintf("Invite 1 to %d people at once.", inviteesMax), "invitees")
	}
	results, seen := make([]InviteResult, len(all)), map[string]bool{}
	for n, who := range all {
		key := rule.Fold(who.Email)
		results[n].Email = who.Email
		inv, err := (*ent.Invite)(nil), error(fault.BadInput(fault.AlreadyExists, "This address is in the list twice.", "email"))
		if !seen[key] {
			seen[key] = true
			inv, err = i.inviteOne(ctx, who)
		}
		if results[n].Fault = fault.Of(err); err != nil && results[n].Fault == nil {
			return nil, fmt.Errorf("inviting: %w", err)
		}
		results[n].Invite = inv
	}
	return results, nil
}

func (i *Identity) inviteOne(ctx context.Context, who Invitee) (*ent.Invite, error) {
	spec, err := inviteSpec(viewer.From(ctx), who)
	if err != nil {
		return nil, err
	}
	made, err := journal.Write(ctx, i.log, journal.InviteSent, func(tx *ent.Client) (*directory.InvitesMade, error) {
		at := i.log.Clock().Now()
		// One at a time: of two for one address the later supersedes.
		_, actor, err := directory.Here(ctx, tx, at, viewer.InvitesSend)
		if err != nil {
			return nil, err
		}
		if err := mayInvite(ctx, tx, at, actor, spec); err != nil {
			return nil, err
		}
		return directory.MakeInvites(ctx, tx, at, []directory.InviteSpec{spec})
	})
	if err != nil {
		return nil, err
	}
	return made.Invites[0], nil
}

// mayInvite judges an invite by what the actor holds at this moment, by what stands
// already for the address, and by how much was sent.
func mayInvite(ctx context.Context, tx *ent.Client, at time.Time, actor *directory.Actor, s directory.InviteSpec) error {
	if err := notHere(ctx, tx, s.Tenant, s.Email); err != nil {
		return err
	}
	if err := mayGive(ctx, tx, actor, s.Grants, s.Groups); err != nil {
		return err
	}
	open, err := tx.Invite.Query().Where(invite.TenantID(s.Tenant), invite.EmailKey(rule.Fold(s.Email)),
		invite.StatusIn(invite.StatusPENDING, invite.StatusEXPIRED)).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return fmt.Errorf("reading an open invite: %w", err)
	}
	if open != nil {
		if err := mayTouch(ctx, tx, at, actor, open, "email"); err != nil {
			return err
		}
	}
	return withinLimits(ctx, tx, at, s.Tenant, s.Email, journal.InviteSent)
}

// inviteSpec is what can be said of an invitee without looking at a row.
func inviteSpec(v *viewer.Viewer, who Invitee) (s directory.InviteSpec, err error) {
	s = directory.InviteSpec{Tenant: v.Tenant, Type: who.Type, Groups: who.Groups}
	if v.User != uuid.Nil {
		s.By = &v.User
	}
	if s.Type == "" {
		s.Type = invite.TypeMEMBER
	}
	if s.Email, err = directory.Email(who.Email); err != nil {
		return s, err
	}
	if s.Name, err = directory.Line(who.Name, "name", "name"); err != nil {
		return s, err
	}
	if s.Company, err = directory.Line(who.Company, "company", "company"); err != nil {
		return s, err
	}
	s.Grants = slices.Clone(who.Grants)
	for n := range s.Grants {
		g := &s.Grants[n]
		if g.Justification, err = directory.Described(g.Justification, "justification"); err != nil {
			return s, err
		}
	}
	return s, namedOnce(who)
}

// namedOnce: acceptance gives each role and joins each group one time.
func namedOnce(who Invitee) error {
	roles := map[uuid.UUID]bool{}
	for _, g := range who.Grants {
		if roles[g.Role] {
			return fault.BadInput(fault.Invalid, "A role is named twice.", "grants")
		}
		roles[g.Role] = true
	}
	groups := map[uuid.UUID]bool{}
	for _, g := range who.Groups {
		if groups[g] {
			return fault.BadInput(fault.Invalid, "A group is named twice.", "groupIds")
		}
		groups[g] = true
	}
	return nil
}

// notHere refuses an address that is a user of the tenant already.
func notHere(ctx context.Context, tx *ent.Client, in uuid.UUID, email string) error {
	there, err := tx.User.Query().Where(user.TenantID(in), user.EmailKey(rule.Fold(email))).Exist(ctx)
	if err != nil {
		return err
	}
	if there {
		return fault.BadInput(fault.AlreadyExists, "Somebody with this address is a user here already.", "email")
	}
	return nil
}
