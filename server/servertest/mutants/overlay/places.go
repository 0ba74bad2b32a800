package overlay

import "slices"

// The groups of checks, in the order in which they are told.
const (
	guards = "guards" // who may ask for a field, and see a row
	wall   = "wall"   // between tenants
	locks  = "locks"  // what a verb asks of the row that it changes
	grants = "grants" // what somebody holds, and may give
	edge   = "edge"   // sessions' and requests' way in
)

// Groups lists them.
var Groups = []string{guards, wall, locks, grants, edge}

// place says of which group the checks in some files are; with an empty one only those
// that are told by hand, or by gqlgen's directives, count.
type place struct{ files, group string }

// The first place that names a file counts. What only shapes input (texts, addresses, the
// import's columns) refuses nobody who may do the thing, and is left out.
var places = []place{
	{"ent/rule/wall.go", wall}, {"ent/schema/mixin_owned.go", wall}, {"ent/schema/*.go", ""},
	{"internal/access/decide.go", grants}, {"internal/access/gate.go", grants}, {"internal/access/may_give.go", grants},
	{"internal/access/rights.go", grants}, {"internal/access/subject.go", grants}, {"internal/access/*.go", ""},
	{"internal/directory/actor.go", grants}, {"internal/directory/may_give.go", grants},
	{"internal/directory/here.go", locks}, {"internal/directory/lock.go", locks}, {"internal/directory/user_add.go", locks},
	{"internal/directory/person_create.go", locks}, {"internal/directory/tenant_*.go", locks}, {"internal/directory/standing.go", locks}, {"internal/directory/seat.go", locks},
	{"internal/directory/owner.go", locks}, {"internal/directory/user_deactivate.go", locks}, {"internal/directory/user_reactivate.go", locks},
	{"internal/directory/group_create.go", locks}, {"internal/directory/membership_add.go", locks}, {"internal/directory/role_create.go", locks},
	{"internal/directory/grant_create.go", locks}, {"internal/directory/flag_set.go", locks}, {"internal/directory/beta_set.go", locks},
	{"internal/directory/*.go", ""},
	{"internal/identity/invite_promise.go", grants},
	{"internal/identity/entry.go", edge}, {"internal/identity/session.go", edge}, {"internal/identity/ended.go", edge},
	{"internal/identity/sign_in.go", edge}, {"internal/identity/home.go", ""}, {"internal/identity/password.go", ""},
	{"internal/identity/invite_*.go", locks}, {"internal/identity/*.go", ""},
	{"graph/directive.go", guards}, {"graph/rights.go", guards}, {"graph/sight.go", guards}, {"graph/live*.go", guards},
	{"graph/node.go", guards}, {"graph/cursor.go", guards}, {"graph/act.go", ""}, {"graph/actor.go", guards},
	{"graph/*_list.go", guards}, {"graph/read*.go", guards}, {"graph/viewer_rights.go", guards},
	{"graph/*.resolvers.go", guards}, {"graph/introspection.go", guards}, {"graph/*.go", ""}, {"graph/generated/*.go", ""},
	{"server/admission.go", edge}, {"server/origin.go", edge}, {"server/websocket.go", edge}, {"server/*.go", ""},
}

// ofGrants are the judges who say what somebody holds or may give, wherever they are asked.
var ofGrants = []string{"Can", "MayGrant", "mayGrant", "mayGrantAny", "mayGive", "MayPut", "MayJoin", "MayActOn", "mayTouch",
	"stillMayGive", "Here", "gives", "mayDeactivate"}

func (s *source) groupOf(judge string) string {
	if slices.Contains(ofGrants, judge) {
		return grants
	}
	return s.group
}
