package directory

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/membership"
	"doorward/ent/person"
	"doorward/ent/role"
	"doorward/ent/user"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// KeepOwner runs a change of what users hold in the first tenant of a locked chain
// (LockTenant), and refuses it with LAST_OWNER where it would leave that tenant, or
// one below it, without a usable owner: an active person with a password who holds
// an owner's role, of the tenant or reaching down to it, and is not inactive there.
// An owner for a time does not stand in for one without end (T-07). A tenant that had
// none keeps having none.
func KeepOwner(ctx context.Context, tx *ent.Client, at time.Time, chain []*ent.Tenant, change func() error) error {
	below, err := downward(ctx, tx, chain[0].ID)
	if err != nil {
		return err
	}
	family := append(append([]*ent.Tenant{}, chain...), below...)
	before, err := owners(ctx, tx, at, family)
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	after, err := owners(ctx, tx, at, family)
	if err != nil {
		return err
	}
	for _, t := range append([]*ent.Tenant{chain[0]}, below...) {
		was, is := before[t.ID], after[t.ID]
		if was.forGood && !is.forGood || was.now && !is.now {
			return fault.BadInput(fault.LastOwner, t.Name+" would be left without an owner who can sign in. Make somebody else an owner first.")
		}
	}
	return nil
}

// owned tells whether a tenant has a usable owner now, and one without end.
type owned struct{ now, forGood bool }

// owners looks at a family of tenants, the first of which stands below none of the
// others but its own chain.
func owners(ctx context.Context, tx *ent.Client, at time.Time, family []*ent.Tenant) (map[uuid.UUID]owned, error) {
	ctx = viewer.AsSystem(ctx)
	tenants := ids(family, func(t *ent.Tenant) uuid.UUID { return t.ID })
	roles, err := tx.Role.Query().Where(role.TenantIDIn(tenants...), role.Owner(true)).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading owners' roles: %w", err)
	}
	grants, err := tx.Grant.Query().Where(grant.RoleIDIn(roles...), grant.TenantIDIn(tenants...),
		grant.Or(grant.ExpiresAtIsNil(), grant.ExpiresAtGT(at))).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading owners' grants: %w", err)
	}
	held, err := holders(ctx, tx, at, grants)
	if err != nil {
		return nil, err
	}
	out, err := shutOut(ctx, tx, tenants, held)
	if err != nil {
		return nil, err
	}
	parents := make(map[uuid.UUID]*uuid.UUID, len(family))
	for _, t := range family {
		parents[t.ID] = t.ParentID
	}
	found := make(map[uuid.UUID]owned, len(family))
	for _, t := range family {
		var o owned
		for up, down := &t.ID, false; up != nil; up, down = parents[*up], true {
			for _, h := range held[*up] {
				if !down || h.down && !out[seat{t.ID, h.person}] {
					o.now, o.forGood = true, o.forGood || h.forGood
				}
			}
		}
		found[t.ID] = o
	}
	return found, nil
}

// holder is one usable person with an owner's role.
type holder struct {
	person        uuid.UUID
	down, forGood bool
}

// seat is a person's place in a tenant.
type seat struct{ tenant, person uuid.UUID }

// shutOut are the tenants in which holders have an inactive row of their own: what
// they hold above does not let them in there (access.Subject.Home).
func shutOut(ctx context.Context, tx *ent.Client, tenants []uuid.UUID, held map[uuid.UUID][]holder) (map[seat]bool, error) {
	var persons []uuid.UUID
	for _, all := range held {
		for _, h := range all {
			if h.down {
				persons = append(persons, h.person)
			}
		}
	}
	out := map[seat]bool{}
	for len(persons) > 0 {
		part := persons[:min(chunk, len(persons))]
		persons = persons[len(part):]
		rows, err := tx.User.Query().Where(user.TenantIDIn(tenants...), user.PersonIDIn(part...), user.StatusEQ(user.StatusINACTIVE)).
			Select(user.FieldTenantID, user.FieldPersonID).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("reading where owners are inactive: %w", err)
		}
		for _, u := range rows {
			out[seat{u.TenantID, *u.PersonID}] = true
		}
	}
	return out, nil
}

// holders finds the usable persons behind grants, by the tenant of the grant.
func holders(ctx context.Context, tx *ent.Client, at time.Time, grants []*ent.Grant) (map[uuid.UUID][]holder, error) {
	var users, groups []uuid.UUID
	for _, g := range grants {
		if g.UserID != nil {
			users = append(users, *g.UserID)
		} else {
			groups = append(groups, *g.GroupID)
		}
	}
	in, err := tx.Membership.Query().Where(membership.GroupIDIn(groups...),
		membership.Or(membership.ExpiresAtIsNil(), membership.ExpiresAtGT(at))).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading owners' groups: %w", err)
	}
	members := map[uuid.UUID][]*ent.Membership{}
	for _, m := range in {
		users = append(users, m.UserID)
		members[m.GroupID] = append(members[m.GroupID], m)
	}
	usable, err := usable(ctx, tx, users)
	if err != nil {
		return nil, err
	}
	held := map[uuid.UUID][]holder{}
	keep := func(g *ent.Grant, u uuid.UUID, forGood bool) {
		if p, can := usable[u]; can {
			held[g.TenantID] = append(held[g.TenantID], holder{p, g.Reach == grant.ReachSUBTREE, forGood && g.ExpiresAt == nil})
		}
	}
	for _, g := range grants {
		if g.UserID != nil {
			keep(g, *g.UserID, true)
			continue
		}
		for _, m := range members[*g.GroupID] {
			keep(g, m.UserID, m.ExpiresAt == nil)
		}
	}
	return held, nil
}

// usable finds the users who are active persons and can sign in, with their persons.
func usable(ctx context.Context, tx *ent.Client, users []uuid.UUID) (map[uuid.UUID]uuid.UUID, error) {
	found := map[uuid.UUID]uuid.UUID{}
	for len(users) > 0 {
		part := users[:min(chunk, len(users))]
		users = users[len(part):]
		active, err := tx.User.Query().Where(user.IDIn(part...), user.StatusEQ(user.StatusACTIVE),
			user.HasPersonWith(person.PasswordHashNotNil())).Select(user.FieldPersonID).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("reading owners: %w", err)
		}
		for _, u := range active {
			found[u.ID] = *u.PersonID
		}
	}
	return found, nil
}
