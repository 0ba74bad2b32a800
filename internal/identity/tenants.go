package identity

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/viewer"
)

// Tenants lists the tenants in which a person can act, by name: those with an
// active user of theirs, and those below one whose roles reach down.
func (i *Identity) Tenants(ctx context.Context, person uuid.UUID) ([]access.Tenant, error) {
	rows, err := i.log.DB().Client().User.Query().Where(user.PersonID(person)).
		Select(user.FieldID, user.FieldTenantID, user.FieldStatus).All(viewer.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading a person's users: %w", err)
	}
	can := make(map[uuid.UUID]bool, len(rows))
	for _, u := range rows {
		can[u.TenantID] = u.Status == user.StatusACTIVE
	}
	for _, u := range rows {
		scope, err := i.who.Scope(ctx, u.TenantID)
		if err != nil {
			return nil, fmt.Errorf("reading what a user holds: %w", err)
		}
		if !scope.ReachesDown(scope.User(u.ID), i.log.Clock().Now()) {
			continue
		}
		for _, t := range i.who.Below(u.TenantID) {
			if _, own := can[t.ID]; !own {
				can[t.ID] = true
			}
		}
	}
	var all []access.Tenant
	for id, yes := range can {
		if t, ok := i.who.Tenant(id); ok && yes {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b access.Tenant) int {
		return strings.Compare(a.Name+"\x00"+a.Slug, b.Name+"\x00"+b.Slug)
	})
	return all, nil
}
