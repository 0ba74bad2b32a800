package directory

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/invite"
	"doorward/ent/membership"
	"doorward/ent/person"
	"doorward/ent/rule"
	"doorward/ent/user"
	"doorward/internal/id"
)

// newPerson is a person who is not there yet, and the user to be made of them.
type newPerson struct {
	id   uuid.UUID
	spec UserSpec
}

// userChange is what is new about a user; the texts are empty where only groups or roles are.
type userChange struct {
	name string
	typ  user.Type
}

// people is what is known of the addresses of the file.
type people struct {
	users   map[string]*ent.User
	persons map[string]bool
	open    map[string]bool // addresses with an open invite
	in      map[membershipSpec]bool
}

func (i *importing) resolveUsers(ctx context.Context) error {
	p, err := i.learnPeople(ctx)
	if err != nil {
		return err
	}
	for _, line := range i.docs.users {
		key := rule.Fold(line.email.text)
		if u := p.users[key]; u != nil {
			i.resolveUser(p, line, u)
			continue
		}
		roles, groups := i.roles(i.docs.userSheet, line.inRoles, line.roles), i.groups(i.docs.userSheet, line.inGroups, line.groups)
		switch {
		case p.open[key]:
			i.report.Invites.Unchanged++
		case p.persons[key] || i.in.Invite:
			i.invite(line, roles, groups)
			if p.persons[key] {
				i.report.KnownElsewhere++
			}
		default:
			i.newUsers = append(i.newUsers, i.newPerson(line, roles, groups))
			i.report.Users.Created++
			i.report.Memberships.Created += len(groups)
			i.report.Grants.Created += len(roles)
		}
	}
	return nil
}

// resolveUser adds what a user lacks and notes what is told otherwise.
func (i *importing) resolveUser(p *people, line userLine, u *ent.User) {
	s, added := i.docs.userSheet, 0
	for _, g := range i.groups(s, line.inGroups, line.groups) {
		m := membershipSpec{tenant: i.tenant.ID, group: g, user: u.ID}
		if p.in[m] {
			i.report.Memberships.Unchanged++
			continue
		}
		i.memberships = append(i.memberships, m)
		i.report.Memberships.Created++
		added++
	}
	given := i.give(s, line.inRoles, line.roles, holderOf{user: u.ID})
	renamed := line.name.text != "" && line.name.text != u.Name
	retyped := line.typ != "" && line.typ != u.Type && u.Type != user.TypeSERVICE
	if !renamed && !retyped && added+given == 0 {
		i.report.Users.Unchanged++
		return
	}
	i.report.Users.Updated++
	c := &userChange{}
	if renamed {
		c.name = line.name.text
	}
	if retyped {
		c.typ = line.typ
	}
	if renamed || retyped || added > 0 {
		i.userChanges[u.ID] = c
	}
}

func (i *importing) newPerson(line userLine, roles, groups []uuid.UUID) newPerson {
	n := newPerson{id: id.New()}
	n.spec = UserSpec{Tenant: i.tenant.ID, Type: typeOf(line), Name: nameOf(line), Company: filled(line.company.text),
		Grants: specs(roles), Groups: groups, By: i.giver}
	n.spec.Person = &ent.Person{ID: n.id, Name: n.spec.Name, Email: line.email.text, Company: n.spec.Company}
	return n
}

func (i *importing) invite(line userLine, roles, groups []uuid.UUID) {
	i.invites = append(i.invites, InviteSpec{Tenant: i.tenant.ID, Email: line.email.text, Name: filled(nameOf(line)), Company: filled(line.company.text),
		Type: invite.Type(typeOf(line)), Grants: specs(roles), Groups: groups, By: i.giver})
	i.report.Invites.Created++
}

func typeOf(line userLine) user.Type {
	if line.typ == "" {
		return user.TypeMEMBER
	}
	return line.typ
}

// nameOf is the name, or what stands before the address's @.
func nameOf(line userLine) string {
	if line.name.text != "" {
		return line.name.text
	}
	return line.email.text[:max(strings.LastIndexByte(line.email.text, '@'), 0)]
}

// learnPeople reads who of the file's addresses is known, and what they have.
func (i *importing) learnPeople(ctx context.Context) (*people, error) {
	p := &people{users: map[string]*ent.User{}, persons: map[string]bool{}, open: map[string]bool{}, in: map[membershipSpec]bool{}}
	lines := i.docs.users
	for len(lines) > 0 {
		part := lines[:min(chunk, len(lines))]
		lines = lines[len(part):]
		keys := make([]string, len(part))
		for n, line := range part {
			keys[n] = rule.Fold(line.email.text)
		}
		if err := i.learnSome(ctx, p, keys); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (i *importing) learnSome(ctx context.Context, p *people, keys []string) error {
	users, err := i.tx.User.Query().Where(user.TenantID(i.tenant.ID), user.EmailKeyIn(keys...)).All(ctx)
	if err != nil {
		return fmt.Errorf("reading users: %w", err)
	}
	for _, u := range users {
		p.users[*u.EmailKey] = u
	}
	persons, err := i.tx.Person.Query().Where(person.EmailKeyIn(keys...)).Select(person.FieldEmailKey).Strings(ctx)
	if err != nil {
		return fmt.Errorf("reading persons: %w", err)
	}
	for _, k := range persons {
		p.persons[k] = true
	}
	open, err := i.tx.Invite.Query().Where(invite.TenantID(i.tenant.ID), invite.EmailKeyIn(keys...),
		invite.StatusIn(invite.StatusPENDING, invite.StatusEXPIRED)).Select(invite.FieldEmailKey).Strings(ctx)
	if err != nil {
		return fmt.Errorf("reading open invites: %w", err)
	}
	for _, k := range open {
		p.open[k] = true
	}
	return i.learnHeld(ctx, p, ids(users, func(u *ent.User) uuid.UUID { return u.ID }))
}

func (i *importing) learnHeld(ctx context.Context, p *people, users []uuid.UUID) error {
	in, err := i.tx.Membership.Query().Where(membership.TenantID(i.tenant.ID), membership.UserIDIn(users...)).All(ctx)
	if err != nil {
		return fmt.Errorf("reading memberships: %w", err)
	}
	for _, m := range in {
		p.in[membershipSpec{tenant: m.TenantID, group: m.GroupID, user: m.UserID}] = true
	}
	given, err := i.tx.Grant.Query().Where(grant.TenantID(i.tenant.ID), grant.UserIDIn(users...)).All(ctx)
	if err != nil {
		return fmt.Errorf("reading grants: %w", err)
	}
	for _, g := range given {
		i.known.grants[heldRole{g.RoleID, holderOf{user: *g.UserID}}] = true
	}
	return nil
}
