package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"doorward/ent"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

func public(ctx context.Context, _ any, next graphql.Resolver) (any, error) { return next(ctx) }

func (r *Resolver) whoSignedIn(ctx context.Context, _ any, next graphql.Resolver) (any, error) {
	if !r.signedIn(ctx) {
		return nil, fault.SignIn()
	}
	return next(ctx)
}

// signedIn tells whether somebody asks whose session and user still stand now: an
// operation may outlive them.
func (r *Resolver) signedIn(ctx context.Context) bool {
	v := viewer.From(ctx)
	return v.SignedIn() && r.Identity.Alive(v)
}

// can decides in the request's tenant, and on a row of a tenant below in that one.
func (r *Resolver) can(ctx context.Context, obj any, next graphql.Resolver, do viewer.Permission) (any, error) {
	in, err := r.tenant(ctx)
	if err != nil {
		return nil, err
	}
	switch obj := obj.(type) {
	case *ent.User:
		in = r.place(ctx, obj.TenantID)
	case *ent.Group:
		in = r.place(ctx, obj.TenantID)
	case *ent.Role:
		in = r.place(ctx, obj.TenantID)
	}
	if err := r.in(ctx, in, do); err != nil {
		return nil, err
	}
	return next(ctx)
}
