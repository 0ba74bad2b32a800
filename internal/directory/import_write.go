package directory

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/id"
	"doorward/internal/journal"
)

// importedArea is the area of the permissions that a tenant imported.
const importedArea = "Imported"

// Subjects of the change: the tenant, and whatever is new or told otherwise.
func (i *importing) Subjects() []journal.Subject {
	all := journal.Of(i.tenant)
	add := func(k id.Kind, u uuid.UUID) { all = append(all, journal.Subject{Kind: k, ID: u}) }
	for _, p := range i.newPermissions {
		add(id.Permission, p.id)
	}
	for _, r := range i.newRoles {
		add(id.Role, r.id)
	}
	for r := range i.roleChanges {
		add(id.Role, r)
	}
	for _, g := range i.newGroups {
		add(id.Group, g.id)
	}
	for g := range i.groupChanges {
		add(id.Group, g)
	}
	for u := range i.userChanges {
		add(id.User, u)
	}
	all = append(all, i.made.Subjects()...)
	return append(all, journal.Of(i.made.Grants, i.grantsMade)...)
}

// Then are the invites, under their own verb, so that mail goes out for them; and
// before all the tenant, where the import made it.
func (i *importing) Then() []journal.Link {
	links := append([]journal.Link{{Verb: journal.InviteSent, Subjects: i.invitesMade.Subjects()}}, i.invitesMade.Then()...)
	if i.founded == nil {
		return links
	}
	for _, l := range append([]journal.Link{{Verb: journal.TenantCreated, Subjects: i.founded.Subjects()}}, i.founded.Then()...) {
		l.Before = true
		links = append(links, l)
	}
	return links
}

func (i *importing) write(ctx context.Context) error {
	done, total := 0, i.docs.rows()
	tell := func(n int) { done += n; i.in.Progress(done, total) }
	tell(0)
	if err := i.writeRoles(ctx); err != nil {
		return err
	}
	tell(len(i.docs.roles))
	if err := i.writeGroups(ctx); err != nil {
		return err
	}
	tell(len(i.docs.groups))
	if err := i.writeUsers(ctx, tell); err != nil {
		return err
	}
	invites, err := MakeInvites(ctx, i.tx, i.at, i.invites)
	if err != nil {
		return err
	}
	i.invitesMade = *invites
	tell(total - done)
	return nil
}

func (i *importing) writeRoles(ctx context.Context) error {
	permissions := make([]*ent.PermissionCreate, len(i.newPermissions))
	for n, p := range i.newPermissions {
		permissions[n] = i.tx.Permission.Create().SetID(p.id).SetCreatedAt(i.at).SetTenantID(i.tenant.ID).SetKey(p.key).
			SetCapability(capability(p.key)).SetArea(importedArea)
	}
	for len(permissions) > 0 {
		part := permissions[:min(chunk, len(permissions))]
		permissions = permissions[len(part):]
		if err := i.tx.Permission.CreateBulk(part...).Exec(ctx); err != nil {
			return fmt.Errorf("importing permissions: %w", err)
		}
	}
	roles := make([]*ent.RoleCreate, len(i.newRoles))
	for n, r := range i.newRoles {
		roles[n] = i.tx.Role.Create().SetID(r.id).SetCreatedAt(i.at).SetTenantID(i.tenant.ID).SetName(r.name)
	}
	for len(roles) > 0 {
		part := roles[:min(chunk, len(roles))]
		roles = roles[len(part):]
		if err := i.tx.Role.CreateBulk(part...).Exec(ctx); err != nil {
			return fmt.Errorf("importing roles: %w", err)
		}
	}
	for r, change := range i.roleChanges {
		c := i.tx.Role.UpdateOneID(r).SetUpdatedAt(i.at)
		if i.giver != nil {
			c.SetUpdatedBy(*i.giver)
		} else {
			c.ClearUpdatedBy()
		}
		if change.name != "" {
			c.SetName(change.name)
		}
		if err := c.Exec(ctx); err != nil {
			return fmt.Errorf("importing a role: %w", err)
		}
	}
	return putPermissions(ctx, i.tx, i.at, i.gives)
}

func (i *importing) writeGroups(ctx context.Context) error {
	groups := make([]*ent.GroupCreate, len(i.newGroups))
	for n, g := range i.newGroups {
		groups[n] = i.tx.Group.Create().SetID(g.id).SetCreatedAt(i.at).SetTenantID(i.tenant.ID).SetName(g.name).SetNillableDescription(g.description)
	}
	for len(groups) > 0 {
		part := groups[:min(chunk, len(groups))]
		groups = groups[len(part):]
		if err := i.tx.Group.CreateBulk(part...).Exec(ctx); err != nil {
			return fmt.Errorf("importing groups: %w", err)
		}
	}
	for g, change := range i.groupChanges {
		if err := i.tx.Group.UpdateOneID(g).SetName(change.name).SetNillableDescription(filled(change.description)).Exec(ctx); err != nil {
			return fmt.Errorf("importing a group: %w", err)
		}
	}
	return nil
}

func (i *importing) writeUsers(ctx context.Context, tell func(int)) error {
	for all := i.newUsers; len(all) > 0; {
		part := all[:min(chunk/4, len(all))] // so that a progress bar moves
		all = all[len(part):]
		persons, users := make([]*ent.PersonCreate, len(part)), make([]UserSpec, len(part))
		for n, p := range part {
			persons[n] = i.tx.Person.Create().SetID(p.id).SetCreatedAt(i.at).SetName(p.spec.Name).SetEmail(p.spec.Person.Email).SetNillableCompany(p.spec.Company)
			users[n] = p.spec
		}
		if err := i.tx.Person.CreateBulk(persons...).Exec(ctx); err != nil {
			return fmt.Errorf("importing persons: %w", err)
		}
		made, err := MakeUsers(ctx, i.tx, i.at, users)
		if err != nil {
			return err
		}
		i.made.Users, i.made.Grants = append(i.made.Users, made.Users...), append(i.made.Grants, made.Grants...)
		tell(len(part))
	}
	for u, change := range i.userChanges {
		c := i.tx.User.UpdateOneID(u)
		if change.name != "" {
			c.SetName(change.name)
		}
		if change.typ != "" {
			c.SetType(change.typ)
		}
		if *change == (userChange{}) {
			continue
		}
		if err := c.Exec(ctx); err != nil {
			return fmt.Errorf("importing a user: %w", err)
		}
	}
	if err := makeMemberships(ctx, i.tx, i.at, i.memberships); err != nil {
		return err
	}
	var err error
	i.grantsMade, err = makeGrants(ctx, i.tx, i.at, i.grants)
	return err
}

// capability puts a key into words (settled.md): "kubectl.write" is "Write: kubectl".
func capability(key string) string {
	thing, act := "", key
	if at := strings.LastIndexAny(key, ".:"); at > 0 && at < len(key)-1 {
		thing, act = key[:at], key[at+1:]
	}
	act = strings.NewReplacer("_", " ", "-", " ").Replace(act)
	first, size := utf8.DecodeRuneInString(act)
	if act = string(unicode.ToUpper(first)) + act[size:]; thing == "" {
		return act
	}
	return act + ": " + thing
}
