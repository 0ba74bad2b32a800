package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/group"
	"doorward/ent/permission"
	"doorward/ent/role"
	"doorward/ent/rolepermission"
	"doorward/ent/rule"
	"doorward/internal/viewer"
)

// known is what the tenant has, by folded name, and what the import adds to it.
type known struct {
	permissions map[string]uuid.UUID // by exact key
	spelled     map[string]string    // the exact key by the folded one
	fresh       map[uuid.UUID]bool   // permissions that the import makes
	counted     map[uuid.UUID]bool
	gives       map[rolePermission]bool
	roles       map[string]*ent.Role // of the tenant, else of the nearest above
	groups      map[string]*ent.Group
	grants      map[heldRole]bool
}

type heldRole struct {
	role uuid.UUID
	by   holderOf
}

// learn reads all but users, of whom there may be many: those are read by the
// addresses of the file.
func (i *importing) learn(ctx context.Context) error {
	i.known = known{permissions: map[string]uuid.UUID{}, spelled: map[string]string{}, fresh: map[uuid.UUID]bool{}, counted: map[uuid.UUID]bool{},
		gives: map[rolePermission]bool{}, roles: map[string]*ent.Role{}, groups: map[string]*ent.Group{}, grants: map[heldRole]bool{}}
	wide := viewer.Widened(ctx, i.chain)
	if err := i.learnPermissions(wide); err != nil {
		return err
	}
	if err := i.learnRoles(wide); err != nil {
		return err
	}
	groups, err := i.tx.Group.Query().Where(group.TenantID(i.tenant.ID)).All(ctx)
	if err != nil {
		return fmt.Errorf("reading groups: %w", err)
	}
	for _, g := range groups {
		i.known.groups[g.NameKey] = g
	}
	given, err := i.tx.Grant.Query().Where(grant.TenantID(i.tenant.ID), grant.GroupIDNotNil()).All(ctx)
	if err != nil {
		return fmt.Errorf("reading what groups give: %w", err)
	}
	for _, g := range given {
		i.known.grants[heldRole{g.RoleID, holderOf{group: *g.GroupID}}] = true
	}
	return nil
}

// learnPermissions lets the nearer key win, and the catalogue's over all: as access does.
func (i *importing) learnPermissions(wide context.Context) error {
	rows, err := i.tx.Permission.Query().Where(permission.RetiredAtIsNil(),
		permission.Or(permission.TenantIDIsNil(), permission.TenantIDIn(i.chain...))).All(wide)
	if err != nil {
		return fmt.Errorf("reading permissions: %w", err)
	}
	far := map[string]int{}
	for _, p := range rows {
		d := i.distance(p.TenantID)
		if was, there := far[p.Key]; !there || d < was {
			far[p.Key], i.known.permissions[p.Key] = d, p.ID
		}
		i.known.spelled[rule.Fold(p.Key)] = p.Key
	}
	return nil
}

func (i *importing) learnRoles(wide context.Context) error {
	rows, err := i.tx.Role.Query().Where(role.TenantIDIn(i.chain...)).All(wide)
	if err != nil {
		return fmt.Errorf("reading roles: %w", err)
	}
	for _, r := range rows {
		if was := i.known.roles[r.NameKey]; was == nil || i.distance(&r.TenantID) < i.distance(&was.TenantID) {
			i.known.roles[r.NameKey] = r
		}
	}
	gives, err := i.tx.RolePermission.Query().Where(rolepermission.TenantID(i.tenant.ID)).All(wide)
	if err != nil {
		return fmt.Errorf("reading what roles give: %w", err)
	}
	for _, g := range gives {
		i.known.gives[rolePermission{g.TenantID, g.RoleID, g.PermissionID}] = true
	}
	return nil
}

// distance is 0 for the catalogue, 1 for the tenant itself, more for those above.
func (i *importing) distance(tenant *uuid.UUID) int {
	if tenant == nil {
		return 0
	}
	for n, t := range i.chain {
		if t == *tenant {
			return n + 1
		}
	}
	return deepest + 1
}
