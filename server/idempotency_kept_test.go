package server_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/ent"
	"doorward/ent/oncekey"
	"doorward/internal/clock"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/viewer"
	"doorward/server"
	"doorward/server/servertest"
)

// keys are the rows about keys, oldest first.
func keys(t testing.TB, s *servertest.Server) []*ent.OnceKey {
	t.Helper()
	all, err := s.Log.DB().Client().OnceKey.Query().Order(oncekey.ByCreatedAt()).All(server.AsCommand(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// stopped has every answer be lost, as when the process was killed before it kept them.
func stopped(t testing.TB, s *servertest.Server) {
	t.Helper()
	ctx := server.AsCommand(t.Context())
	err := journal.Keep(ctx, s.Log, func(b journal.Books) error { return b.OnceKey.Update().ClearAnswer().ClearFinishedAt().Exec(ctx) })
	if err != nil {
		t.Fatal(err)
	}
}

// TestIdempotencyKept is about what is kept, in which form, and for how long.
func TestIdempotencyKept(t *testing.T) {
	with := func(f func(t *testing.T, s *servertest.Server, c *clock.Fake, owner *servertest.Client)) func(t *testing.T) {
		return func(t *testing.T) {
			for _, one := range []string{"sqlite", "postgres"} {
				t.Run(one, func(t *testing.T) {
					c := clock.NewFake(time.Now())
					options := []servertest.Option{servertest.Clock(c)}
					if one == "postgres" {
						options = append(options, servertest.Postgres(t))
					}
					s := servertest.Start(t, options...)
					owner := s.SignIn(t, "owner@acme.example").In("acme-production")
					owner.Query(t, `{viewer{person{id}}}`, nil, nil)
					f(t, s, c, owner)
				})
			}
		}
	}
	t.Run("hashes_and_a_sealed_answer", with(func(t *testing.T, s *servertest.Server, _ *clock.Fake, owner *servertest.Client) {
		under(t, owner, "a-key-at-rest", inviteSend, to("rest@kept.example"))
		all := keys(t, s)
		if len(all) != 1 || all[0].Answer == nil {
			t.Fatalf("%+v", all)
		}
		sum := sha256.Sum256([]byte("a-key-at-rest"))
		if !bytes.Equal(all[0].KeyHash, sum[:]) || len(all[0].RequestHash) != sha256.Size {
			t.Errorf("%x, %x", all[0].KeyHash, all[0].RequestHash)
		}
		text, err := s.Keys.Open("once", *all[0].Answer)
		if err != nil || !strings.Contains(string(text), "inv_") || strings.Contains(*all[0].Answer, "inv_") {
			t.Errorf("%s, %v", text, err)
		}
	}))
	t.Run("an_answer_put_beside_another_key_is_none", with(func(t *testing.T, s *servertest.Server, _ *clock.Fake, owner *servertest.Client) {
		under(t, owner, "a", inviteSend, to("a@kept.example"))
		under(t, owner, "b", inviteSend, to("b@kept.example"))
		ctx, all := server.AsCommand(t.Context()), keys(t, s)
		err := journal.Keep(ctx, s.Log, func(b journal.Books) error {
			return b.OnceKey.UpdateOne(all[0]).SetAnswer(*all[1].Answer).Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		under(t, owner, "a", inviteSend, to("a@kept.example")).is(t, http.StatusUnprocessableEntity, "ALREADY_DONE")
	}))
	t.Run("without_an_answer_it_is_still_being_done_and_then_was_done", with(func(t *testing.T, s *servertest.Server, c *clock.Fake, owner *servertest.Client) {
		under(t, owner, "lost", inviteSend, to("lost@kept.example"))
		stopped(t, s)
		writes(t, s, func() {
			got := under(t, owner, "lost", inviteSend, to("lost@kept.example"))
			got.is(t, http.StatusConflict, "BUSY")
			if got.wait != "1" {
				t.Errorf("Retry-After %q", got.wait)
			}
			c.Advance(15 * time.Second)
			got = under(t, owner, "lost", inviteSend, to("lost@kept.example"))
			got.is(t, http.StatusUnprocessableEntity, "ALREADY_DONE")
			if got.wait != "" {
				t.Errorf("Retry-After %q", got.wait)
			}
			under(t, owner, "lost", inviteSend, to("else@kept.example")).is(t, http.StatusUnprocessableEntity, "IDEMPOTENCY_KEY_REUSED")
		})
	}))
	t.Run("of_a_very_long_answer_only_that_it_was_done", with(func(t *testing.T, s *servertest.Server, _ *clock.Fake, owner *servertest.Client) {
		var invitees []map[string]any
		for n := range 100 {
			invitees = append(invitees, map[string]any{"email": fmt.Sprintf("%d-%s@kept.example", n, strings.Repeat("l", 50)), "name": strings.Repeat("n", 100)})
		}
		many := `mutation($all:[InviteeInput!]!){inviteSend(input:{invitees:$all}){results{email invite{id a:email b:email c:email d:email e:name f:name g:name h:name}}}}`
		first := under(t, owner, "long", many, map[string]any{"all": invitees})
		if first.status != http.StatusOK || len(first.body) < 64<<10 {
			t.Fatalf("%d, %d bytes: %.300s", first.status, len(first.body), first.body)
		}
		writes(t, s, func() {
			under(t, owner, "long", many, map[string]any{"all": invitees}).is(t, http.StatusUnprocessableEntity, "ALREADY_DONE")
		})
	}))
	t.Run("for_a_day_and_then_swept", with(func(t *testing.T, s *servertest.Server, c *clock.Fake, owner *servertest.Client) {
		first := under(t, owner, "day", inviteSend, to("day@kept.example"))
		c.Advance(journal.OnceLife - time.Minute)
		owner.SignIn(t, "owner@acme.example", servertest.Password)
		owner.Query(t, `{viewer{person{id}}}`, nil, nil)
		if got := under(t, owner, "day", inviteSend, to("day@kept.example")); got != first {
			t.Errorf("%+v", got)
		}
		c.Advance(time.Minute)
		writes(t, s, func() { under(t, owner, "day", inviteSend, to("new@kept.example")) }, "invite.sent")
		c.Advance(journal.OnceLife)
		servertest.Eventually(t, "the sweep has come by", func() bool { c.Advance(time.Minute); return len(keys(t, s)) == 0 })
	}))
	t.Run("not_that_a_limit_was_reached", with(func(t *testing.T, s *servertest.Server, c *clock.Fake, owner *servertest.Client) {
		for range 10 { // mails that one address is sent in a day
			owner.Query(t, inviteSend, to("often@kept.example"), nil)
		}
		c.Advance(time.Hour)
		owner.SignIn(t, "owner@acme.example", servertest.Password)
		if got := under(t, owner, "often", inviteSend, to("often@kept.example")); !strings.Contains(got.body, `"userErrors":[{"code":"RATE_LIMITED"`) {
			t.Fatalf("%+v", got)
		}
		c.Advance(23 * time.Hour)
		owner.SignIn(t, "owner@acme.example", servertest.Password)
		if got := under(t, owner, "often", inviteSend, to("often@kept.example")); !strings.Contains(got.body, `"status":"PENDING"`) {
			t.Errorf("%+v", got)
		}
	}))
	t.Run("so_many_of_one_sender", with(func(t *testing.T, s *servertest.Server, c *clock.Fake, owner *servertest.Client) {
		s.SetKeysMost(3)
		cancel := `mutation{inviteCancel(id:"x"){userErrors{code}}}`
		for n := range 3 {
			if got := under(t, owner, fmt.Sprint(n), cancel, nil); got.code != "NOT_FOUND" {
				t.Fatalf("%+v", got)
			}
		}
		got := under(t, owner, "3", cancel, nil)
		got.is(t, http.StatusTooManyRequests, "RATE_LIMITED")
		if got.wait == "" {
			t.Error("no Retry-After")
		}
		if got := under(t, owner, "2", cancel, nil); got.code != "NOT_FOUND" {
			t.Errorf("a repetition: %+v", got)
		}
		manager := s.SignIn(t, "manager@acme.example").In("acme-production")
		if got := under(t, manager, "3", cancel, nil); got.code != "NOT_FOUND" {
			t.Errorf("somebody else: %+v", got)
		}
	}))
}

// TestIdempotencyAnswers is about which answers are kept: each is given by an operation
// that has, or has not, changed something before it failed.
func TestIdempotencyAnswers(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		in, ok := s.Who.BySlug("acme-production")
		if !ok {
			t.Fatal("no such tenant")
		}
		for name, one := range map[string]struct {
			kind   fault.Kind
			code   fault.Code
			passes bool
		}{
			"no_error":      {"", "", false},
			"not_allowed":   {fault.Authorization, fault.PermissionDenied, false},
			"no_seat":       {fault.ProductScope, fault.SeatsExhausted, false},
			"not_found":     {fault.Request, fault.NotFound, false},
			"rate_limited":  {fault.Request, fault.RateLimited, true},
			"not_signed_in": {fault.Authentication, fault.SignInRequired, true},
			"cut_by_time":   {fault.Unavailable, fault.Busy, true},
			"disk_full":     {fault.Unavailable, fault.StorageFull, true},
			"a_defect":      {"INTERNAL", "INTERNAL", true},
		} {
			for _, changes := range []bool{false, true} {
				want, runs := fault.Code(""), 1
				switch {
				case one.passes && changes:
					want = fault.AlreadyDone
				case one.passes:
					runs = 2
				}
				t.Run(fmt.Sprintf("%s/changed_%v", name, changes), func(t *testing.T) {
					ctx := viewer.With(t.Context(), &viewer.Viewer{Person: id.New(), Entry: id.New(), Tenant: in.ID, Acts: []uuid.UUID{in.ID}})
					ran := 0
					run := func(ctx context.Context) *graphql.Response {
						ran++
						if changes {
							change(ctx, t, s, in.ID)
						}
						r := &graphql.Response{Data: []byte(`{"a":1}`)}
						if one.code != "" {
							r.Errors = gqlerror.List{{Message: "x", Extensions: map[string]any{"category": string(one.kind), "code": string(one.code)}}}
						}
						return r
					}
					key := sha256.Sum256([]byte("k"))
					send := func() (*graphql.Response, error) {
						return s.RunOnce(ctx, journal.NewOnce(ctx, key[:], key[:]), run)
					}
					if r, err := send(); err != nil || string(r.Data) != `{"a":1}` {
						t.Fatalf("%+v, %v", r, err)
					}
					r, err := send()
					if want == "" && (err != nil || string(r.Data) != `{"a":1}`) || want != "" && !fault.Is(err, want) || ran != runs {
						t.Errorf("%+v, %v, ran %d times", r, err, ran)
					}
				})
			}
		}
	})
}

// change is any.
func change(ctx context.Context, t testing.TB, s *servertest.Server, in uuid.UUID) {
	_, err := journal.Write(ctx, s.Log, journal.GroupCreated, func(tx *ent.Client) (*ent.Group, error) {
		return tx.Group.Create().SetCreatedAt(time.Now().UTC()).SetTenantID(in).SetName(id.New().String()).Save(ctx)
	})
	if err != nil {
		t.Error(err)
	}
}
