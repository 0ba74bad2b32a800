package graph

import (
	"context"

	"doorward/graph/model"
)

func (r *Resolver) usersLive(ctx context.Context, filter *model.UserFilter, orderBy *model.UserOrder, after *string) (<-chan *model.UserListDelta, error) {
	panic("not yet")
}

func (r *Resolver) userLastLogin(ctx context.Context, userID, after *string) (<-chan *model.UserLastLoginEvent, error) {
	panic("not yet")
}

func (r *Resolver) invitesLive(ctx context.Context, filter *model.InviteFilter, after *string) (<-chan *model.InviteListDelta, error) {
	panic("not yet")
}

func (r *Resolver) inviteStatus(ctx context.Context, inviteID, after *string) (<-chan *model.InviteStatusEvent, error) {
	panic("not yet")
}

func (r *Resolver) live(ctx context.Context, after *string, verbs []string) (<-chan *model.LiveBatch, error) {
	panic("not yet")
}
