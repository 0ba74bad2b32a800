package server

import (
	"context"
	"fmt"

	"github.com/google/uuid"

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

// Bootstrap makes the first organization and an invite for its owner, and gives the
// link, which is written nowhere. Until somebody has accepted, it may be asked for
// again: the link before is dead then. Afterwards it is identity.ErrOwned for ever.
func (s *Server) Bootstrap(ctx context.Context, first FirstOwner) (link string, err error) {
	ctx = AsCommand(ctx)
	if err := identity.Unowned(ctx, s.db.Client()); err != nil {
		return "", err
	}
	org, err := s.firstOrganization(ctx, first)
	if err != nil {
		return "", err
	}
	inv, err := s.Identity.InviteOwner(viewer.In(ctx, org), first.Email, first.Name)
	if err != nil {
		return "", err
	}
	return s.PublicURL() + "/accept#" + identity.InviteLink(s.Keys, inv), nil
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
		return uuid.Nil, s.withPlans(ctx, first.Plan, err)
	}
	return t.ID, nil
}
