package journal

import "doorward/internal/viewer"

// Verb is something that can happen, in the past tense.
type Verb struct {
	Name  string
	Reads viewer.Permission // what reading its entries takes
	Moves bool              // changes who may do what: access looks at the subject anew
}

var verbs = map[string]Verb{}

func verb(name string, reads viewer.Permission) Verb {
	v := Verb{Name: name, Reads: reads}
	verbs[name] = v
	return v
}

func moving(name string, reads viewer.Permission) Verb {
	v := Verb{Name: name, Reads: reads, Moves: true}
	verbs[name] = v
	return v
}

// Everything that can happen. A verb that is not here cannot be written.
var (
	TenantCreated   = moving("tenant.created", viewer.TenantManage)
	TenantPlanSet   = moving("tenant.plan_set", viewer.TenantManage)
	TenantSuspended = moving("tenant.suspended", viewer.TenantManage)
	TenantResumed   = moving("tenant.resumed", viewer.TenantManage)

	CatalogueApplied  = moving("catalogue.applied", viewer.JournalRead)
	DirectoryImported = moving("directory.imported", viewer.JournalRead)

	PersonCreated = verb("person.created", viewer.UsersRead)

	UserCreated     = moving("user.created", viewer.UsersRead)
	UserDeactivated = moving("user.deactivated", viewer.UsersRead)
	UserReactivated = moving("user.reactivated", viewer.UsersRead)
	UserLoggedIn    = verb("user.logged_in", viewer.UsersRead)
	UserTimedOut    = verb("user.timed_out", viewer.UsersRead)
	UserBetaSet     = moving("user.beta_set", viewer.UsersRead)

	GroupCreated    = moving("group.created", viewer.GroupsRead)
	GroupUsersAdded = moving("group.users_added", viewer.GroupsRead)
	RoleCreated     = moving("role.created", viewer.RolesRead)
	RoleUpdated     = moving("role.updated", viewer.RolesRead)
	GrantCreated    = moving("grant.created", viewer.RolesRead)
	FlagSet         = moving("flag.set", viewer.FlagsRead)

	InviteSent       = verb("invite.sent", viewer.InvitesRead)
	InviteResent     = verb("invite.resent", viewer.InvitesRead)
	InviteCancelled  = verb("invite.cancelled", viewer.InvitesRead)
	InviteExpired    = verb("invite.expired", viewer.InvitesRead)
	InviteSuperseded = verb("invite.superseded", viewer.InvitesRead)
	InviteOpened     = verb("invite.opened", viewer.InvitesRead)
	InviteAccepted   = moving("invite.accepted", viewer.InvitesRead)
	InviteMailed     = verb("invite.mailed", viewer.InvitesRead)
	InviteMailFailed = verb("invite.mail_failed", viewer.InvitesRead)

	SessionBegan   = verb("session.began", viewer.JournalRead)
	SessionEnded   = verb("session.ended", viewer.JournalRead)
	SessionRefused = verb("session.refused", viewer.JournalRead)
)

// Verbs lists every verb by its name.
func Verbs() map[string]Verb {
	all := make(map[string]Verb, len(verbs))
	for name, v := range verbs {
		all[name] = v
	}
	return all
}

// VerbOf finds a verb by its name; an entry of a newer version may carry one
// that is not known here, which nobody may read.
func VerbOf(name string) (Verb, bool) {
	v, ok := verbs[name]
	return v, ok
}
