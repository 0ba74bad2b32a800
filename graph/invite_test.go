package graph_test

import (
	"testing"

	"doorward/ent/invite"
	"doorward/internal/id"
	"doorward/internal/identity"
)

func TestInvites(t *testing.T) {
	each(t, func(w *world) {
		manager := w.as("manager@acme.example", "")
		agent := w.as("agent@acme.example", "")
		get[any](manager, `{userCounts{id}}`, nil)
		const send = `mutation($in:InviteSendInput!){inviteSend(input:$in){results{email invite{id status roles{name} invitedBy{name} resendable} userErrors{code field message}} counts{pendingInvites} userErrors{code}}}`
		at := w.last()
		got := get[struct {
			InviteSend struct {
				Results []struct {
					Email  string
					Invite *struct {
						ID, Status string
						Roles      []struct{ Name string }
						InvitedBy  struct{ Name string }
						Resendable bool
					}
					UserErrors []struct {
						Code  string
						Field []string
					}
				}
				Counts     struct{ PendingInvites int }
				UserErrors []any
			}
		}](manager, send, map[string]any{"in": map[string]any{"invitees": []any{
			map[string]any{"email": "new@crowd.example", "name": "Nina New", "grants": []any{map[string]any{"roleId": id.Of(id.Role, w.roles["Agent"].ID)}}},
			map[string]any{"email": "no address"},
			map[string]any{"email": "other@crowd.example", "grants": []any{map[string]any{"roleId": "nonsense"}}},
		}}}).InviteSend
		w.Run("each is judged by itself", func(t *testing.T) {
			r := got.Results
			if len(r) != 3 || r[0].Invite == nil || r[0].Invite.Roles[0].Name != "Agent" || r[0].Invite.InvitedBy.Name != "Mara Manager" || !r[0].Invite.Resendable {
				t.Fatalf("%+v", r)
			}
			for _, wrong := range r[1:] {
				if wrong.Invite != nil || len(wrong.UserErrors) != 1 {
					t.Errorf("%+v", wrong)
				}
			}
			if got.Counts.PendingInvites != 1 || w.verbs(at) != "invite.sent" {
				t.Errorf("%+v, %s", got.Counts, w.verbs(at))
			}
		})
		w.Run("the list holds it, and the pending tab", func(t *testing.T) {
			list := get[map[string]struct {
				Nodes      []struct{ Email string }
				TotalCount int
			}](manager, `{open:invites(filter:{open:true,search:"NINA"}){nodes{email} totalCount} settled:invites(filter:{open:false}){totalCount}}`, nil)
			if list["open"].TotalCount != 1 || list["settled"].TotalCount != 0 {
				t.Fatalf("%+v", list)
			}
			agent.refused("PERMISSION_DENIED", `{invites{totalCount}}`, nil)
		})
		row := must(w.db.Client().Invite.Query().Where(invite.Email("new@crowd.example")).Only(system()))
		link := identity.InviteLink(w.r.Keys, row)
		nobody := w.anonymous()
		w.Run("the link shows where it leads", func(t *testing.T) {
			p := get[map[string]map[string]any](nobody, `query($t:String!){invitePreview(token:$t){status maskedEmail tenantName invitedBy needsPassword signedInAsOther}}`, vars("t", link))["invitePreview"]
			if p["status"] != "PENDING" || p["tenantName"] != "Acme Production" || p["needsPassword"] != true || p["maskedEmail"] == "new@crowd.example" {
				t.Fatalf("%v", p)
			}
			if p := get[map[string]any](nobody, `{invitePreview(token:"nonsense"){status}}`, nil); p["invitePreview"] != nil {
				t.Fatalf("%v", p)
			}
		})
		const accept = `mutation($t:String!,$n:String,$p:String){inviteAccept(input:{token:$t,name:$n,password:$p}){viewer{person{name} tenant{slug} user{name email} adminPermissions} next userErrors{code field}}}`
		w.Run("a weak password is a mistake beside its field", func(t *testing.T) {
			p := get[map[string]map[string]any](nobody, accept, map[string]any{"t": link, "n": "Nina", "p": "short"})["inviteAccept"]
			wrong := p["userErrors"].([]any)[0].(map[string]any)
			if wrong["code"] != "PASSWORD_REFUSED" || p["viewer"] != nil {
				t.Fatalf("%v", p)
			}
		})
		w.Run("accepting signs in", func(t *testing.T) {
			p := get[map[string]map[string]any](nobody, accept, map[string]any{"t": link, "n": "Nina New", "p": "lighthouse-over-the-bay-7"})["inviteAccept"]
			v, _ := p["viewer"].(map[string]any)
			if v == nil || v["person"].(map[string]any)["name"] != "Nina New" || v["tenant"].(map[string]any)["slug"] != "acme-production" || w.setToken == "" {
				t.Fatalf("%v", p)
			}
			if v["user"].(map[string]any)["email"] != "new@crowd.example" || len(v["adminPermissions"].([]any)) != 2 {
				t.Fatalf("%v", v)
			}
		})
		w.Run("an accepted invite is neither sent again nor taken back", func(t *testing.T) {
			for _, act := range []string{"inviteResend", "inviteCancel"} {
				p := get[map[string]map[string]any](manager, `mutation($id:ID!){`+act+`(id:$id){invite{id} userErrors{code message}}}`, vars("id", id.Of(id.Invite, row.ID)))[act]
				if p["invite"] != nil || p["userErrors"].([]any)[0].(map[string]any)["code"] != "WRONG_STATE" {
					t.Errorf("%s: %v", act, p)
				}
				manager.refused("NOT_FOUND", `mutation{`+act+`(id:"nonsense"){invite{id}}}`, nil)
			}
		})
	})
}

