package server

import (
	"context"
	"fmt"

	"doorward/ent"
	"doorward/ent/person"
	"doorward/ent/rule"
	"doorward/ent/tenant"
	"doorward/internal/directory"
)

// Tenants lists every tenant of the installation by slug.
func (s *Server) Tenants(ctx context.Context) ([]*ent.Tenant, error) {
	all, err := s.db.Client().Tenant.Query().WithParent().Order(tenant.BySlug()).All(AsCommand(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading tenants: %w", err)
	}
	return all, nil
}

// NewTenant is what the command line says of a tenant to make.
type NewTenant struct {
	Slug, Name, Plan string
	Parent           string // slug; empty for an organization
	Owner            string // e-mail of a person who is known already; may be empty below an organization
}

// CreateTenant makes one.
func (s *Server) CreateTenant(ctx context.Context, n NewTenant) (*ent.Tenant, error) {
	ctx = AsCommand(ctx)
	in := directory.TenantInput{Slug: n.Slug, Name: n.Name, Plan: n.Plan}
	if n.Parent != "" {
		above, ok := s.Who.BySlug(n.Parent)
		if !ok {
			return nil, fmt.Errorf("there is no tenant %q", n.Parent)
		}
		in.Parent = &above.ID
	}
	if n.Owner != "" {
		owner, err := s.db.Client().Person.Query().Where(person.EmailKey(rule.Fold(n.Owner))).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fmt.Errorf("nobody with the address %s is known here: invite them first", n.Owner)
		}
		if err != nil {
			return nil, fmt.Errorf("looking for the owner: %w", err)
		}
		in.Owner = owner.ID
	}
	return s.Directory.TenantCreate(ctx, in)
}

// SetPlan moves a tenant to another plan.
func (s *Server) SetPlan(ctx context.Context, slug, plan string) (*ent.Tenant, error) {
	t, ok := s.Who.BySlug(slug)
	if !ok {
		return nil, fmt.Errorf("there is no tenant %q", slug)
	}
	return s.Directory.TenantSetPlan(AsCommand(ctx), t.ID, plan)
}
