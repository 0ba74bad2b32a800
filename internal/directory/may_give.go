package directory

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/group"
	"doorward/internal/access"
	"doorward/internal/fault"
)

// MayGive refuses roles that give more than the actor holds (T-06): MORE_THAN_HELD.
// A role that cannot be given in the tenant is NOT_FOUND.
func (a *Actor) MayGive(roles ...uuid.UUID) error {
	for _, r := range roles {
		if err := a.mayGive(r, false); err != nil {
			return err
		}
	}
	return nil
}

// MayGrant is MayGive for roles that are about to be given: it also refuses an end
// that is past (INVALID), and an elevated role without a reason (JUSTIFICATION_REQUIRED).
func (a *Actor) MayGrant(specs ...GrantSpec) error {
	for _, g := range specs {
		if err := a.mayGrant(g, false); err != nil {
			return err
		}
	}
	return nil
}

func (a *Actor) mayGrant(g GrantSpec, down bool) error {
	if err := a.mayGive(g.Role, down); err != nil {
		return err
	}
	if g.ExpiresAt != nil && !g.ExpiresAt.After(a.at) {
		return fault.BadInput(fault.Invalid, "The end of the grant is in the past.", "expiresAt")
	}
	if r := a.scope.Role(g.Role); r.Elevated && !a.free && (g.Justification == nil || strings.TrimSpace(*g.Justification) == "") {
		return fault.BadInput(fault.JustificationRequired, "The role "+r.Name+" gives elevated rights: say what for.", "justification")
	}
	return nil
}

// mayGive with down asks for what counts below as well, so that nobody reaches
// further down through a grant of their own making.
func (a *Actor) mayGive(role uuid.UUID, down bool) error {
	r := a.scope.Role(role)
	if r == nil {
		return fault.Missing("role")
	}
	held, below := a.held()
	if down {
		held = below
	}
	if a.scope.MayGive(held.bits, held.all, role) {
		return nil
	}
	return fault.BadInput(fault.MoreThanHeld, "The role "+r.Name+" gives more than you hold yourself.", "roleId")
}

// MayPut refuses permissions beyond what the actor holds: MORE_THAN_HELD. A key
// that does not exist in the tenant is INVALID.
func (a *Actor) MayPut(keys ...string) error {
	held, _ := a.held()
	for _, k := range keys {
		p := a.scope.Permission(k)
		if p == nil {
			return fault.BadInput(fault.Invalid, "There is no such permission here.", "permissionKeys")
		}
		if !held.all && !p.In(held.bits) {
			return fault.BadInput(fault.MoreThanHeld, "You cannot "+p.Capability+" yourself, so no role of yours can give it.", "permissionKeys")
		}
	}
	return nil
}

// MayJoin is MayGive for what groups of the tenant give to whoever is in them; a
// group of another tenant is NOT_FOUND.
func (a *Actor) MayJoin(ctx context.Context, tx *ent.Client, groups ...uuid.UUID) error {
	for _, g := range groups {
		if _, err := a.gives(ctx, tx, g); err != nil {
			return err
		}
	}
	return nil
}

// gives is MayJoin for one group; it tells whether the group gives anything.
func (a *Actor) gives(ctx context.Context, tx *ent.Client, of uuid.UUID) (bool, error) {
	tenant := a.scope.Own.Tenant.ID
	there, err := tx.Group.Query().Where(group.ID(of), group.TenantID(tenant)).Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("reading a group: %w", err)
	}
	if !there {
		return false, fault.Missing("group")
	}
	given, err := tx.Grant.Query().Where(grant.TenantID(tenant), grant.GroupID(of)).All(ctx)
	if err != nil {
		return false, fmt.Errorf("reading what a group gives: %w", err)
	}
	for _, g := range given {
		if err := a.mayGive(g.RoleID, g.Reach == grant.ReachSUBTREE); err != nil {
			return true, err
		}
	}
	return len(given) > 0, nil
}

// MayActOn refuses an act on a user who holds more than the actor: MORE_THAN_HELD
// as a denial, since the act is not a matter of input. The user was named to ActorIn.
func (a *Actor) MayActOn(u *ent.User) error {
	here, below := a.held()
	theirs, theirsBelow := a.bundles(access.UserIn(a.scope, u.ID))
	if theirs.within(here) && theirsBelow.within(below) {
		return nil
	}
	return &fault.Fault{Kind: fault.Authorization, Code: fault.MoreThanHeld,
		Message: fmt.Sprintf("%s holds more than you in %s.", u.Name, a.scope.Own.Tenant.Name), Next: "Ask an owner to do it."}
}
