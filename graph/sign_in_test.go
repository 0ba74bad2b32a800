package graph_test

import (
	"strings"
	"testing"

	"doorward/ent/journalentry"
	"doorward/ent/user"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

const signIn = `mutation($e:String!,$p:String!){signIn(input:{email:$e,password:$p}){
	viewer{person{name} tenant{slug} adminPermissions} next methods userErrors{code field message}}}`

type signInAnswer struct {
	SignIn struct {
		Viewer *struct {
			Person           struct{ Name string }
			Tenant           *struct{ Slug string }
			AdminPermissions []string
		}
		Next       *string
		Methods    []string
		UserErrors []struct {
			Code, Message string
			Field         []string
		}
	}
}

func TestSignIn(t *testing.T) {
	each(t, func(w *world) {
		nobody := w.anonymous()
		w.Run("a right password answers with the viewer and sets the cookie", func(t *testing.T) {
			got := get[signInAnswer](nobody, signIn, map[string]any{"e": "MANAGER@acme.example", "p": password}).SignIn
			if got.Viewer == nil || got.Viewer.Person.Name != "Mara Manager" || got.Viewer.Tenant.Slug != "acme-production" || *got.Next != "DONE" || len(got.UserErrors) > 0 {
				t.Fatalf("%+v", got)
			}
			if len(got.Viewer.AdminPermissions) == 0 || w.setToken == "" {
				t.Fatalf("%+v, cookie %q", got.Viewer, w.setToken)
			}
			b := &browser{w, w.setToken, ""}
			if who := get[map[string]map[string]any](b, `{viewer{person{email}}}`, nil); who["viewer"]["person"].(map[string]any)["email"] != "manager@acme.example" {
				t.Fatalf("%v", who)
			}
		})
		w.Run("a wrong password and an unknown address are answered alike", func(t *testing.T) {
			w.setToken = ""
			wrong := get[signInAnswer](nobody, signIn, map[string]any{"e": "manager@acme.example", "p": "not-the-password"}).SignIn
			unknown := get[signInAnswer](nobody, signIn, map[string]any{"e": "who@acme.example", "p": "not-the-password"}).SignIn
			for _, got := range []any{wrong.UserErrors, unknown.UserErrors} {
				_ = got
			}
			if len(wrong.UserErrors) != 1 || wrong.UserErrors[0].Code != "WRONG_CREDENTIALS" || wrong.Viewer != nil || w.setToken != "" {
				t.Fatalf("%+v", wrong)
			}
			if unknown.UserErrors[0].Code != wrong.UserErrors[0].Code || unknown.UserErrors[0].Message != wrong.UserErrors[0].Message {
				t.Fatalf("%+v, %+v", wrong, unknown)
			}
		})
		w.Run("signing out ends the session and takes the cookie back", func(t *testing.T) {
			b := w.as("agent@acme.example", "")
			got := get[map[string]map[string]any](b, `mutation{signOut{signedOut userErrors{code}}}`, nil)
			if got["signOut"]["signedOut"] != true || !w.cleared {
				t.Fatalf("%v", got)
			}
			b.refused("SIGN_IN_REQUIRED", `{users{totalCount}}`, nil)
			if again := get[map[string]map[string]any](b, `mutation{signOut{signedOut}}`, nil); again["signOut"]["signedOut"] != false {
				t.Fatalf("%v", again)
			}
		})
	})
}

// TestEndedMeanwhile holds that an operation does not outlive who sent it.
func TestEndedMeanwhile(t *testing.T) {
	each(t, func(w *world) {
		agent := w.users["agent@acme.example production"].ID
		for what, end := range map[string]func(b *browser){
			"session": func(b *browser) {
				v := must(w.r.Identity.Viewer(system(), b.token, "", identity.Origin{}))
				must(w.r.Identity.SignOut(viewer.With(system(), v)))
			},
			"user": func(*browser) { must(w.r.Directory.UserDeactivate(w.in("production"), agent, nil, false)) },
		} {
			for _, document := range []string{`{tenant{id}}`, `{liveCursor}`, `{node(id:"usr_x"){id}}`, `{users{totalCount}}`, `{__schema{types{name}}}`,
				`mutation{userDeactivate(id:"usr_x"){user{id}}}`, `{viewer{person{name}}}`} {
				b := w.as("agent@acme.example", "")
				get[any](b, `{viewer{user{id}}}`, nil)
				w.arrived = func() { w.arrived = nil; end(b) }
				if a := b.send(document, nil); a.code() != "SIGN_IN_REQUIRED" && string(a.Data) != `{"viewer":null}` {
					w.Errorf("%s after the %s had ended: %s %+v", document, what, a.Data, a.Errors)
				}
				if what == "user" {
					must(w.r.Directory.UserReactivate(w.in("production"), agent))
				}
			}
		}
		w.Run("signing out in the same document", func(*testing.T) {
			last := w.last()
			manager := w.as("manager@acme.example", "acme-production")
			a := manager.send(`mutation{signOut{signedOut} inviteSend(input:{invitees:[{email:"late@acme.example"}]}){results{email}}}`, nil)
			if a.code() != "INVALID" || len(a.Errors) != 1 || w.verbs(last) != "session.began user.logged_in" {
				w.Errorf("%s %+v: %s", a.Data, a.Errors, w.verbs(last))
			}
		})
	})
}

func TestGuards(t *testing.T) {
	each(t, func(w *world) {
		nobody, guest := w.anonymous(), w.as("guest@acme.example", "")
		w.Run("nobody is signed in", func(t *testing.T) {
			if got := get[map[string]any](nobody, `{viewer{person{id}} serverInfo{version passwordMinLength}}`, nil); got["viewer"] != nil {
				t.Fatalf("%v", got)
			}
			a := nobody.refused("SIGN_IN_REQUIRED", `{users{totalCount}}`, nil)
			ext := a.Errors[0].Extensions
			if ext["category"] != "AUTHENTICATION" || ext["requestId"] != "req_7" || ext["userMessage"] == "" || ext["next"] == "" {
				t.Fatalf("%v", ext)
			}
			nobody.refused("SIGN_IN_REQUIRED", `{liveCursor}`, nil)
			nobody.refused("SIGN_IN_REQUIRED", `{tenant{name}}`, nil)
			nobody.refused("SIGN_IN_REQUIRED", `{node(id:"usr_x"){id}}`, nil)
		})
		w.Run("a role that lacks the permission", func(t *testing.T) {
			a := guest.refused("PERMISSION_DENIED", `{users{totalCount}}`, nil)
			ext := a.Errors[0].Extensions
			if ext["category"] != "AUTHORIZATION" || !strings.Contains(ext["userMessage"].(string), "see users") || strings.Contains(ext["userMessage"].(string), "USERS_READ") {
				t.Fatalf("%v", ext)
			}
		})
		w.Run("several tenants and none named", func(t *testing.T) {
			b := w.as("owner@acme.example", "")
			a := b.refused("TENANT_REQUIRED", `{users{totalCount}}`, nil)
			choices, _ := a.Errors[0].Extensions["tenants"].([]any)
			if len(choices) != 3 || choices[0].(map[string]any)["slug"] != "acme" {
				t.Fatalf("%v", a.Errors[0].Extensions)
			}
			b.refused("TENANT_REQUIRED", `{node(id:"usr_x"){id}}`, nil)
			b.refused("TENANT_REQUIRED", `{liveCursor}`, nil)
			got := get[map[string]map[string]any](b, `{viewer{tenant{id} user{id} features adminPermissions permissionKeys tenants{slug}}}`, nil)["viewer"]
			if got["tenant"] != nil || got["user"] != nil || len(got["tenants"].([]any)) != 3 || len(got["permissionKeys"].([]any)) != 0 {
				t.Fatalf("%v", got)
			}
		})
		w.Run("from above an owner acts below without a row there", func(t *testing.T) {
			got := get[map[string]map[string]any](w.as("owner@acme.example", "acme-production"),
				`{viewer{tenant{slug parent{slug children{slug}}} user{id} can(permissionKey:"USERS_MANAGE"){allowed}}}`, nil)["viewer"]
			if got["user"] != nil || got["can"].(map[string]any)["allowed"] != true {
				t.Fatalf("%v", got)
			}
			if kids := got["tenant"].(map[string]any)["parent"].(map[string]any)["children"].([]any); len(kids) != 2 {
				t.Fatalf("%v", kids)
			}
		})
		w.Run("a question is answered with its reason and leaves no trace", func(t *testing.T) {
			before := w.entries()
			got := get[map[string]map[string]map[string]any](guest, `{viewer{can(permissionKey:"conversations.assign"){allowed category userMessage next}}}`, nil)["viewer"]["can"]
			if got["allowed"] != false || got["category"] != "AUTHORIZATION" || got["userMessage"] == nil {
				t.Fatalf("%v", got)
			}
			if after := w.entries(); after != before {
				t.Fatalf("%d entries written", after-before)
			}
		})
		w.Run("a key that nobody knows is told as unknown, to an owner too", func(t *testing.T) {
			for _, b := range []*browser{guest, w.as("owner@acme.example", "acme-production")} {
				got := get[map[string]map[string]map[string]any](b, `{viewer{can(permissionKey:"conversations.asign"){allowed category userMessage next}}}`, nil)["viewer"]["can"]
				if got["allowed"] != false || got["category"] != "REQUEST" || got["userMessage"] != "There is no such permission here." || got["next"] == nil {
					t.Fatalf("%v", got)
				}
			}
		})
	})
}

// entries is how many the journal holds.
func (w *world) entries() int {
	return must(w.db.Client().JournalEntry.Query().Count(system()))
}

// verbs are those written after entry number `after`.
func (w *world) verbs(after int64) string {
	rows := must(w.db.Client().JournalEntry.Query().Where(journalentry.IDGT(after)).Order(journalentry.ByID()).All(system()))
	all := make([]string, len(rows))
	for i, e := range rows {
		all[i] = e.Verb
	}
	return strings.Join(all, " ")
}

func (w *world) last() int64 {
	return w.r.Log.Position()
}

func TestUserActs(t *testing.T) {
	each(t, func(w *world) {
		manager := w.as("manager@acme.example", "")
		get[map[string]any](manager, `{userCounts{id}}`, nil)
		agent, me := w.users["agent@acme.example production"], w.users["manager@acme.example production"]
		const act = `mutation($id:ID!){%s(id:$id){user{status availableActions deactivatedBy{name}} counts{active inactive} userErrors{code field}}}`
		deactivate, reactivate := strings.Replace(act, "%s", "userDeactivate", 1), strings.Replace(act, "%s", "userReactivate", 1)
		w.Run("deactivating answers with the user and the badges as they stand now", func(t *testing.T) {
			at := w.last()
			got := get[map[string]map[string]any](manager, deactivate, vars("id", userID(agent)))["userDeactivate"]
			u := got["user"].(map[string]any)
			if u["status"] != "INACTIVE" || u["availableActions"].([]any)[0] != "userReactivate" || u["deactivatedBy"].(map[string]any)["name"] != "Mara Manager" {
				t.Fatalf("%v", got)
			}
			if c := got["counts"].(map[string]any); c["active"] != 2.0 || c["inactive"] != 1.0 {
				t.Fatalf("%v", c)
			}
			if v := w.verbs(at); v != "user.deactivated" {
				t.Fatalf("%s", v)
			}
		})
		w.Run("once more is a mistake of the input, and changes nothing", func(t *testing.T) {
			at := w.last()
			got := get[map[string]map[string]any](manager, deactivate, vars("id", userID(agent)))["userDeactivate"]
			wrong := got["userErrors"].([]any)
			if got["user"] != nil || len(wrong) != 1 || wrong[0].(map[string]any)["code"] != "WRONG_STATE" || w.verbs(at) != "" {
				t.Fatalf("%v", got)
			}
		})
		w.Run("two acts in one request each see their own badges", func(t *testing.T) {
			got := get[map[string]map[string]map[string]any](manager, `mutation($id:ID!){a:userReactivate(id:$id){counts{active}} b:userDeactivate(id:$id){counts{active}}}`, vars("id", userID(agent)))
			if got["a"]["counts"]["active"] != 3.0 || got["b"]["counts"]["active"] != 2.0 {
				t.Fatalf("%v", got)
			}
			get[any](manager, reactivate, vars("id", userID(agent)))
		})
		w.Run("oneself, a stranger, a missing one and no id", func(t *testing.T) {
			got := get[map[string]map[string]any](manager, deactivate, vars("id", userID(me)))["userDeactivate"]
			if got["userErrors"].([]any)[0].(map[string]any)["code"] != "INVALID" {
				t.Fatalf("%v", got)
			}
			foreign := must(w.db.Client().User.Query().Where(user.TenantID(w.tenants["globex"].ID)).Only(system()))
			for _, id := range []string{userID(foreign), "usr_00000000000000000000000000", "nonsense", userID(agent) + "x"} {
				a := manager.refused("NOT_FOUND", deactivate, vars("id", id))
				if a.Errors[0].Message != "There is no such user here." {
					t.Errorf("%s: %v", id, a.Errors)
				}
			}
		})
		w.Run("without the permission nothing is looked at", func(t *testing.T) {
			w.as("guest@acme.example", "").refused("PERMISSION_DENIED", deactivate, vars("id", "nonsense"))
		})
	})
}
