package graph_test

import (
	"fmt"
	"testing"
	"time"

	"doorward/ent"
	"doorward/internal/directory"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

// TestStatementsOfAScreen holds that what a screen asks of the database does not
// grow with its rows.
func TestStatementsOfAScreen(t *testing.T) {
	each(t, func(w *world) {
		w.furnish()
		w.r.Persisted = func(string) bool { return true } // whatever it costs
		b := w.as("owner@acme.example", "acme-production")
		get[any](b, `{viewer{person{id}}}`, nil)
		for _, c := range []struct {
			screen   string
			most     int64
			document string
		}{
			{"users", 12, `{
				users(first:%d,filter:{status:[ACTIVE]},orderBy:{field:NAME,direction:ASC}){
					edges{cursor node{id name email type status lastLoginAt betaAccess createdAt availableActions twoFactorEnabled
						tenant{slug} person{id hasPassword} groups{id name} roles{role{id name elevated} via{name} from{name} expiresAt}
						grants{id role{name} grantedBy{name}} scope{slug} deactivatedBy{name}}}
					pageInfo{hasNextPage endCursor} totalCount}
				userCounts{active inactive pendingInvites} liveCursor}`},
			{"a user's groups, and their users", 7, `{users(first:%d){nodes{groups{name userCount tenant{slug} roles{name}}}}}`},
			{"invites", 8, `{invites(first:%d){nodes{email status delivery tenant{slug} roles{name} groups{name} invitedBy{name} supersededBy{id} resendable} totalCount}}`},
			{"groups", 8, `{groups(first:%d,orderBy:{field:USER_COUNT,direction:DESC}){nodes{name userCount tenant{slug} roles{name elevated permissions{key}}} totalCount}}`},
			{"roles", 10, `{roles(first:%d){nodes{name userCount elevated updatedBy{name} tenant{slug} groups{name} permissions{key flag{feature}}} totalCount}}`},
			{"journal", 20, `{journal(first:%d){nodes{verb subjectLabel actor{label user{name}} subject{id __typename ... on User{name}}} totalCount}}`},
		} {
			var asked [2]int64
			for i, n := range []int{5, 50} {
				get[any](b, fmt.Sprintf(c.document, n), nil)
				asked[i] = w.asked.Load()
			}
			if asked[1] > c.most {
				w.Errorf("%s: %d statements for 50 rows, at most %d expected (%d for 5)", c.screen, asked[1], c.most, asked[0])
			}
			w.Logf("%s: %d statements for 5 rows, %d for 50", c.screen, asked[0], asked[1])
		}
		get[any](b, `{flags{key feature enabled minimumPlan{name} permissions{key} updatedAt updatedBy{name}}}`, nil)
		if n := w.asked.Load(); n > 5 {
			w.Errorf("flags: %d statements", n)
		}
	})
}

// furnish fills production: users in groups, roles, invites.
func (w *world) furnish() {
	crowd := w.crowd(130)
	ctx := w.in("production")
	for i := range 12 {
		r := must(w.r.Directory.RoleCreate(ctx, roleInput(fmt.Sprintf("Role %d", i), "conversations.reply", "cases.read")))
		g := must(w.r.Directory.GroupCreate(ctx, group(fmt.Sprintf("Group %d", i), r.ID)))
		var some []*ent.User
		for j := i; j < len(crowd); j += 3 {
			some = append(some, crowd[j])
		}
		must(w.r.Directory.MembershipAdd(ctx, g.ID, ids(some...), nil))
		must(w.r.Directory.GrantCreate(ctx, directory.GrantInput{Role: r.ID, User: &crowd[i].ID}))
	}
	manager := w.as("manager@acme.example", "acme-production")
	v := must(w.r.Identity.Viewer(ctx, manager.token, "acme-production", identity.Origin{}))
	var invitees []identity.Invitee
	for i := range 60 {
		invitees = append(invitees, identity.Invitee{Email: fmt.Sprintf("guest%d@crowd.example", i), Type: "GUEST",
			Grants: []identity.GrantSpec{{Role: w.roles["Guest"].ID}}})
	}
	must(w.r.Identity.InviteSend(viewer.With(ctx, v), invitees))
	w.clock.Advance(time.Minute)
}
