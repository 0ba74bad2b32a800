package server_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/tenant"
	"doorward/internal/journal"
	"doorward/server"
	"doorward/server/servertest"
)

// told is what a sending under a key got, to the byte.
type told struct {
	status int
	wait   string // Retry-After
	code   string // of the first error
	body   string
}

// under sends an operation with an Idempotency-Key.
func under(t testing.TB, c *servertest.Client, key, document string, variables map[string]any) told {
	t.Helper()
	got, err := tryUnder(c, key, map[string]any{"query": document, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func tryUnder(c *servertest.Client, key string, operation map[string]any) (told, error) {
	body, err := json.Marshal(operation)
	if err != nil {
		return told{}, err
	}
	a, err := c.TryPost(body, map[string]string{"Content-Type": "application/json", "Idempotency-Key": key})
	if err != nil {
		return told{}, err
	}
	got := told{status: a.Status, wait: a.Header.Get("Retry-After"), body: a.Text}
	if len(a.Errors) > 0 {
		got.code = a.Errors[0].Extensions.Code
	}
	return got, nil
}

// is fails the test unless a sending was refused so.
func (o told) is(t testing.TB, status int, code string) {
	t.Helper()
	if o.status != status || o.code != code || strings.Contains(o.body, `"data"`) {
		t.Errorf("%d %s, want %d %s: %s", o.status, o.code, status, code, o.body)
	}
}

// to is the variables of an invite to this address.
func to(email string) map[string]any { return map[string]any{"email": email} }

// sentTo is how many invites there are for an address, in all tenants.
func sentTo(t testing.TB, s *servertest.Server, email string) int {
	t.Helper()
	n, err := s.Log.DB().Client().Invite.Query().Where(invite.Email(email)).Count(server.AsCommand(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// writes fails the test unless f writes just these entries.
func writes(t *testing.T, s *servertest.Server, f func(), verbs ...string) {
	t.Helper()
	before := len(entries(t, s))
	f()
	all := slices.DeleteFunc(entries(t, s)[before:], func(v string) bool { return v == "invite.mailed" }) // in its own time
	if !slices.Equal(all, verbs) {
		t.Errorf("it wrote %q, want %q", all, verbs)
	}
}

func TestIdempotency(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		owner := s.SignIn(t, "owner@acme.example").In("acme-production")
		owner.Query(t, `{viewer{person{id}}}`, nil, nil) // enters

		t.Run("the_same_again_gets_the_same_answer_and_does_nothing", func(t *testing.T) {
			var first told
			writes(t, s, func() { first = under(t, owner, "same", inviteSend, to("same@once.example")) }, "invite.sent")
			if first.status != http.StatusOK || !strings.Contains(first.body, `"status":"PENDING"`) {
				t.Fatalf("%+v", first)
			}
			writes(t, s, func() {
				for _, key := range []string{"same", `"same"`, " same "} {
					if again := under(t, owner, key, inviteSend, to("same@once.example")); again != first {
						t.Errorf("%s: %+v\nfirst: %+v", key, again, first)
					}
				}
			})
			body, err := json.Marshal(map[string]any{"query": inviteSend, "variables": to("replayed@once.example")})
			if err != nil {
				t.Fatal(err)
			}
			for _, replayed := range []string{"", "true"} {
				a := owner.Post(t, body, map[string]string{"Content-Type": "application/json", "Idempotency-Key": "replayed"})
				if got := a.Header.Get("Idempotent-Replayed"); got != replayed {
					t.Errorf("Idempotent-Replayed: %q instead of %q", got, replayed)
				}
			}
			other := s.SignIn(t, "owner@acme.example").In("acme-production")
			other.Query(t, `{viewer{person{id}}}`, nil, nil)
			writes(t, s, func() {
				if again := under(t, other, "same", inviteSend, to("same@once.example")); again != first {
					t.Errorf("in another session: %+v", again)
				}
			})
		})
		t.Run("another_key_does_it_anew", func(t *testing.T) {
			for key, email := range map[string]string{"one": "1@anew.example", "two": "2@anew.example", "ONE": "3@anew.example"} {
				writes(t, s, func() { under(t, owner, key, inviteSend, to(email)) }, "invite.sent")
			}
		})
		t.Run("another_request_is_refused", func(t *testing.T) {
			under(t, owner, "other", inviteSend, to("one@other.example"))
			sandbox := owner.In("acme-sandbox")
			sandbox.Query(t, `{viewer{person{id}}}`, nil, nil)
			writes(t, s, func() {
				for name, got := range map[string]told{
					"variables": under(t, owner, "other", inviteSend, to("two@other.example")),
					"document":  under(t, owner, "other", inviteSend+" ", to("one@other.example")),
					"tenant":    under(t, sandbox, "other", inviteSend, to("one@other.example")),
				} {
					t.Log(name)
					got.is(t, http.StatusUnprocessableEntity, "IDEMPOTENCY_KEY_REUSED")
				}
			})
			if got := under(t, owner, "other", inviteSend, to("one@other.example")); got.status != http.StatusOK {
				t.Errorf("the first one afterwards: %+v", got)
			}
		})
		t.Run("the_name_of_the_operation_is_of_the_request", func(t *testing.T) {
			two := map[string]any{"query": "mutation A{inviteCancel(id:\"x\"){userErrors{code}}} mutation B{inviteCancel(id:\"x\"){userErrors{code}}}", "operationName": "A"}
			first, err := tryUnder(owner, "named", two)
			if err != nil || first.code != "NOT_FOUND" {
				t.Fatalf("%+v, %v", first, err)
			}
			two["operationName"] = "B"
			second, err := tryUnder(owner, "named", two)
			if err != nil {
				t.Fatal(err)
			}
			second.is(t, http.StatusUnprocessableEntity, "IDEMPOTENCY_KEY_REUSED")
		})
		t.Run("what_was_refused_stays_refused_under_its_key", func(t *testing.T) {
			agent := s.SignIn(t, "agent@acme.example").In("acme-production")
			agent.Query(t, `{viewer{person{id}}}`, nil, nil)
			for name, one := range map[string]struct {
				by   *servertest.Client
				to   string
				says string
			}{
				"a_mistake":       {owner, "no address", `"code":"INVALID"`},
				"no_right":        {agent, "right@refused.example", `"PERMISSION_DENIED"`},
				"a_user_is_there": {owner, "manager@acme.example", `"code":"ALREADY_EXISTS"`},
			} {
				writes(t, s, func() {
					first, again := under(t, one.by, name, inviteSend, to(one.to)), under(t, one.by, name, inviteSend, to(one.to))
					if first != again || !strings.Contains(first.body, one.says) {
						t.Errorf("%s: %+v\nthen %+v", name, first, again)
					}
				})
			}
		})
		t.Run("a_repetition_of_a_refusal_is_not_judged_anew", func(t *testing.T) {
			cancel := `mutation($id:ID!){inviteCancel(id:$id){invite{status} userErrors{code}}}`
			var made struct {
				InviteSend struct {
					Results []struct{ Invite struct{ ID string } }
				}
			}
			owner.Query(t, inviteSend, to("anew@refused.example"), &made)
			id := map[string]any{"id": made.InviteSend.Results[0].Invite.ID}
			owner.Query(t, cancel, id, nil)
			first := under(t, owner, "anew", `mutation($id:ID!){inviteResend(id:$id){invite{status} userErrors{code}}}`, id)
			if !strings.Contains(first.body, `"userErrors":[{"code":"WRONG_STATE"`) {
				t.Fatalf("%+v", first)
			}
			if again := under(t, owner, "anew", `mutation($id:ID!){inviteResend(id:$id){invite{status} userErrors{code}}}`, id); again != first {
				t.Errorf("%+v", again)
			}
		})
	})
}

// TestIdempotencySender is about whose key it is, and who gets its answer.
func TestIdempotencySender(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		owner, manager := s.SignIn(t, "owner@acme.example").In("acme-production"), s.SignIn(t, "manager@acme.example").In("acme-production")
		var me struct {
			Viewer struct{ User struct{ ID string } }
		}
		owner.Query(t, `{viewer{person{id}}}`, nil, nil)
		manager.Query(t, `{viewer{user{id}}}`, nil, &me)

		t.Run("another_persons_key_is_another", func(t *testing.T) {
			for email, c := range map[string]*servertest.Client{"one@sender.example": owner, "two@sender.example": manager} {
				writes(t, s, func() { under(t, c, "shared", inviteSend, to(email)) }, "invite.sent")
			}
			writes(t, s, func() {
				under(t, manager, "shared", inviteSend, to("one@sender.example")).is(t, http.StatusUnprocessableEntity, "IDEMPOTENCY_KEY_REUSED")
			})
		})
		t.Run("of_another_tenant_gets_nothing_of_it", func(t *testing.T) {
			globex := s.SignIn(t, "owner@globex.example").In("globex")
			got := under(t, globex, "shared", inviteSend, to("one@sender.example"))
			if got.status != http.StatusOK || sentTo(t, s, "one@sender.example") != 2 {
				t.Errorf("%+v", got)
			}
		})
		t.Run("what_signs_in_or_out_takes_no_key", func(t *testing.T) {
			for _, document := range []string{
				`mutation{signOut{signedOut}}`,
				`mutation{... on Mutation{signOut{signedOut}}}`,
				`mutation{inviteAccept(input:{token:"x"}){next}}`,
			} {
				writes(t, s, func() { under(t, owner, "public", document, nil).is(t, http.StatusBadRequest, "INVALID") })
			}
			if got := under(t, s.Client(), "public", signIn, map[string]any{"e": "owner@acme.example", "p": servertest.Password}); got.status != http.StatusBadRequest || got.code != "INVALID" {
				t.Errorf("%+v", got)
			}
		})
		t.Run("nobody_is_asked_to_sign_in", func(t *testing.T) {
			nobody := s.Client().In("acme-production")
			writes(t, s, func() {
				if got := under(t, nobody, "shared", inviteSend, to("one@sender.example")); got.code != "SIGN_IN_REQUIRED" {
					t.Errorf("%+v", got)
				}
			})
		})
		t.Run("who_names_no_tenant_is_asked_for_one", func(t *testing.T) {
			writes(t, s, func() {
				if got := under(t, owner.In(""), "tenantless", inviteSend, to("no@sender.example")); got.code != "TENANT_REQUIRED" {
					t.Errorf("%+v", got)
				}
			})
			writes(t, s, func() { under(t, owner, "tenantless", inviteSend, to("no@sender.example")) }, "invite.sent")
		})
		t.Run("after_signing_out_the_answer_is_given_only_to_who_signs_in_again", func(t *testing.T) {
			guest := s.SignIn(t, "manager@acme.example").In("acme-production")
			first := under(t, guest, "left", inviteSend, to("left@sender.example"))
			guest.Query(t, `mutation{signOut{signedOut}}`, nil, nil)
			if got := under(t, guest, "left", inviteSend, to("left@sender.example")); got.code != "SIGN_IN_REQUIRED" || strings.Contains(got.body, "inv_") {
				t.Errorf("%+v", got)
			}
			guest.SignIn(t, "manager@acme.example", servertest.Password)
			if got := under(t, guest, "left", inviteSend, to("left@sender.example")); got != first {
				t.Errorf("%+v", got)
			}
		})
		t.Run("a_suspended_tenant_tells_them_nothing_any_more", func(t *testing.T) {
			globex := s.SignIn(t, "owner@globex.example").In("globex")
			first := under(t, globex, "suspended", inviteSend, to("held@sender.example"))
			if first.status != http.StatusOK || first.code != "" {
				t.Fatalf("%+v", first)
			}
			ctx := server.AsCommand(t.Context())
			_, err := journal.Write(ctx, s.Log, journal.TenantSuspended, func(tx *ent.Client) (*ent.Tenant, error) {
				return tx.Tenant.UpdateOneID(tx.Tenant.Query().Where(tenant.Slug("globex")).OnlyIDX(ctx)).SetSuspendedAt(time.Now()).Save(ctx)
			})
			if err != nil {
				t.Fatal(err)
			}
			writes(t, s, func() {
				for _, key := range []string{"suspended", "later"} {
					if got := under(t, globex, key, inviteSend, to("held@sender.example")); got.code == "" || strings.Contains(got.body, "inv_") {
						t.Errorf("%+v", got)
					}
				}
			})
		})
		t.Run("deactivated_they_are_refused", func(t *testing.T) {
			first := under(t, manager, "deactivated", inviteSend, to("gone@sender.example"))
			if first.status != http.StatusOK {
				t.Fatalf("%+v", first)
			}
			owner.Query(t, `mutation($id:ID!){userDeactivate(id:$id){userErrors{code}}}`, map[string]any{"id": me.Viewer.User.ID}, nil)
			writes(t, s, func() {
				if got := under(t, manager, "deactivated", inviteSend, to("gone@sender.example")); got.code != "SIGN_IN_REQUIRED" || strings.Contains(got.body, "inv_") {
					t.Errorf("%+v", got)
				}
			})
		})
	})
}

func TestIdempotencyKey(t *testing.T) {
	s := servertest.Start(t)
	owner := s.SignIn(t, "owner@acme.example").In("acme-production")
	owner.Query(t, `{viewer{person{id}}}`, nil, nil) // enters
	for name, key := range map[string]string{
		"empty": "", "a_space": "a b", "not_ASCII": "schlüssel", "too_long": strings.Repeat("k", 256), "two": "a, b",
		"open_quotes": `"a`, "empty_quotes": `""`, "with_parameters": `"a";b=1`, "a_wrong_escape": `"a\b"`, "a_space_in_quotes": `"a b"`, "an_escape_at_the_end": `"a\`,
	} {
		t.Run(name+"_is_refused", func(t *testing.T) {
			writes(t, s, func() {
				under(t, owner, key, inviteSend, to("key@once.example")).is(t, http.StatusBadRequest, "INVALID")
			})
		})
	}
	for name, key := range map[string]string{"one_letter": "k", "the_longest": strings.Repeat("k", 255), "any_sign": `!#$%&'()*+,-./:;<=>?@[]^_{|}~`, "escapes": `"a\"\\b"`} {
		t.Run(name+"_is_taken", func(t *testing.T) {
			document := `mutation{inviteCancel(id:"x"){userErrors{code}}}`
			if got := under(t, owner, key, document, nil); got.code != "NOT_FOUND" {
				t.Errorf("%+v", got)
			}
		})
	}
	t.Run("a_query_passes_over_it", func(t *testing.T) {
		for _, key := range []string{"q", "a b"} {
			for _, document := range []string{`{users(first:1){totalCount}}`, `{tenant{slug}}`} {
				if got := under(t, owner, key, document, nil); got.status != http.StatusOK || got.code != "" {
					t.Errorf("%+v", got)
				}
			}
		}
	})
}
