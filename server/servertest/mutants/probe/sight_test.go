package probe_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"doorward/ent/journalentry"
	"doorward/internal/directory"
	"doorward/internal/id"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// askSight asks for what is shown by halves: to somebody who may read the one thing and not
// the other that hangs on it.
func askSight(t testing.TB) {
	s := serve(t)
	s.tenantsAbove()
	s.elsewhere()
	s.people()
	s.entriesOfVerbs()
	s.actionsOffered()
	s.ownRights()
	s.endedMeanwhile()
	s.places()
}

// tenantsAbove: of a tenant above, and of a group there, the name.
func (s *served) tenantsAbove() {
	manager := s.browser("manager@acme.example", production)
	s.gives("the tenant above", manager, fmt.Sprintf(`{role(id:%q){tenant{name plan{key} seats{used} requiresTwoFactor suspended}}}`, id.Of(id.Role, s.role("Agent", "acme"))),
		`{"role":{"tenant":{"name":"Acme","plan":null,"seats":null,"requiresTwoFactor":null,"suspended":null}}}`)
	above := must(s.Directory.GroupCreate(s.in("acme"), directory.GroupInput{Name: "Above", Description: ptr("Not told below.")}))
	s.give("acme", directory.GrantInput{Role: s.role("Agent", "acme"), Group: &above.ID, Subtree: true})
	up := s.join("up@acme.example", "acme")
	must(s.Directory.MembershipAdd(s.in("acme"), above.ID, []uuid.UUID{up.ID}, nil))
	s.join("up@acme.example", production)
	s.gives("a group of the tenant above", manager, fmt.Sprintf(`{user(id:%q){roles{via{name description roles{name}}}}}`, s.userID("up@acme.example", production)),
		`{"user":{"roles":[{"via":{"name":"Above","description":null,"roles":null}}]}}`)
}

// elsewhere: in how many tenants somebody acts is told as far as one may read users there.
func (s *served) elsewhere() {
	s.join("two@acme.example", "acme-sandbox", s.role("Manager", "acme"))
	s.join("two@acme.example", production)
	both := s.browser("two@acme.example", "acme-sandbox")
	of := fmt.Sprintf(`{user(id:%q){scope{slug}}}`, s.userID("agent@acme.example", "acme-sandbox"))
	s.gives("where somebody acts", both, of, `{"user":{"scope":[{"slug":"acme-sandbox"}]}}`)
	must(s.Directory.UserDeactivate(s.in(production), s.user("agent@acme.example", production).ID, nil, false))
	s.gives("where somebody no longer acts", s.browser("owner@acme.example", "acme-sandbox"), of, `{"user":{"scope":[{"slug":"acme-sandbox"}]}}`)
	must(s.Directory.UserReactivate(s.in(production), s.user("agent@acme.example", production).ID))
	s.join("top@acme.example", "acme", s.role("Manager", "acme"))
	top := s.browser("top@acme.example", "acme")
	for _, list := range []string{"users", "groups", "invites"} {
		a := top.Do(s.t, `{`+list+`(first:100,filter:{includeDescendants:true}){nodes{tenant{slug}}}}`, nil)
		for _, slug := range under(decode(a.Data), "slug") {
			if slug != "acme" {
				s.t.Errorf("%s of %s are listed to whoever may not read them there", list, slug)
				break
			}
		}
	}
}

func (s *served) people() {
	guest := s.browser("guest@acme.example", production)
	person := id.Of(id.Person, *s.user("manager@acme.example", production).PersonID)
	s.gives("a person without the right to read users", guest, fmt.Sprintf(`{node(id:%q){id}}`, person), `{"node":null}`)
	manager := s.browser("manager@acme.example", production)
	agent := s.user("agent@acme.example", production)
	s.gives("when a person was anywhere", manager, fmt.Sprintf(`{user(id:%q){person{lastLoginAt}}}`, id.Of(id.User, agent.ID)), `{"user":{"person":{"lastLoginAt":null}}}`)
	s.gives("a person of another tenant", manager, fmt.Sprintf(`{node(id:%q){id}}`, id.Of(id.Person, *s.user("owner@globex.example", "globex").PersonID)), `{"node":null}`)
	s.invite(s.as("manager@acme.example", production), identity.Invitee{Email: "seen@acme.example"})
	s.join("invites@acme.example", production, s.custom(production, "Reads invites", "INVITES_READ"))
	s.gives("who invited, without the right to read users", s.browser("invites@acme.example", production),
		`{invites(first:1){nodes{email invitedBy{name}}}}`, `{"invites":{"nodes":[{"email":"seen@acme.example","invitedBy":null}]}}`)
}

