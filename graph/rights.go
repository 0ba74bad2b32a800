package graph

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"doorward/internal/access"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// rights is what the viewer may do in one tenant, at one moment.
type rights struct {
	scope   *access.Scope
	subject access.Subject
	at      time.Time
}

// rights asks access about the viewer in a tenant.
func (r *Resolver) rights(ctx context.Context, tenant uuid.UUID) (*rights, error) {
	scope, err := r.Who.Scope(ctx, tenant)
	if err != nil {
		return nil, fmt.Errorf("reading what may be done: %w", err)
	}
	v := viewer.From(ctx)
	sub := access.PersonIn(scope, v.Person)
	if v.Person == uuid.Nil {
		sub = access.UserIn(scope, v.User)
	}
	return &rights{scope, sub, r.Log.Clock().Now()}, nil
}

func (x *rights) decide(key string) access.Verdict {
	return access.Decide(access.Question{Scope: x.scope, Subject: x.subject, Permission: key, At: x.at})
}

func (x *rights) may(p viewer.Permission) bool {
	v := x.decide(string(p))
	return v.Allowed()
}

// tenant is where the request acts; without one it says which can be named.
func (r *Resolver) tenant(ctx context.Context) (uuid.UUID, error) {
	if !r.signedIn(ctx) {
		return uuid.Nil, fault.SignIn()
	}
	if in := viewer.From(ctx).Tenant; in != uuid.Nil {
		return in, nil
	}
	mine, err := r.mine(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	f := &fault.Fault{Kind: fault.Request, Code: fault.TenantRequired,
		Message: "You belong to several tenants, and this request names none.",
		Next:    "Choose the tenant that you mean. A program names it in the header Doorward-Tenant, and over a websocket as \"tenant\" in connection_init.",
		Tenants: make([]fault.Choice, len(mine))}
	if len(mine) == 0 {
		f.Message, f.Next = "You do not belong to any tenant.", "Ask an administrator to invite you."
	}
	for i, t := range mine {
		f.Tenants[i] = fault.Choice{Slug: t.Slug, Name: t.Name}
	}
	return uuid.Nil, f
}

// here lets pass who holds these permissions in the request's tenant.
func (r *Resolver) here(ctx context.Context, all ...viewer.Permission) error {
	t, err := r.tenant(ctx)
	if err != nil {
		return err
	}
	return r.in(ctx, t, all...)
}

// in lets pass who holds these permissions in a tenant.
func (r *Resolver) in(ctx context.Context, tenant uuid.UUID, all ...viewer.Permission) error {
	x, err := r.rights(ctx, tenant)
	if err != nil {
		return err
	}
	for _, p := range all {
		v := x.decide(string(p))
		if f := v.Fault(x.scope, string(p)); f != nil {
			return f
		}
	}
	return nil
}

// may tells whether the viewer holds these permissions in a tenant.
func (r *Resolver) may(ctx context.Context, tenant uuid.UUID, all ...viewer.Permission) (bool, error) {
	x, err := r.rights(ctx, tenant)
	return err == nil && !slices.ContainsFunc(all, func(p viewer.Permission) bool { return !x.may(p) }), err
}

// place is the tenant in which the fields of a row are decided and read: its own
// where that lies below the request's, as in a list with descendants; otherwise
// the request's, as for a role from above, which is given here.
func (r *Resolver) place(ctx context.Context, tenant uuid.UUID) uuid.UUID {
	here := viewer.From(ctx).Tenant
	for _, above := range r.Who.Above(tenant) {
		if above == here {
			return tenant
		}
	}
	return here
}

// places is place in one context.
func (r *Resolver) places(ctx context.Context) func(uuid.UUID) uuid.UUID {
	return func(tenant uuid.UUID) uuid.UUID { return r.place(ctx, tenant) }
}

// reach is the request's tenant and, where they are asked for, those below it in
// which the viewer holds these permissions; with the context that reads them all.
func (r *Resolver) reach(ctx context.Context, descend *bool, takes ...viewer.Permission) (context.Context, []uuid.UUID, error) {
	here, err := r.tenant(ctx)
	if err != nil {
		return ctx, nil, err
	}
	all := []uuid.UUID{here}
	if descend == nil || !*descend {
		return ctx, all, nil
	}
	for _, t := range r.Who.Below(here) {
		ok, err := r.may(ctx, t.ID, takes...)
		if err != nil {
			return ctx, nil, err
		}
		if ok {
			all = append(all, t.ID)
		}
	}
	return viewer.Widened(ctx, all), all, nil
}
