package directory

import (
	"context"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/rule"
	"doorward/internal/access"
	"doorward/internal/id"
)

// importing is one import inside its transaction: what there is, and what is to be
// written. Everything is resolved before anything is written.
type importing struct {
	tx     *ent.Client
	at     time.Time
	in     ImportInput
	docs   *documents
	errs   *ImportErrors
	report *ImportReport

	founded *founded // nil where the tenant was there
	tenant  *ent.Tenant
	chain   []uuid.UUID
	giver   *uuid.UUID // nil on the command line

	known known
	work
}

// work is what is to be written.
type work struct {
	newPermissions []newPermission
	newRoles       []newNamed
	newGroups      []newNamed
	roleChanges    map[uuid.UUID]*namedChange
	groupChanges   map[uuid.UUID]*namedChange
	gives          []rolePermission
	newUsers       []newPerson
	userChanges    map[uuid.UUID]*userChange
	memberships    []membershipSpec
	grants         []grantSpec
	invites        []InviteSpec

	made        Made
	grantsMade  []*ent.Grant
	invitesMade InvitesMade
}

type newPermission struct {
	id  uuid.UUID
	key string
}

// newNamed is a role or a group that is not there yet.
type newNamed struct {
	id          uuid.UUID
	name        string
	description *string
}

// namedChange is what is new about a role or group; empty where only what it gives is.
type namedChange struct{ name, description string }

func (i *importing) resolve(ctx context.Context) error {
	i.roleChanges, i.groupChanges, i.userChanges = map[uuid.UUID]*namedChange{}, map[uuid.UUID]*namedChange{}, map[uuid.UUID]*userChange{}
	if err := i.learn(ctx); err != nil {
		return err
	}
	i.resolveRoles()
	i.resolveGroups()
	return i.resolveUsers(ctx)
}

func (i *importing) resolveRoles() {
	s := i.docs.roleSheet
	for _, line := range i.docs.roles {
		was := i.known.roles[rule.Fold(line.name.text)]
		var is uuid.UUID
		switch {
		case was != nil && was.System && was.TenantID == i.tenant.ID:
			s.fault(i.errs, line.name.point, "the role %q comes with Doorward and cannot be changed by an import", was.Name)
			continue
		case was == nil || was.TenantID != i.tenant.ID: // a role from above keeps its own life
			is = id.New()
			i.newRoles = append(i.newRoles, newNamed{id: is, name: line.name.text})
			i.known.roles[rule.Fold(line.name.text)] = &ent.Role{ID: is, TenantID: i.tenant.ID, Name: line.name.text}
			i.report.Roles.Created++
		default:
			is = was.ID
			if was.Name != line.name.text {
				i.roleChanges[is] = &namedChange{name: line.name.text}
			}
		}
		i.resolvePermissions(line, is, was != nil && was.ID == is)
	}
}

// resolvePermissions adds what a role does not give yet.
func (i *importing) resolvePermissions(line roleLine, role uuid.UUID, there bool) {
	for _, k := range line.keys {
		p, ok := i.permission(line, k)
		if !ok || i.known.gives[rolePermission{i.tenant.ID, role, p}] {
			continue
		}
		i.gives = append(i.gives, rolePermission{i.tenant.ID, role, p})
		if there && i.roleChanges[role] == nil {
			i.roleChanges[role] = &namedChange{}
		}
	}
	if there && i.roleChanges[role] == nil {
		i.report.Roles.Unchanged++
	} else if there {
		i.report.Roles.Updated++
	}
}

// permission finds a key: the catalogue's, the tenant's own, one from above, or a new one.
func (i *importing) permission(line roleLine, key string) (uuid.UUID, bool) {
	if !access.ValidKey(key) {
		return uuid.Nil, false // told already
	}
	if was := i.known.spelled[rule.Fold(key)]; was != "" && was != key {
		i.docs.roleSheet.fault(i.errs, line.at.point, "the permission %q is written %q here", key, was)
		return uuid.Nil, false
	}
	p, there := i.known.permissions[key]
	if !there {
		p = id.New()
		i.known.permissions[key], i.known.spelled[rule.Fold(key)] = p, key
		i.newPermissions = append(i.newPermissions, newPermission{p, key})
		i.known.fresh[p] = true
		i.report.Permissions.Created++
	} else if !i.known.fresh[p] && !i.known.counted[p] {
		i.known.counted[p] = true
		i.report.Permissions.Unchanged++
	}
	return p, true
}

func (i *importing) resolveGroups() {
	for _, line := range i.docs.groups {
		key := rule.Fold(line.name.text)
		was := i.known.groups[key]
		g := &ent.Group{ID: id.New(), Name: line.name.text}
		if was != nil {
			g = was
		} else {
			i.newGroups = append(i.newGroups, newNamed{g.ID, line.name.text, filled(line.description.text)})
			i.known.groups[key] = g
			i.report.Groups.Created++
		}
		given := i.give(i.docs.groupSheet, line.at, line.roles, holderOf{group: g.ID})
		if was == nil {
			continue
		}
		renamed, retold := was.Name != line.name.text, line.description.text != "" && !same(was.Description, filled(line.description.text))
		if renamed || retold {
			i.groupChanges[g.ID] = &namedChange{line.name.text, line.description.text}
		}
		if renamed || retold || given > 0 {
			i.report.Groups.Updated++
		} else {
			i.report.Groups.Unchanged++
		}
	}
}

// holderOf is who holds a role directly: a user or a group.
type holderOf struct{ user, group uuid.UUID }

// give finds roles by their names and adds those that the holder lacks; it tells how many.
func (i *importing) give(s *sheet, c cell, names []string, h holderOf) int {
	given := 0
	for _, role := range i.roles(s, c, names) {
		if i.known.grants[heldRole{role, h}] {
			i.report.Grants.Unchanged++
			continue
		}
		spec := grantSpec{GrantSpec: GrantSpec{Role: role}, tenant: i.tenant.ID, by: i.giver}
		if h.user != uuid.Nil {
			spec.user = &h.user
		} else {
			spec.group = &h.group
		}
		i.grants = append(i.grants, spec)
		i.report.Grants.Created++
		given++
	}
	return given
}

// roles finds roles by their names; one that is nowhere is a fault.
func (i *importing) roles(s *sheet, c cell, names []string) []uuid.UUID {
	var all []uuid.UUID
	for _, name := range names {
		if r := i.known.roles[rule.Fold(name)]; r != nil {
			all = append(all, r.ID)
		} else if i.docs.roleSheet.whole {
			s.fault(i.errs, c.point, "there is no role %q, in the file of roles or in the tenant", shortened(name))
		}
	}
	return all
}

func (i *importing) groups(s *sheet, c cell, names []string) []uuid.UUID {
	var all []uuid.UUID
	for _, name := range names {
		if g := i.known.groups[rule.Fold(name)]; g != nil {
			all = append(all, g.ID)
		} else if i.docs.groupSheet.whole {
			s.fault(i.errs, c.point, "there is no group %q, in the file of groups or in the tenant", shortened(name))
		}
	}
	return all
}