// entriesOfVerbs: the journal tells of what its reader may read.
func (s *served) entriesOfVerbs() {
	s.join("clerk2@acme.example", production, s.custom(production, "Reads the journal", "JOURNAL_READ"))
	clerk := s.browser("clerk2@acme.example", production)
	s.lists("a journal without the right to read users", clerk, `{journal(first:100){nodes{verb}}}`, "verb", "")
	last := must(s.db.JournalEntry.Query().Where(journalentry.Verb(journal.UserCreated.Name), journalentry.TenantID(s.tenant(production))).FirstID(s.command))
	s.gives("an entry about a user", clerk, fmt.Sprintf(`{node(id:%q){id}}`, id.Of(id.Entry, id.FromNumber(last))), `{"node":null}`)
}

func (s *served) actionsOffered() {
	can := func(what, email, of, slug, want string) {
		s.t.Helper()
		s.gives("what can be done with "+what, s.browser(email, slug), fmt.Sprintf(`{user(id:%q){availableActions}}`, s.userID(of, slug)), `{"user":{"availableActions":[`+want+`]}}`)
	}
	can("somebody", "manager@acme.example", "agent@acme.example", production, `"userDeactivate"`)
	can("oneself", "manager@acme.example", "manager@acme.example", production, "")
	can("an owner", "manager@acme.example", "owner@acme.example", production, "")
	can("somebody, without the right", "agent@acme.example", "guest@acme.example", production, "")
}

func (s *served) ownRights() {
	guest := s.browser("guest@acme.example", production)
	s.gives("a guest's rights", guest, `{viewer{adminPermissions can(permissionKey:"USERS_MANAGE"){allowed}}}`, `{"viewer":{"adminPermissions":[],"can":{"allowed":false}}}`)
	s.gives("a guest's look at the schema", guest, `{__schema{queryType{name}}}`, "PERMISSION_DENIED")
	s.gives("the viewer of nobody", s.server.Client(), `{viewer{person{name}}}`, `{"viewer":null}`)
}

// endedMeanwhile: an operation that has begun does not outlive its session.
func (s *served) endedMeanwhile() {
	for document, want := range map[string]string{`{flags{key}}`: "SIGN_IN_REQUIRED", `{plans{key}}`: "SIGN_IN_REQUIRED", `{viewer{person{name}}}`: `{"viewer":null}`} {
		token := s.token("manager@acme.example")
		v := viewer.From(s.holding(token, production))
		stop := s.meanwhile(s.db.Entry, func() { must(s.Identity.SignOut(viewer.With(s.t.Context(), v))) })
		s.gives("an operation whose session ends", s.holder(token, production), document, want)
		stop()
	}
}

// places of a list are of that list and that tenant.
func (s *served) places() {
	manager := s.browser("manager@acme.example", production)
	var page struct {
		Users struct{ PageInfo struct{ EndCursor string } }
	}
	manager.Query(s.t, `{users(first:1){pageInfo{endCursor}}}`, nil, &page)
	at := page.Users.PageInfo.EndCursor
	s.gives("a changed place", manager, fmt.Sprintf(`{users(first:1,after:%q){nodes{id}}}`, at[:len(at)-4]+"AAAA"), "BAD_CURSOR")
	s.gives("a place of an older form", manager, fmt.Sprintf(`{users(first:1,after:%q){nodes{id}}}`,
		s.Keys.Seal("list", fmt.Appendf(nil, `{"t":%q,"o":"users NAME ASC","v":[{"s":1}],"i":{"u":%q}}`, s.tenant(production), uuid.New()))), "BAD_CURSOR")
	s.gives("a place of another list", manager, fmt.Sprintf(`{groups(first:1,after:%q){nodes{id}}}`, at), "BAD_CURSOR")
}
