package graph

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"doorward/graph/model"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// rightsHere are the viewer's in the request's tenant; nil where none is chosen.
func (r *Resolver) rightsHere(ctx context.Context) (*rights, error) {
	v := viewer.From(ctx)
	if v.Tenant == uuid.Nil {
		return nil, nil
	}
	return r.rights(ctx, v.Tenant)
}

func (r *Resolver) adminPermissions(ctx context.Context) ([]viewer.Permission, error) {
	held := []viewer.Permission{}
	x, err := r.rightsHere(ctx)
	if x == nil {
		return held, err
	}
	for _, p := range viewer.Permissions {
		if x.may(p) {
			held = append(held, p)
		}
	}
	return held, nil
}

// decision answers a question about the viewer. It leaves no trace.
func (r *Resolver) decision(ctx context.Context, permissionKey string) (*model.Decision, error) {
	d := &model.Decision{PermissionKey: permissionKey}
	in, err := r.tenant(ctx)
	if err != nil {
		return nil, err
	}
	x, err := r.rights(ctx, in)
	if err != nil {
		return nil, err
	}
	if x.scope.Permission(permissionKey) == nil {
		f := fault.Fault{Kind: fault.Request, Message: "There is no such permission here.", Next: "Check how the key is written."}
		d.Category, d.UserMessage, d.Next = &f.Kind, &f.Message, &f.Next
		return d, nil
	}
	v := x.decide(permissionKey)
	if d.Allowed = v.Allowed(); d.Allowed {
		return d, nil
	}
	if f := v.Fault(x.scope, permissionKey); f != nil {
		d.Category, d.UserMessage, d.Next = &f.Kind, &f.Message, &f.Next
	}
	return d, nil
}

// sorted is the keys by name, never nil.
func sorted(keys []string) []string {
	if keys == nil {
		return []string{}
	}
	slices.Sort(keys)
	return keys
}
