package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/group"
	"doorward/ent/rule"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// GroupInput is a group to be made, with the roles that it gives.
type GroupInput struct {
	Name        string
	Description *string
	Roles       []uuid.UUID
}

// GroupCreate makes a group in the viewer's tenant. Giving it roles takes
// ROLES_GRANT as well, and no more than the viewer holds. A name that differs from
// another group's by case only is ALREADY_EXISTS.
func (d *Directory) GroupCreate(ctx context.Context, in GroupInput) (*ent.Group, error) {
	name, err := named(in.Name, "name")
	if err != nil {
		return nil, err
	}
	description, err := Described(in.Description, "description")
	if err != nil {
		return nil, err
	}
	made, err := journal.Write(ctx, d.log, journal.GroupCreated, func(tx *ent.Client) (*groupMade, error) {
		at := d.log.Clock().Now()
		tenant, a, err := Here(ctx, tx, at, viewer.GroupsManage)
		if err != nil {
			return nil, err
		}
		if err := a.mayGrantAny(specs(in.Roles)); err != nil {
			return nil, err
		}
		taken, err := tx.Group.Query().Where(group.TenantID(tenant), group.NameKey(rule.Fold(name))).Exist(ctx)
		if err != nil {
			return nil, fmt.Errorf("looking for a group: %w", err)
		}
		if taken {
			return nil, fault.BadInput(fault.AlreadyExists, "There is a group with that name already.", "name")
		}
		g, err := tx.Group.Create().SetCreatedAt(at).SetTenantID(tenant).SetName(name).SetNillableDescription(description).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("making a group: %w", err)
		}
		var given []grantSpec
		for _, s := range specs(in.Roles) {
			given = append(given, grantSpec{GrantSpec: s, tenant: tenant, group: &g.ID, by: giver(ctx)})
		}
		grants, err := makeGrants(ctx, tx, at, given)
		return &groupMade{g, grants}, err
	})
	if err != nil {
		return nil, err
	}
	return made.group, nil
}

type groupMade struct {
	group  *ent.Group
	grants []*ent.Grant
}

// Subjects of the change.
func (m *groupMade) Subjects() []journal.Subject { return journal.Of(m.group) }

// Then are the roles that the group gives.
func (m *groupMade) Then() []journal.Link {
	return []journal.Link{{Verb: journal.GrantCreated, Subjects: journal.Of(m.grants)}}
}

// specs are roles given for good, each once.
func specs(roles []uuid.UUID) []GrantSpec {
	seen := map[uuid.UUID]bool{}
	var all []GrantSpec
	for _, r := range roles {
		if !seen[r] {
			seen[r] = true
			all = append(all, GrantSpec{Role: r})
		}
	}
	return all
}

// mayGrantAny asks for ROLES_GRANT where there is anything to give.
func (a *Actor) mayGrantAny(all []GrantSpec) error {
	if len(all) == 0 {
		return nil
	}
	if err := a.Can(viewer.RolesGrant); err != nil {
		return err
	}
	for _, g := range all {
		if err := a.mayGive(g.Role, false, nil); err != nil {
			return err
		}
	}
	return nil
}
