package matrix

import (
	"strings"
)

// shown says of each condition and order which field shows the same: whoever may not see
// something cannot ask about it either (T-03). One without a row fails.
var shown = map[string]string{
	"UserFilter.status": "User.status", "UserFilter.type": "User.type", "UserFilter.groupIds": "User.groups", "UserFilter.roleIds": "User.roles",
	"UserFilter.search": "User.name", "UserFilter.neverLoggedIn": "User.lastLoginAt", "UserFilter.lastLoginBefore": "User.lastLoginAt",
	"UserFilter.betaAccess": "User.betaAccess", "UserFilter.includeDescendants": "User.tenant",
	"UserOrderField.NAME": "User.name", "UserOrderField.EMAIL": "User.email", "UserOrderField.LAST_LOGIN": "User.lastLoginAt", "UserOrderField.CREATED": "User.createdAt",
	"GroupFilter.search": "Group.name", "GroupFilter.roleIds": "Group.roles", "GroupFilter.includeDescendants": "Group.tenant",
	"GroupOrderField.NAME": "Group.name", "GroupOrderField.USER_COUNT": "Group.userCount",
	"RoleFilter.search": "Role.name", "RoleFilter.permissionKey": "Role.permissions", "RoleFilter.includeDescendants": "Role.tenant",
	"RoleOrderField.NAME": "Role.name", "RoleOrderField.UPDATED": "Role.updatedAt",
	"InviteFilter.open": "Invite.status", "InviteFilter.status": "Invite.status", "InviteFilter.search": "Invite.email", "InviteFilter.includeDescendants": "Invite.tenant",
	"JournalFilter.verbs": "JournalEntry.verb", "JournalFilter.actorId": "JournalEntry.actor", "JournalFilter.subjectId": "JournalEntry.subject",
	"JournalFilter.since": "JournalEntry.at", "JournalFilter.until": "JournalEntry.at",
}

// askable are the conditions and orders of the schema.
func (a *api) askable() (all []string) {
	for name, t := range a.schema.Types {
		switch {
		case strings.HasSuffix(name, "Filter"):
			for _, f := range t.Fields {
				all = append(all, name+"."+f.Name)
			}
		case strings.HasSuffix(name, "OrderField"):
			for _, v := range t.EnumValues {
				all = append(all, name+"."+v.Name)
			}
		}
	}
	return all
}

// hidden are conditions and orders that no field shows, or none that there is.
func (a *api) hidden() (all []string) {
	for _, one := range a.askable() {
		typ, field, _ := strings.Cut(shown[one], ".")
		if def := a.schema.Types[typ]; def == nil || def.Fields.ForName(field) == nil {
			all = append(all, one+" can be asked for, and has no row in shown")
		}
	}
	return all
}

// guessing feels its way along what the other tenant's texts begin with, in every place that
// takes a text: a right guess is answered as a wrong one, so that none tells a bit.
func (p *probe) guessing() {
	for _, r := range p.api.queries() {
		if r.guard.public {
			continue // whoever has a link may look at what it leads to
		}
		for _, l := range r.leaves() {
			if !l.isText() {
				continue
			}
			for _, right := range p.world.theirs.guesses(lastName(l.path)) {
				wrong := strings.Map(func(c rune) rune {
					if c >= 'a' && c <= 'z' {
						return 'z' - (c - 'a')
					}
					return c
				}, right)
				ask := func(a *actor, guess string) string {
					vars := r.arguments(p.world.own, values{l.path: listed(l, guess)})
					return p.ask(a, r.label()+" by "+l.path, r.document(vars, r.parts()[0]), vars).text
				}
				if yes, no := ask(p.world.owner, right), ask(p.world.owner, wrong); yes != no {
					p.leak("%s: %s=%q of another tenant is told from %q: %s and %s", r.label(), l.path, right, wrong, clip(yes), clip(no))
				}
			}
		}
	}
}

// guesses are what somebody would try who feels for a text of this tenant: longer from one to the next.
func (s *side) guesses(name string) (all []string) {
	words := map[string][]string{
		"search": {"users.search_key", "groups.name_key", "roles.name_key", "invites.search_key", "permissions.search_key"},
		"area":   {"permissions.area"}, "permissionKey": {"permissions.key"},
	}[name]
	for _, column := range words {
		for n := 1; n <= len(column); n += 5 {
			all = append(all, Canary+column[:n])
		}
	}
	if own, ok := s.words[name]; ok {
		all = append(all, own)
	}
	return all
}
