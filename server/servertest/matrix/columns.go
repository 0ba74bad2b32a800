package matrix

// bare are the columns of text that carry no canary, and why.
var bare = map[string]string{
	"cursors.id":                   "is the name of a follower of the whole journal",
	"flags.key":                    "is the catalogue's, for every tenant",
	"flags.feature":                "is the catalogue's, for every tenant",
	"flags.description":            "is the catalogue's, for every tenant",
	"flags.minimum_plan":           "is the catalogue's, for every tenant",
	"plans.key":                    "is the catalogue's, for every tenant",
	"plans.name":                   "is the catalogue's, for every tenant",
	"tenants.plan":                 "is a key of the catalogue",
	"journal_entries.verb":         "is one of a list: an entry with another is nobody's to read",
	"journal_entries.subject_kind": "is one of a list",
	"journal_entries.before":       "is written as the journal writes it; what it may hold is held by the test of Write",
	"mail_messages.template":       "is one of a list: a mail by another cannot be sent",
}

// unseen are the columns whose canaries no field of the API shows to their own owner, and
// why: the probe could not tell by itself whether it would see them.
var unseen = map[string]string{
	"entries.ended_because":      "is for whoever reads the database",
	"groups.name_key":            "is what names are compared by",
	"invites.company":            "becomes the user's at acceptance",
	"invites.email_key":          "is what addresses are compared by",
	"invites.search_key":         "is what a search looks into",
	"invite_roles.justification": "becomes the grant's at acceptance",
	"mail_messages.to":           "is read by the mailer alone",
	"mail_messages.last_error":   "is read by the mailer alone",
	"once_keys.answer":           "is sealed, and told to whoever sent the same key",
	"permissions.search_key":     "is what a search looks into",
	"persons.email_key":          "is what addresses are compared by",
	"persons.password_hash":      "is a secret",
	"roles.name_key":             "is what names are compared by",
	"sessions.user_agent":        "is for whoever reads the database",
	"sessions.ip":                "is for whoever reads the database",
	"sessions.ended_because":     "is for whoever reads the database",
	"users.sort_key":             "is what names are ordered by",
	"users.search_key":           "is what a search looks into",
	"users.email_key":            "is what addresses are compared by",
}
