package server

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"doorward/ent"
	"doorward/ent/person"
	"doorward/ent/plan"
	"doorward/ent/rule"
	"doorward/ent/tenant"
	"doorward/internal/directory"
	"doorward/internal/fault"
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
	t, err := s.Directory.TenantCreate(ctx, in)
	return t, s.withPlans(ctx, n.Plan, err)
}

// SetPlan moves a tenant to another plan.
func (s *Server) SetPlan(ctx context.Context, slug, key string) (*ent.Tenant, error) {
	at, ok := s.Who.BySlug(slug)
	if !ok {
		return nil, fmt.Errorf("there is no tenant %q", slug)
	}
	ctx = AsCommand(ctx)
	t, err := s.Directory.TenantSetPlan(ctx, at.ID, key)
	return t, s.withPlans(ctx, key, err)
}

// withPlans tells whoever named a plan that is none which there are.
func (s *Server) withPlans(ctx context.Context, named string, err error) error {
	if f := fault.Of(err); f == nil || !slices.Equal(f.Field, []string{"plan"}) {
		return err
	}
	keys, err := s.db.Client().Plan.Query().Order(plan.ByRank()).Select(plan.FieldKey).Strings(ctx)
	if err != nil {
		return fmt.Errorf("reading plans: %w", err)
	}
	return fmt.Errorf("there is no plan %q: there are %s", named, strings.Join(keys, ", "))
}
