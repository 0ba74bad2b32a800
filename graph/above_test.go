package graph_test

import (
	"encoding/json"
	"testing"

	"doorward/ent/user"
	"doorward/internal/directory"
)

// TestTenantAbove holds what is told of a tenant above to somebody who acts only
// below it: where a role comes from, by name.
func TestTenantAbove(t *testing.T) {
	each(t, func(w *world) {
		agent := w.users["agent@acme.example production"]
		above := w.join("acme", must(w.db.Client().Person.Get(system(), *agent.PersonID)), user.TypeMEMBER, "")
		board := must(w.r.Directory.GroupCreate(w.in("acme"), directory.GroupInput{Name: "Board", Description: ptr("Who decides on the merger")}))
		must(w.r.Directory.GrantCreate(w.in("acme"), directory.GrantInput{Role: w.roles["Guest"].ID, Group: &board.ID, Subtree: true}))
		must(w.r.Directory.MembershipAdd(w.in("acme"), board.ID, ids(above), nil))
		const tenant = `tenant{name plan{key} seats{used limit} requiresTwoFactor suspended parent{name}}`
		const document = `query($id:ID!){` + tenant + ` roles{nodes{name ` + tenant + `}}
			user(id:$id){roles{role{name} from{name seats{used}} via{name description userCount roles{name} users{totalCount} ` + tenant + `}}}}`
		const named = `{"name":"Acme","plan":null,"seats":null,"requiresTwoFactor":null,"suspended":null,"parent":null}`
		type told struct {
			Tenant json.RawMessage
			Roles  struct {
				Nodes []struct {
					Name   string
					Tenant json.RawMessage
				}
			}
			User struct {
				Roles []struct{ From, Via json.RawMessage }
			}
		}

		w.Run("its name alone, to whoever acts below", func(*testing.T) {
			got := get[told](w.as("manager@acme.example", ""), document, vars("id", userID(agent)))
			if string(got.Tenant) != `{"name":"Acme Production","plan":{"key":"BUSINESS"},"seats":{"used":3,"limit":250},"requiresTwoFactor":false,"suspended":false,"parent":null}` {
				w.Errorf("one's own: %s", got.Tenant)
			}
			for _, r := range got.Roles.Nodes {
				if string(r.Tenant) != named {
					w.Errorf("%s comes from %s", r.Name, r.Tenant)
				}
			}
			if len(got.Roles.Nodes) == 0 || len(got.User.Roles) != 2 {
				w.Fatalf("%+v", got)
			}
			for _, r := range got.User.Roles {
				if string(r.Via) == "null" {
					continue
				}
				if string(r.From) != `{"name":"Acme","seats":null}` || string(r.Via) != `{"name":"Board","description":null,"userCount":0,"roles":null,"users":null,"tenant":`+named+`}` {
					w.Errorf("%s, through %s", r.From, r.Via)
				}
			}
		})

		w.Run("everything, to whoever acts in both", func(*testing.T) {
			got := get[told](w.as("owner@acme.example", "acme-production"), document, vars("id", userID(agent)))
			for _, r := range got.Roles.Nodes {
				if string(r.Tenant) != `{"name":"Acme","plan":{"key":"ENTERPRISE"},"seats":{"used":2,"limit":null},"requiresTwoFactor":false,"suspended":false,"parent":null}` {
					w.Errorf("%s comes from %s", r.Name, r.Tenant)
				}
			}
		})
	})
}

func TestLastLoginOfAPerson(t *testing.T) {
	each(t, func(w *world) {
		const document = `query($e:String!){user(email:$e){lastLoginAt person{lastLoginAt}}}`
		agent, manager := w.as("agent@acme.example", ""), w.as("manager@acme.example", "")
		get[any](agent, `{viewer{person{id}}}`, nil)
		for email, want := range map[string]any{"agent@acme.example": nil, "manager@acme.example": "2026-11-24T12:00:00Z"} {
			got := get[map[string]map[string]any](manager, document, vars("e", email))["user"]
			if got["lastLoginAt"] != "2026-11-24T12:00:00Z" || got["person"].(map[string]any)["lastLoginAt"] != want {
				w.Errorf("%s: %v", email, got)
			}
		}
	})
}
