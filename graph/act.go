package graph

import (
	"context"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/graph/model"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

// counts is the badges of the request's tenant, for whoever may read users there.
func (r *Resolver) counts(ctx context.Context) (*model.UserCounts, error) {
	in := viewer.From(ctx).Tenant
	if may, err := r.may(ctx, in, viewer.UsersRead); err != nil || !may {
		return nil, err
	}
	return &model.UserCounts{Tenant: in}, nil
}

// userAct calls a verb about one user.
func (r *Resolver) userAct(ctx context.Context, public string, verb func(context.Context, uuid.UUID) (*ent.User, error)) (*model.UserPayload, error) {
	u, err := id.As(id.User, public)
	if err != nil {
		return nil, fault.Missing("user")
	}
	p := &model.UserPayload{}
	p.User, err = verb(ctx, u)
	if p.UserErrors, err = mistakes(err); err != nil {
		return nil, err
	}
	p.Counts, err = r.counts(ctx)
	return p, err
}

// inviteAct calls a verb about one invite.
func (r *Resolver) inviteAct(ctx context.Context, public string, verb func(context.Context, uuid.UUID) (*ent.Invite, error)) (*model.InvitePayload, error) {
	u, err := id.As(id.Invite, public)
	if err != nil {
		return nil, fault.Missing("invite")
	}
	p := &model.InvitePayload{}
	p.Invite, err = verb(ctx, u)
	if p.UserErrors, err = mistakes(err); err != nil {
		return nil, err
	}
	p.Counts, err = r.counts(ctx)
	return p, err
}

// enter ends a sign-in: the cookie is set, and from here on the request's viewer is
// the one who signed in, in that tenant where they can act there. Without a token the
// session that they came with goes on.
func (r *Resolver) enter(ctx context.Context, token string, s *ent.Session, in uuid.UUID, err error) (*model.SignInPayload, error) {
	p := &model.SignInPayload{Methods: []string{}}
	if p.UserErrors, err = mistakes(err); err != nil || len(p.UserErrors) > 0 {
		return p, err
	}
	was := viewer.From(ctx)
	from := identity.Origin{RequestID: was.RequestID, IP: was.IP, UserAgent: was.UserAgent}
	view := func(slug string) (*viewer.Viewer, error) { return r.Identity.Viewer(ctx, token, slug, from) }
	if token == "" {
		view = func(slug string) (*viewer.Viewer, error) { return r.Identity.Elsewhere(ctx, slug) }
	} else {
		r.SetCookie(ctx, token, s.ExpiresAt)
	}
	slug := ""
	if t, ok := r.Who.Tenant(in); ok {
		slug = t.Slug
	}
	is, err := view(slug)
	if fault.Of(err) != nil { // the tenant of whoever was signed in before is not for them
		is, err = view("")
	}
	if err != nil && fault.Of(err) == nil {
		return nil, err
	}
	*was = *is
	done := model.SignInStepDone
	p.Viewer, p.Next = &model.Viewer{}, &done
	return p, nil
}
