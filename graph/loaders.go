package graph

import (
	"github.com/google/uuid"

	"doorward/ent"
	"doorward/graph/model"
	"doorward/internal/access"
	"doorward/internal/journal"
)

// loaders are what one response reads by key.
type loaders struct {
	tenant     *loader[uuid.UUID, *ent.Tenant]
	plan       *loader[string, *ent.Plan]
	person     *loader[uuid.UUID, *ent.Person]
	user       *loader[key, *ent.User]
	group      *loader[key, *ent.Group]
	role       *loader[key, *ent.Role]
	permission *loader[key, *ent.Permission]
	grant      *loader[key, *ent.Grant]
	invite     *loader[key, *ent.Invite]
	flag       *loader[uuid.UUID, *ent.Flag]
	flagState  *loader[key, *ent.FlagState]
	label      *loader[journal.Subject, string]

	groupsOfUser      *loader[key, []*ent.Group]
	rolesOfUser       *loader[key, []*model.AssignedRole]
	grantsOfUser      *loader[key, []*ent.Grant]
	rolesOfGroup      *loader[key, []*ent.Role]
	groupsOfRole      *loader[key, []*ent.Group]
	permissionsOfRole *loader[key, []*ent.Permission]
	permissionsOfFlag *loader[key, []*ent.Permission]
	rolesOfInvite     *loader[key, []*ent.Role]
	groupsOfInvite    *loader[key, []*ent.Group]

	tenantsOfPerson *loader[uuid.UUID, []access.Tenant]

	usersInGroup   *loader[key, int]
	usersWithRole  *loader[key, int]
	usersByStatus  *loader[standing, int]
	pendingInvites *loader[uuid.UUID, int]
}

func (r *Resolver) newLoaders() *loaders {
	l := &loaders{}
	read := reader{r.Log.DB().Client(), r, l}
	*l = loaders{
		tenant: newLoader(read.tenants), plan: newLoader(read.plans), person: newLoader(read.persons),
		user: newLoader(read.users), group: newLoader(read.groups), role: newLoader(read.roles),
		permission: newLoader(read.permissions), grant: newLoader(read.grants), invite: newLoader(read.invites),
		flag: newLoader(read.flags), flagState: newLoader(read.flagStates), label: newLoader(read.labels),
		groupsOfUser: newLists(read.groupsOfUsers), rolesOfUser: newLists(read.rolesOfUsers), grantsOfUser: newLists(read.grantsOfUsers),
		rolesOfGroup: newLists(read.rolesOfGroups), groupsOfRole: newLists(read.groupsOfRoles),
		permissionsOfRole: newLists(read.permissionsOfRoles), permissionsOfFlag: newLists(read.permissionsOfFlags),
		rolesOfInvite: newLists(read.rolesOfInvites), groupsOfInvite: newLists(read.groupsOfInvites),
		usersInGroup: newLoader(read.usersInGroups), usersWithRole: newLoader(read.usersWithRoles),
		tenantsOfPerson: newLoader(read.tenantsOfPersons),
		usersByStatus:   newLoader(read.usersByStatus), pendingInvites: newLoader(read.pendingInvites),
	}
	return l
}

// users notes that these came together: what is asked of one will be asked of all.
func (l *loaders) users(rows []*ent.User) {
	keys := make([]key, len(rows))
	tenants, persons, by := distinct{}, distinct{}, map[key]bool{}
	for i, u := range rows {
		keys[i] = key{u.TenantID, u.ID}
		tenants.add(u.TenantID)
		if u.PersonID != nil {
			persons.add(*u.PersonID)
		}
		if u.DeactivatedBy != nil {
			by[key{u.TenantID, *u.DeactivatedBy}] = true
		}
	}
	l.groupsOfUser.together(keys)
	l.rolesOfUser.together(keys)
	l.grantsOfUser.together(keys)
	l.tenant.together(tenants.all)
	l.person.together(persons.all)
	l.user.together(keysOf(by))
}

// grants notes that these came together.
func (l *loaders) grants(rows []*ent.Grant) {
	roles, users, groups := map[key]bool{}, map[key]bool{}, map[key]bool{}
	for _, g := range rows {
		roles[key{g.TenantID, g.RoleID}] = true
		if g.UserID != nil {
			users[key{g.TenantID, *g.UserID}] = true
		}
		if g.GroupID != nil {
			groups[key{g.TenantID, *g.GroupID}] = true
		}
		if g.GrantedBy != nil {
			users[key{g.TenantID, *g.GrantedBy}] = true
		}
	}
	l.role.together(keysOf(roles))
	l.user.together(keysOf(users))
	l.group.together(keysOf(groups))
}

// distinct collects ids, each once.
type distinct struct {
	seen map[uuid.UUID]bool
	all  []uuid.UUID
}

func (d *distinct) add(u uuid.UUID) {
	if d.seen == nil {
		d.seen = map[uuid.UUID]bool{}
	}
	if !d.seen[u] {
		d.seen[u] = true
		d.all = append(d.all, u)
	}
}
