package graph

import (
	"context"

	"github.com/google/uuid"

	"doorward/ent/invite"
	"doorward/graph/model"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/identity"
)

func (r *Resolver) inviteSend(ctx context.Context, in model.InviteSendInput) (*model.InviteSendPayload, error) {
	invitees := make([]identity.Invitee, len(in.Invitees))
	for i, one := range in.Invitees {
		invitees[i] = inviteeOf(one)
	}
	sent, err := r.Identity.InviteSend(ctx, invitees)
	p := &model.InviteSendPayload{Results: make([]*model.InviteSendResult, len(sent))}
	if p.UserErrors, err = mistakes(err); err != nil {
		return nil, err
	}
	for i, one := range sent {
		wrong := []*model.UserError{}
		if one.Fault != nil {
			wrong = append(wrong, userError(one.Fault))
		}
		p.Results[i] = &model.InviteSendResult{Email: one.Email, Invite: one.Invite, UserErrors: wrong}
	}
	p.Counts, err = r.counts(ctx)
	return p, err
}

// inviteeOf reads one line of the input. An id of nothing becomes one that nothing
// has: the verb says what it says about every other unknown one.
func inviteeOf(in *model.InviteeInput) identity.Invitee {
	v := identity.Invitee{Email: in.Email, Name: in.Name.Value(), Company: in.Company.Value(), Type: invite.TypeMEMBER}
	if t := in.Type.Value(); t != nil {
		v.Type = *t
	}
	for _, g := range in.Grants.Value() {
		v.Grants = append(v.Grants, identity.GrantSpec{Role: orUnknown(id.Role, g.RoleID),
			ExpiresAt: g.ExpiresAt.Value(), Justification: g.Justification.Value()})
	}
	for _, g := range in.GroupIds.Value() {
		v.Groups = append(v.Groups, orUnknown(id.Group, g))
	}
	return v
}

func orUnknown(k id.Kind, public string) uuid.UUID {
	u, _ := id.As(k, public)
	return u
}

func (r *Resolver) invitePreview(ctx context.Context, token string) (*model.InvitePreview, error) {
	p, err := r.Identity.InvitePreview(ctx, token)
	if err != nil || p == nil {
		return nil, err
	}
	return &model.InvitePreview{Status: p.Invite.Status, MaskedEmail: p.MaskedEmail, TenantName: p.TenantName,
		InvitedBy: p.InvitedBy, SignedInAsOther: p.SignedInAsOther, NeedsPassword: p.NeedsPassword}, nil
}

// userError is a fault of the input as a payload carries it.
func userError(f *fault.Fault) *model.UserError {
	message := f.Message
	if f.Next != "" {
		message += " " + f.Next
	}
	return &model.UserError{Code: f.Code, Field: f.Field, Message: message, RetryAfter: retryAfter(f)}
}
