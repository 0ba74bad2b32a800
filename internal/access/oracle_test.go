package access_test

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/flagstate"
	"doorward/ent/grant"
	"doorward/ent/membership"
	"doorward/ent/rolepermission"
	"doorward/ent/user"
)

// oracle answers from the rows, a query for each thing it wants to know, and
// shares nothing with Decide.
type oracle struct {
	c  *ent.Client
	at time.Time
}

func (o oracle) open(until *time.Time) bool { return until == nil || o.at.Before(*until) }

// chain is the tenant and those above, nearest first.
func (o oracle) chain(t *ent.Tenant) []*ent.Tenant {
	all := []*ent.Tenant{t}
	for t.ParentID != nil {
		t = o.c.Tenant.GetX(system, *t.ParentID)
		all = append(all, t)
	}
	return all
}

// row is a person's user in a tenant; nil when there is none.
func (o oracle) row(p uuid.UUID, in *ent.Tenant) *ent.User {
	u, err := o.c.User.Query().Where(user.TenantID(in.ID), user.PersonID(p)).Only(system)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		panic(err)
	}
	return u
}

// roles are those given to a row that count at the moment, through which group.
func (o oracle) roles(u *ent.User, down bool) []*ent.Grant {
	all := o.c.Grant.Query().Where(grant.UserID(u.ID)).WithRole().AllX(system)
	for _, m := range o.c.Membership.Query().Where(membership.UserID(u.ID)).AllX(system) {
		if o.open(m.ExpiresAt) {
			all = append(all, o.c.Grant.Query().Where(grant.GroupID(m.GroupID)).WithRole().AllX(system)...)
		}
	}
	return slices.DeleteFunc(all, func(g *ent.Grant) bool {
		return !o.open(g.ExpiresAt) || down && g.Reach != grant.ReachSUBTREE
	})
}

// standing is the row that counts in a tenant and every role that does.
func (o oracle) standing(u *ent.User, in *ent.Tenant) (home *ent.User, all []*ent.Grant) {
	chain := o.chain(in)
	if u.PersonID == nil {
		if u.TenantID != in.ID {
			return nil, nil
		}
		return u, o.roles(u, false)
	}
	for i, t := range chain {
		row := o.row(*u.PersonID, t)
		if row == nil || i > 0 && row.Status != user.StatusACTIVE {
			continue
		}
		these := o.roles(row, i > 0)
		if home == nil && (i == 0 || len(these) > 0) {
			home = row
		}
		all = append(all, these...)
	}
	return home, all
}

// visible is every permission that exists in a tenant, the catalogue's first.
func (o oracle) visible(in *ent.Tenant) map[string]*ent.Permission {
	keys := map[string]*ent.Permission{}
	chain := o.chain(in)
	for _, p := range o.c.Permission.Query().AllX(system) {
		if p.RetiredAt != nil {
			continue
		}
		if p.TenantID == nil {
			keys[p.Key] = p
			continue
		}
		if keys[p.Key] == nil && slices.ContainsFunc(chain, func(t *ent.Tenant) bool { return t.ID == *p.TenantID }) {
			keys[p.Key] = p
		}
	}
	return keys
}

func (o oracle) gives(r *ent.Role, key string) bool {
	for _, g := range o.c.RolePermission.Query().Where(rolepermission.RoleID(r.ID)).WithPermission().AllX(system) {
		if g.Edges.Permission.Key == key && g.Edges.Permission.RetiredAt == nil {
			return true
		}
	}
	return false
}

// featureOpen tells whether a flag lets somebody through in a tenant.
func (o oracle) featureOpen(f *ent.Flag, home *ent.User, in *ent.Tenant) bool {
	on := f.EnabledByDefault
	if set, err := o.c.FlagState.Query().Where(flagstate.TenantID(in.ID), flagstate.FlagID(f.ID)).Only(system); err == nil {
		on = set.Enabled
	}
	rank := map[string]int{}
	for _, p := range o.c.Plan.Query().AllX(system) {
		rank[p.Key] = p.Rank
	}
	return f.RetiredAt == nil && on && (!f.Beta || home.BetaAccess && o.open(home.BetaUntil)) &&
		(f.MinimumPlan == nil || rank[in.Plan] >= rank[*f.MinimumPlan])
}

func (o oracle) may(u *ent.User, in *ent.Tenant) (keys, held []string, all bool) {
	home, grants := o.standing(u, in)
	flags := map[uuid.UUID]*ent.Flag{}
	for _, f := range o.c.Flag.Query().AllX(system) {
		flags[f.ID] = f
	}
	owner := slices.ContainsFunc(grants, func(g *ent.Grant) bool { return g.Edges.Role.Owner })
	for key, p := range o.visible(in) {
		given := slices.ContainsFunc(grants, func(g *ent.Grant) bool { return o.gives(g.Edges.Role, key) })
		if given {
			held = append(held, key)
		}
		if home == nil || home.Status != user.StatusACTIVE || in.SuspendedAt != nil || p.Vendor && !in.Vendor || !given && !owner {
			continue
		}
		if p.FlagID == nil || o.featureOpen(flags[*p.FlagID], home, in) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	slices.Sort(held)
	return keys, held, owner
}

func (o oracle) features(u *ent.User, in *ent.Tenant) (on []string) {
	home, _ := o.standing(u, in)
	if home == nil || home.Status != user.StatusACTIVE || in.SuspendedAt != nil {
		return nil
	}
	for _, f := range o.c.Flag.Query().AllX(system) {
		if f.RetiredAt == nil && o.featureOpen(f, home, in) {
			on = append(on, f.Key)
		}
	}
	slices.Sort(on)
	return on
}
