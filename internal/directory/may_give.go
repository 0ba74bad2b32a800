package directory

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/group"
	"doorward/internal/access"
	"doorward/internal/fault"
)

// MayGrant refuses roles that give more than the actor holds, or give it for longer
// (T-06): MORE_THAN_HELD. A role that cannot be given in the tenant is NOT_FOUND, an
// end that is past INVALID, an elevated role without a reason JUSTIFICATION_REQUIRED.
func (a *Actor) MayGrant(specs ...GrantSpec) error {
	for _, g := range specs {
		if err := a.mayGrant(g, false); err != nil {
			return err
		}
	}
	return nil
}

func (a *Actor) mayGrant(g GrantSpec, down bool) error {
	if err := a.mayGive(g.Role, down, g.ExpiresAt); err != nil {
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
func (a *Actor) mayGive(role uuid.UUID, down bool, until *time.Time) error {
	r := a.scope.Role(role)
	if r == nil {
		return fault.Missing("role")
	}
	within := func(until *time.Time) bool {
		held, below := a.held(until)
		if down {
			held = below
		}
		return a.scope.MayGive(held.bits, held.all, role)
	}
	switch {
	case within(until):
		return nil
	case within(&a.at):
		return fault.BadInput(fault.MoreThanHeld, "What the role "+r.Name+" gives is yours for a time only: let it end no later than that.", "expiresAt")
	}
	return fault.BadInput(fault.MoreThanHeld, "The role "+r.Name+" gives more than you hold yourself.", "roleId")
}

// MayPut refuses permissions beyond what the actor holds: MORE_THAN_HELD. A key
// that does not exist in the tenant is INVALID. Until when is no matter: the role
// gives nothing before it is given.
func (a *Actor) MayPut(keys ...string) error {
	held, _ := a.held(&a.at)
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

// MayJoin is MayGrant for what groups of the tenant give to whoever is in them for
// good; a group of another tenant is NOT_FOUND.
func (a *Actor) MayJoin(ctx context.Context, tx *ent.Client, groups ...uuid.UUID) error {
	for _, g := range groups {
		if _, err := a.gives(ctx, tx, g, nil); err != nil {
			return err
		}
	}
	return nil
}

// gives is MayJoin for one group, perhaps until a moment; it tells whether the group
// gives anything.
func (a *Actor) gives(ctx context.Context, tx *ent.Client, of uuid.UUID, until *time.Time) (bool, error) {
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
		end := g.ExpiresAt
		if end == nil || until != nil && until.Before(*end) {
			end = until
		}
		if err := a.mayGive(g.RoleID, g.Reach == grant.ReachSUBTREE, end); err != nil {
			return true, err
		}
	}
	return len(given) > 0, nil
}

// MayActOn refuses an act on a user who holds more than the actor: MORE_THAN_HELD
// as a denial, since the act is not a matter of input. The user was named to ActorIn.
func (a *Actor) MayActOn(u *ent.User) error {
	here, below := a.held(&a.at)
	theirs, theirsBelow := a.bundles(access.UserIn(a.scope, u.ID), a.at)
	if theirs.within(here) && theirsBelow.within(below) {
		return nil
	}
	return &fault.Fault{Kind: fault.Authorization, Code: fault.MoreThanHeld,
		Message: fmt.Sprintf("%s holds more than you in %s.", u.Name, a.scope.Own.Tenant.Name), Next: "Ask an owner to do it."}
}
