package graph_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/id"
)

// names of the users that a filter leaves, in name order.
func (b *browser) names(filter map[string]any) []string {
	b.Helper()
	p := get[userPage](b, pageQuery, map[string]any{"first": 100, "filter": filter}).Users
	names := []string{}
	for _, e := range p.Edges {
		names = append(names, e.Node.Name)
	}
	if p.TotalCount != len(names) {
		b.Errorf("%v: %d counted, %d there", filter, p.TotalCount, len(names))
	}
	return names
}

func TestUsersFilter(t *testing.T) {
	each(t, func(w *world) {
		for _, name := range []string{"Émile Zola", "100% Renée", "under_score", "underXscore", `back\slash`} {
			w.join("production", w.person(name, "u"+id.New().String()+"@crowd.example"), user.TypeMEMBER, "")
		}
		robot := must(w.r.Directory.ServiceUserAdd(w.in("production"), "Robot", "ci-7"))
		must(w.r.Directory.BetaSet(w.in("production"), robot.ID, true))
		reply := must(w.r.Directory.RoleCreate(w.in("production"), roleInput("Reply only", "conversations.reply")))
		crew := must(w.r.Directory.GroupCreate(w.in("production"), group("Crew", reply.ID)))
		guest, agent := w.users["guest@acme.example production"], w.users["agent@acme.example production"]
		must(w.r.Directory.MembershipAdd(w.in("production"), crew.ID, ids(guest, robot), nil))
		until := noon.Add(time.Hour)
		brief := must(w.r.Directory.GroupCreate(w.in("production"), group("Brief")))
		must(w.r.Directory.MembershipAdd(w.in("production"), brief.ID, ids(agent), &until))
		must(w.r.Directory.UserDeactivate(w.in("production"), guest.ID, nil, false))
		b := w.as("manager@acme.example", "")
		is := func(what string, filter map[string]any, want ...string) {
			w.T.Helper()
			if got := b.names(filter); !slices.Equal(got, want) && len(got)+len(want) > 0 {
				w.Errorf("%s: %q instead of %q", what, got, want)
			}
		}
		is("an accent in any case", map[string]any{"search": "ÉMILE"}, "Émile Zola")
		is("a decomposed accent", map[string]any{"search": "e\u0301mile z"}, "Émile Zola")
		is("per cent is itself", map[string]any{"search": "100%"}, "100% Renée")
		is("per cent alone", map[string]any{"search": "%"}, "100% Renée")
		is("an underscore is itself", map[string]any{"search": "R_S"}, "under_score")
		is("a backslash is itself", map[string]any{"search": `\`}, `back\slash`)
		is("an address", map[string]any{"search": "MANAGER@"}, "Mara Manager")
		is("a unique id", map[string]any{"search": "CI-7"}, "Robot")
		is("a quote harms nothing", map[string]any{"search": `'" OR 1=1 --`})
		is("a NUL is in no text", map[string]any{"search": "a\x00b"})
		is("status", map[string]any{"status": []string{"INACTIVE"}}, "Gus Guest")
		is("none of no states", map[string]any{"status": []string{}})
		is("type", map[string]any{"type": []string{"SERVICE", "GUEST"}}, "Gus Guest", "Robot")
		is("both conditions", map[string]any{"type": []string{"SERVICE", "GUEST"}, "status": []string{"ACTIVE"}}, "Robot")
		is("beta", map[string]any{"betaAccess": true}, "Robot")
		is("who entered", map[string]any{"neverLoggedIn": false}, "Mara Manager")
		is("entered before", map[string]any{"lastLoginBefore": "2026-11-24T12:00:00Z"})
		is("entered before, later", map[string]any{"lastLoginBefore": "2026-11-24T13:00:01+01:00"}, "Mara Manager")
		is("group", map[string]any{"groupIds": []string{id.Of(id.Group, crew.ID)}}, "Gus Guest", "Robot")
		is("a membership while it lasts", map[string]any{"groupIds": []string{id.Of(id.Group, brief.ID)}}, "Ángel Agent")
		is("a role through a group", map[string]any{"roleIds": []string{id.Of(id.Role, reply.ID)}}, "Gus Guest", "Robot")
		is("a role directly", map[string]any{"roleIds": []string{id.Of(id.Role, w.roles["Manager"].ID)}}, "Mara Manager")
		is("ids of nothing", map[string]any{"groupIds": []string{"grp_nonsense", id.Of(id.User, guest.ID), ""}})
		foreign := must(w.r.Directory.GroupCreate(w.in("globex"), group("Globex crew")))
		is("a group of another tenant", map[string]any{"groupIds": []string{id.Of(id.Group, foreign.ID)}})
		w.clock.Set(until)
		is("a membership that is over", map[string]any{"groupIds": []string{id.Of(id.Group, brief.ID)}})
	})
}

func TestTextsThatPostgresRefuses(t *testing.T) {
	each(t, func(w *world) {
		b := w.as("owner@acme.example", "acme-production")
		const all = `query($t:String!){users(filter:{search:$t}){totalCount} invites(filter:{search:$t}){totalCount} groups(filter:{search:$t}){totalCount}
			roles(filter:{search:$t,permissionKey:$t}){totalCount} permissions(search:$t,area:$t){totalCount} flag(key:$t){id} user(email:$t){id}
			viewer{can(permissionKey:$t){allowed}} invitePreview(token:$t){status}}`
		for _, text := range []string{"\x00", "a\x00b", "\uFFFD", strings.Repeat("é", 200), "%", `\`, "\U000E0001"} {
			get[any](b, all, vars("t", text))
		}
		b.refused("INVALID", all, vars("t", strings.Repeat("é", 201)))
		b.refused("INVALID", `query($t:String!){journal(filter:{verbs:[$t]}){totalCount}}`, vars("t", "a\x00b"))
		for _, field := range []string{`users(after:$t){totalCount}`, `journal(before:$t,last:3){totalCount}`} {
			b.refused("BAD_CURSOR", `query($t:String!){`+field+`}`, vars("t", "\x00"))
		}
	})
}

func TestIncludeDescendants(t *testing.T) {
	each(t, func(w *world) {
		w.join("sandbox", w.person("Sandy Sandbox", "sandy@acme.example"), user.TypeMEMBER, "Guest")
		must(w.r.Directory.GroupCreate(w.in("sandbox"), group("Sandpit")))
		below := map[string]any{"includeDescendants": true}
		owner := w.as("owner@acme.example", "acme")
		w.Run("an owner above reads all below, with what they are in", func(t *testing.T) {
			if got := owner.names(below); len(got) != 5 {
				t.Fatalf("%q", got)
			}
			got := get[struct {
				Users struct {
					Nodes []struct {
						Name   string
						Tenant struct{ Slug string }
						Roles  []struct{ Role struct{ Name string } }
					}
				}
			}](owner, `{users(first:100,filter:{includeDescendants:true}){nodes{name tenant{slug} roles{role{name}}}}}`, nil)
			for _, u := range got.Users.Nodes {
				if u.Name == "Sandy Sandbox" && (u.Tenant.Slug != "acme-sandbox" || len(u.Roles) != 1 || u.Roles[0].Role.Name != "Guest") {
					t.Errorf("%+v", u)
				}
			}
		})
		w.Run("groups and roles as well", func(t *testing.T) {
			got := get[struct {
				Groups struct {
					Nodes []struct {
						Name  string
						Users struct{ TotalCount int }
					}
				}
			}](owner, `{groups(filter:{includeDescendants:true}){nodes{name users{totalCount}}}}`, nil)
			if len(got.Groups.Nodes) != 1 || got.Groups.Nodes[0].Name != "Sandpit" {
				t.Errorf("%+v", got)
			}
		})
		w.Run("a manager of one tenant reads that one", func(t *testing.T) {
			if got := w.as("manager@acme.example", "").names(below); len(got) != 3 {
				t.Fatalf("%q", got)
			}
		})
		w.Run("nobody reads beside or above", func(t *testing.T) {
			if got := w.as("owner@globex.example", "").names(below); !slices.Equal(got, []string{"Gloria Globex"}) {
				t.Fatalf("%q", got)
			}
		})
	})
}

func TestGroupsAndRolesFilter(t *testing.T) {
	each(t, func(w *world) {
		ctx := w.in("production")
		reply := must(w.r.Directory.RoleCreate(ctx, roleInput("Reply only", "conversations.reply")))
		must(w.r.Directory.GroupCreate(ctx, group("Crew", reply.ID)))
		must(w.r.Directory.GroupCreate(ctx, group("Élite")))
		b := w.as("manager@acme.example", "")
		names := func(document string, vars map[string]any) []string {
			w.T.Helper()
			got := get[map[string]struct{ Nodes []struct{ Name, Key string } }](b, document, vars)
			all := []string{}
			for _, c := range got {
				for _, n := range c.Nodes {
					all = append(all, n.Name+n.Key)
				}
			}
			return all
		}
		for _, c := range []struct {
			document string
			want     []string
		}{
			{`{groups(filter:{search:"éL"}){nodes{name}}}`, []string{"Élite"}},
			{`{groups(filter:{roleIds:["` + id.Of(id.Role, reply.ID) + `"]}){nodes{name}}}`, []string{"Crew"}},
			{`{roles(filter:{search:"reply"}){nodes{name}}}`, []string{"Reply only"}},
			{`{roles(filter:{permissionKey:"conversations.reply"}){nodes{name}}}`, []string{"Agent", "Manager", "Owner", "Reply only"}},
			{`{roles(filter:{permissionKey:"no.such"}){nodes{name}}}`, []string{}},
			{`{permissions(area:"Billing"){nodes{key}}}`, []string{"billing.manage", "billing.read"}},
			{`{permissions(search:"INVOICES"){nodes{key}}}`, []string{"billing.read"}},
		} {
			if got := names(c.document, nil); !slices.Equal(got, c.want) {
				w.Errorf("%s: %q instead of %q", c.document, got, c.want)
			}
		}
	})
}

// TestConditionsTakeWhatFieldsTake holds that no filter answers what the field
// that shows it would refuse.
func TestConditionsTakeWhatFieldsTake(t *testing.T) {
	each(t, func(w *world) {
		clerk := w.join("production", w.person("Carl Clerk", "clerk@acme.example"), user.TypeMEMBER, "")
		reads := must(w.r.Directory.RoleCreate(w.in("production"), roleInput("Clerk", "USERS_READ", "GROUPS_READ")))
		must(w.r.Directory.GrantCreate(w.in("production"), grantOf(reads.ID, clerk.ID)))
		crew := must(w.r.Directory.GroupCreate(w.in("production"), group("Crew", w.roles["Guest"].ID)))
		role, crewID := id.Of(id.Role, w.roles["Manager"].ID), id.Of(id.Group, crew.ID)
		b := w.as("clerk@acme.example", "acme-production")
		s := b.socket(w.sockets())

		byRole := map[string]any{"roleIds": []string{role}}
		for document, filter := range map[string]map[string]any{
			`query($filter:UserFilter){users(filter:$filter){totalCount}}`:   byRole,
			`query($filter:GroupFilter){groups(filter:$filter){totalCount}}`: byRole,
		} {
			b.refused("PERMISSION_DENIED", document, vars("filter", filter))
			get[any](b, document, vars("filter", map[string]any{"search": "x"}))
		}
		get[any](b, `query($filter:UserFilter){users(filter:$filter){totalCount}}`, vars("filter", map[string]any{"groupIds": []string{crewID}}))
		m := s.subscribe(usersLive, vars("filter", byRole)).next()
		if m.Type != "error" || !strings.Contains(string(m.Payload), `"code":"PERMISSION_DENIED"`) {
			w.Errorf("%s: %s", m.Type, m.Payload)
		}

		w.Run("and while it is followed", func(*testing.T) {
			roles := must(w.r.Directory.RoleCreate(w.in("production"), roleInput("Roles", "ROLES_READ")))
			must(w.r.Directory.GrantCreate(w.in("production"), grantOf(roles.ID, clerk.ID)))
			sub := s.subscribe(usersLive, map[string]any{"filter": byRole, "after": b.now()})
			w.revoke("production", clerk)
			must(w.r.Directory.GrantCreate(w.in("production"), grantOf(reads.ID, clerk.ID)))
			must(w.r.Directory.BetaSet(w.in("production"), w.users["manager@acme.example production"].ID, true))
			if code, before := sub.over(); code != "PERMISSION_DENIED" || len(before) > 0 {
				w.Errorf("%s, after %s", code, before)
			}
		})

		w.Run("and in every tenant below", func(*testing.T) {
			rita := w.join("acme", w.person("Rita Reader", "rita@acme.example"), user.TypeMEMBER, "")
			users := must(w.r.Directory.RoleCreate(w.in("acme"), roleInput("Users", "USERS_READ")))
			roles := must(w.r.Directory.RoleCreate(w.in("acme"), roleInput("Roles", "ROLES_READ")))
			must(w.r.Directory.GrantCreate(w.in("acme"), directory.GrantInput{Role: users.ID, User: &rita.ID, Subtree: true}))
			must(w.r.Directory.GrantCreate(w.in("acme"), grantOf(roles.ID, rita.ID)))
			b := w.as("rita@acme.example", "acme")
			if all := b.names(map[string]any{"includeDescendants": true}); !slices.Contains(all, "Mara Manager") {
				w.Errorf("%q", all)
			}
			if some := b.names(map[string]any{"includeDescendants": true, "roleIds": []string{role}}); len(some) > 0 {
				w.Errorf("%q", some)
			}
		})
	})
}
