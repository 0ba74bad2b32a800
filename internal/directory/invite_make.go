package directory

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/rule"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/store"
)

// InviteLife is how long an invite's link works (settled.md).
const InviteLife = 7 * 24 * time.Hour

// InviteSpec is an invite to be made: what its acceptance will give.
type InviteSpec struct {
	Tenant        uuid.UUID
	Email         string // as Email gives it
	Name, Company *string
	Type          invite.Type
	Grants        []GrantSpec
	Groups        []uuid.UUID
	By            *uuid.UUID // the user who invites
}

// InvitesMade is new invites, and the open ones whose place they took.
type InvitesMade struct{ Invites, Superseded []*ent.Invite }

// Subjects of the change: the new invites.
func (m *InvitesMade) Subjects() []journal.Subject { return journal.Of(m.Invites) }

// Then are the invites whose place was taken.
func (m *InvitesMade) Then() []journal.Link {
	return []journal.Link{{Verb: journal.InviteSuperseded, Subjects: journal.Of(m.Superseded)}}
}

// MakeInvites makes invites, at most one an address and tenant, inside a
// transaction of a viewer who acts in their tenants; an open invite of the same
// address is superseded. Rights are the caller's to check before (Actor). The
// links are not made here: they are HMACs over what the row holds.
func MakeInvites(ctx context.Context, tx *ent.Client, at time.Time, all []InviteSpec) (*InvitesMade, error) {
	made := &InvitesMade{}
	for len(all) > 0 {
		part := all[:min(chunk, len(all))]
		all = all[len(part):]
		numbers := make([]uuid.UUID, len(part))
		for i := range part {
			numbers[i] = id.New()
		}
		gone, err := supersede(ctx, tx, part, numbers)
		if err != nil {
			return nil, err
		}
		rows := make([]*ent.InviteCreate, len(part))
		for i, s := range part {
			rows[i] = tx.Invite.Create().SetID(numbers[i]).SetCreatedAt(at).SetTenantID(s.Tenant).SetEmail(s.Email).SetNillableName(s.Name).
				SetNillableCompany(s.Company).SetType(s.Type).SetExpiresAt(at.Add(InviteLife)).SetNillableInvitedBy(s.By)
		}
		invites, err := tx.Invite.CreateBulk(rows...).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("making invites: %w", err)
		}
		if err := promise(ctx, tx, at, part, invites); err != nil {
			return nil, err
		}
		made.Invites, made.Superseded = append(made.Invites, invites...), append(made.Superseded, gone...)
	}
	return made, nil
}

// supersede closes the open invites of the same addresses: at most one may be open.
func supersede(ctx context.Context, tx *ent.Client, all []InviteSpec, by []uuid.UUID) ([]*ent.Invite, error) {
	next := make(map[string]uuid.UUID, len(all))
	keys, tenants := make([]string, len(all)), make([]uuid.UUID, len(all))
	for i, s := range all {
		keys[i] = rule.Fold(s.Email)
		tenants[i] = s.Tenant
		next[s.Tenant.String()+keys[i]] = by[i]
	}
	q := tx.Invite.Query().Where(invite.TenantIDIn(tenants...), invite.EmailKeyIn(keys...), invite.StatusIn(invite.StatusPENDING, invite.StatusEXPIRED))
	q.Modify(store.ForUpdate)
	open, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading open invites: %w", err)
	}
	var gone []*ent.Invite
	for _, o := range open {
		n, taken := next[o.TenantID.String()+o.EmailKey]
		if !taken {
			continue
		}
		o, err := tx.Invite.UpdateOne(o).SetStatus(invite.StatusSUPERSEDED).SetSupersededBy(n).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("superseding an invite: %w", err)
		}
		gone = append(gone, o)
	}
	return gone, nil
}

// promise notes what acceptance will give.
func promise(ctx context.Context, tx *ent.Client, at time.Time, all []InviteSpec, invites []*ent.Invite) error {
	var roles []*ent.InviteRoleCreate
	var groups []*ent.InviteGroupCreate
	for i, s := range all {
		for _, g := range s.Grants {
			roles = append(roles, tx.InviteRole.Create().SetCreatedAt(at).SetTenantID(s.Tenant).SetInviteID(invites[i].ID).SetRoleID(g.Role).
				SetNillableExpiresAt(g.ExpiresAt).SetNillableJustification(reason(g.Justification)))
		}
		for _, g := range s.Groups {
			groups = append(groups, tx.InviteGroup.Create().SetCreatedAt(at).SetTenantID(s.Tenant).SetInviteID(invites[i].ID).SetGroupID(g))
		}
	}
	for len(roles) > 0 {
		part := roles[:min(chunk, len(roles))]
		roles = roles[len(part):]
		if err := tx.InviteRole.CreateBulk(part...).Exec(ctx); err != nil {
			return fmt.Errorf("noting an invite's roles: %w", err)
		}
	}
	for len(groups) > 0 {
		part := groups[:min(chunk, len(groups))]
		groups = groups[len(part):]
		if err := tx.InviteGroup.CreateBulk(part...).Exec(ctx); err != nil {
			return fmt.Errorf("noting an invite's groups: %w", err)
		}
	}
	return nil
}
