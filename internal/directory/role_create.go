package directory

import (
	"context"
	"fmt"
	"slices"

	"doorward/ent"
	"doorward/ent/role"
	"doorward/ent/rule"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// RoleInput is a role to be made, with what it gives.
type RoleInput struct {
	Name           string
	Description    *string
	PermissionKeys []string
}

// RoleCreate makes a role in the viewer's tenant, of permissions that the viewer
// holds (T-06: else MORE_THAN_HELD). Nobody has modified it yet, so it has no
// `updated at` (A4).
func (d *Directory) RoleCreate(ctx context.Context, in RoleInput) (*ent.Role, error) {
	name, err := named(in.Name, "name")
	if err != nil {
		return nil, err
	}
	description, err := Described(in.Description, "description")
	if err != nil {
		return nil, err
	}
	keys := slices.Compact(slices.Sorted(slices.Values(in.PermissionKeys)))
	return journal.Write(ctx, d.log, journal.RoleCreated, func(tx *ent.Client) (*ent.Role, error) {
		at := d.log.Clock().Now()
		tenant, a, err := Here(ctx, tx, at, viewer.RolesManage)
		if err != nil {
			return nil, err
		}
		if err := a.MayPut(keys...); err != nil {
			return nil, err
		}
		taken, err := tx.Role.Query().Where(role.TenantID(tenant), role.NameKey(rule.Fold(name))).Exist(ctx)
		if err != nil {
			return nil, fmt.Errorf("looking for a role: %w", err)
		}
		if taken {
			return nil, fault.BadInput(fault.AlreadyExists, "There is a role with that name already.", "name")
		}
		r, err := tx.Role.Create().SetCreatedAt(at).SetTenantID(tenant).SetName(name).SetNillableDescription(description).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("making a role: %w", err)
		}
		gives := make([]rolePermission, len(keys))
		for i, k := range keys {
			gives[i] = rolePermission{tenant, r.ID, a.scope.Permission(k).ID}
		}
		return r, putPermissions(ctx, tx, at, gives)
	})
}