func TestJournal(t *testing.T) {
	each(t, func(w *world) {
		manager := w.as("manager@acme.example", "")
		get[any](manager, `{userCounts{id}}`, nil)
		agent := w.users["agent@acme.example production"]
		get[any](manager, `mutation($id:ID!){userDeactivate(id:$id){user{id}}}`, vars("id", userID(agent)))
		type list struct {
			Journal struct {
				Nodes []struct {
					ID, Verb, SubjectLabel, Cursor string
					Actor                          struct {
						User  *struct{ Name string }
						Label string
					}
					Subject       *struct{ ID string }
					Before, After map[string]any
					RequestID     *string
				}
				TotalCount int
			}
		}
		const query = `query($f:JournalFilter){journal(first:100,filter:$f){nodes{id verb cursor subjectLabel actor{label user{name}} subject{id} before after requestId} totalCount}}`
		got := get[list](manager, query, nil).Journal
		w.Run("newest first: who did what to whom", func(t *testing.T) {
			e := got.Nodes[0]
			if e.Verb != "user.deactivated" || e.SubjectLabel != "Ángel Agent" || e.Actor.Label != "Mara Manager" || e.Actor.User == nil || e.Subject == nil || e.Subject.ID != userID(agent) {
				t.Fatalf("%+v", e)
			}
			if e.Before["status"] != "ACTIVE" || e.After["status"] != "INACTIVE" || e.After["name"] != nil || e.RequestID == nil {
				t.Fatalf("%v %v", e.Before, e.After)
			}
		})
		w.Run("only verbs that the viewer may read", func(t *testing.T) {
			for _, e := range got.Nodes {
				if e.Verb == "tenant.created" {
					t.Errorf("%+v", e)
				}
			}
			if owner := get[list](w.as("owner@acme.example", "acme-production"), query, nil).Journal; owner.TotalCount <= got.TotalCount {
				t.Errorf("an owner reads %d, a manager %d", owner.TotalCount, got.TotalCount)
			}
			if none := get[list](manager, query, vars("f", map[string]any{"verbs": []string{"tenant.created"}})).Journal; none.TotalCount != 0 {
				t.Errorf("%+v", none)
			}
		})
		w.Run("by actor, by subject, by time", func(t *testing.T) {
			me := userID(w.users["manager@acme.example production"])
			for what, f := range map[string]map[string]any{
				"actor": {"actorId": me, "verbs": []string{"user.deactivated"}}, "subject": {"subjectId": userID(agent), "verbs": []string{"user.deactivated"}},
				"since": {"since": "2026-11-24T12:00:00Z", "verbs": []string{"user.deactivated"}},
			} {
				if n := get[list](manager, query, vars("f", f)).Journal.TotalCount; n != 1 {
					t.Errorf("%s: %d", what, n)
				}
			}
			for what, f := range map[string]map[string]any{"until": {"until": "2026-11-24T12:00:00Z"}, "no actor": {"actorId": "x"}, "no subject": {"subjectId": "x"}} {
				if n := get[list](manager, query, vars("f", f)).Journal.TotalCount; n != 0 {
					t.Errorf("%s: %d", what, n)
				}
			}
		})
	})
}

// A mistake that passes with time says when.
func TestWhenToComeBackStandsBesideTheField(t *testing.T) {
	each(t, func(w *world) {
		type sent struct {
			InviteSend struct {
				Results []struct {
					UserErrors []struct {
						Code       string
						RetryAfter *int
					}
				}
			}
		}
		send := func(email string) sent {
			return get[sent](w.as("manager@acme.example", "acme-production"),
				`mutation($e:String!){inviteSend(input:{invitees:[{email:$e}]}){results{userErrors{code retryAfter}}}}`, vars("e", email))
		}
		for range 10 {
			send("new@acme.example")
		}
		wrong := send("new@acme.example").InviteSend.Results[0].UserErrors
		if len(wrong) != 1 || wrong[0].Code != "RATE_LIMITED" || wrong[0].RetryAfter == nil || *wrong[0].RetryAfter != 24*60*60 {
			w.Errorf("%+v", wrong)
		}
		wrong = send("no address").InviteSend.Results[0].UserErrors
		if len(wrong) != 1 || wrong[0].RetryAfter != nil {
			w.Errorf("%+v", wrong)
		}
	})
}
