package viewer

// Permission is a permission of the administration itself: AdminPermission of
// the API, and the catalogue's entries in the area Administration. A house test
// holds the three equal.
type Permission string

// The administration permissions.
const (
	UsersRead      Permission = "USERS_READ"
	UsersManage    Permission = "USERS_MANAGE"
	InvitesRead    Permission = "INVITES_READ"
	InvitesSend    Permission = "INVITES_SEND"
	GroupsRead     Permission = "GROUPS_READ"
	GroupsManage   Permission = "GROUPS_MANAGE"
	RolesRead      Permission = "ROLES_READ"
	RolesManage    Permission = "ROLES_MANAGE"
	RolesGrant     Permission = "ROLES_GRANT"
	FlagsRead      Permission = "FLAGS_READ"
	FlagsManage    Permission = "FLAGS_MANAGE"
	TenantManage   Permission = "TENANT_MANAGE"
	JournalRead    Permission = "JOURNAL_READ"
	AccessDiagnose Permission = "ACCESS_DIAGNOSE"
	AccessCheck    Permission = "ACCESS_CHECK"
	SupportRead    Permission = "SUPPORT_READ"
	SupportAct     Permission = "SUPPORT_ACT"
	ReviewsRead    Permission = "REVIEWS_READ"
	ReviewsManage  Permission = "REVIEWS_MANAGE"
	APIKeysManage  Permission = "API_KEYS_MANAGE"
	WebhooksManage Permission = "WEBHOOKS_MANAGE"
	SchemaRead     Permission = "SCHEMA_READ"
)

// Permissions lists them all.
var Permissions = []Permission{
	UsersRead, UsersManage, InvitesRead, InvitesSend, GroupsRead, GroupsManage, RolesRead, RolesManage, RolesGrant,
	FlagsRead, FlagsManage, TenantManage, JournalRead, AccessDiagnose, AccessCheck, SupportRead, SupportAct,
	ReviewsRead, ReviewsManage, APIKeysManage, WebhooksManage, SchemaRead,
}
