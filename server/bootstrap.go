package server

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent/grant"
	"doorward/ent/invite"
	"doorward/ent/role"
	"doorward/internal/directory"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

// FirstOwner is who will own the first organization.
type FirstOwner struct {
	Name, Email            string
	Slug, OrganizationName string
	Plan                   string
}

// ErrBootstrapped is for ever once an installation has an owner (T-44).
var ErrBootstrapped = errors.New("there is an owner already: whoever else shall join is invited from the console")

// Bootstrap makes the first organization and an invite for its owner, and gives the
// link, which is written nowhere. Until somebody has accepted, it may be asked for
// again: the link before is dead then.
func (s *Server) Bootstrap(ctx context.Context, first FirstOwner) (link string, err error) {
	ctx = AsCommand(ctx)
	owned, err := s.db.Client().Grant.Query().Where(grant.HasRoleWith(role.Owner(true))).Exist(ctx)
	if err != nil {
		return "", fmt.Errorf("looking for an owner: %w", err)
	}
	if owned {
		return "", ErrBootstrapped
	}
	org, err := s.firstOrganization(ctx, first)
	if err != nil {
		return "", err
	}
	ctx = viewer.In(ctx, org)
	if err := s.cancelOpen(ctx, org); err != nil {
		return "", err
	}
	owner, err := s.db.Client().Role.Query().Where(role.TenantID(org), role.Owner(true)).OnlyID(ctx)
	if err != nil {
		return "", fmt.Errorf("looking for the organization's owner role: %w", err)
	}
	why := "The first owner, from the command line"
	sent, err := s.Identity.InviteSend(ctx, []identity.Invitee{{
		Email: first.Email, Name: &first.Name, Type: invite.TypeMEMBER,
		Grants: []identity.GrantSpec{{Role: owner, Justification: &why}},
	}})
	if err != nil {
		return "", err
	}
	if sent[0].Fault != nil {
		return "", sent[0].Fault
	}
	i := sent[0].Invite
	return s.PublicURL() + "/accept#" + s.Keys.Link("invite", i.ID, i.Generation, i.ExpiresAt), nil
}

func (s *Server) firstOrganization(ctx context.Context, first FirstOwner) (uuid.UUID, error) {
	if t, ok := s.Who.BySlug(first.Slug); ok {
		if t.Parent != uuid.Nil {
			return uuid.Nil, fmt.Errorf("%q is no organization: it stands below another tenant", first.Slug)
		}
		return t.ID, nil
	}
	t, err := s.Directory.TenantCreate(ctx, directory.TenantInput{Slug: first.Slug, Name: first.OrganizationName, Plan: first.Plan})
	if err != nil {
		return uuid.Nil, err
	}
	return t.ID, nil
}

// cancelOpen takes back what an earlier bootstrap has sent.
func (s *Server) cancelOpen(ctx context.Context, org uuid.UUID) error {
	open, err := s.db.Client().Invite.Query().Where(invite.TenantID(org), invite.StatusIn(invite.StatusPENDING, invite.StatusEXPIRED)).IDs(ctx)
	if err != nil {
		return fmt.Errorf("looking for open invites: %w", err)
	}
	for _, one := range open {
		if _, err := s.Identity.InviteCancel(ctx, one); err != nil {
			return err
		}
	}
	return nil
}
