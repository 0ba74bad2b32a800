package journal_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/group"
	"doorward/ent/journalentry"
	"doorward/ent/membership"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
	"doorward/internal/viewer"
)

func TestWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)

		t.Run("a change and its entries come together", func(t *testing.T) {
			before := w.count()
			both := must(journal.Write(w.ctx, w.log, journal.GroupCreated, func(tx *ent.Client) (journal.Change, error) {
				a, err := tx.Group.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetName("A").Save(w.ctx)
				if err != nil {
					return nil, err
				}
				b, err := tx.Group.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetName("B").Save(w.ctx)
				return journal.Of(a, b, a), err
			}))(t)
			if got := w.count() - before; got != 2 {
				t.Fatalf("%d entries, want one for each of two subjects", got)
			}
			for _, s := range both.Subjects()[:2] {
				e := w.entries(s.ID)[0]
				if e.Verb != "group.created" || *e.TenantID != w.tenant.ID || e.Before != nil || e.After == nil || !e.At.Equal(w.clock.Now()) {
					t.Errorf("entry %+v", e)
				}
				if e.ActorKind != journalentry.ActorKindSYSTEM {
					t.Errorf("done by %s", e.ActorKind)
				}
			}
		})

		t.Run("an error leaves nothing", func(t *testing.T) {
			before, broken := w.count(), errors.New("broken")
			_, err := journal.Write(w.ctx, w.log, journal.GroupCreated, func(tx *ent.Client) (*ent.Group, error) {
				g, err := tx.Group.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetName("Gone").Save(w.ctx)
				return g, errors.Join(err, broken)
			})
			if !errors.Is(err, broken) || w.count() != before || w.has("Gone") {
				t.Fatalf("error %v, %d entries more, group there: %v", err, w.count()-before, w.has("Gone"))
			}
		})

		t.Run("nothing to do leaves nothing and gives what stands", func(t *testing.T) {
			before := w.count()
			g, err := journal.Write(w.ctx, w.log, journal.GroupCreated, func(tx *ent.Client) (*ent.Group, error) {
				g, err := tx.Group.Query().Where(group.Name("A")).Only(w.ctx)
				return g, errors.Join(err, journal.Nothing)
			})
			if err != nil || g == nil || g.Name != "A" || w.count() != before {
				t.Fatalf("gave %v, error %v, %d entries more", g, err, w.count()-before)
			}
		})

		t.Run("a panic leaves nothing and gives the writer's place back", func(t *testing.T) {
			before := w.count()
			for range 6 {
				func() {
					defer func() { _ = recover() }()
					_, _ = journal.Write(w.ctx, w.log, journal.GroupCreated, func(*ent.Client) (*ent.Group, error) { panic("broken") })
				}()
			}
			within(t, "the next change", func() { _, _ = w.group(w.log, "After panics") })
			if !w.has("After panics") || w.count() != before+1 {
				t.Fatalf("%d entries more", w.count()-before)
			}
		})

		t.Run("a change without a subject is refused", func(t *testing.T) {
			for name, change := range map[string]any{"none": journal.Several{}, "unknown": "a text", "never was": journal.Subject{Kind: id.Group, ID: id.New()}} {
				before := w.count()
				_, err := journal.Write(w.ctx, w.log, journal.GroupCreated, func(tx *ent.Client) (any, error) {
					return change, tx.Group.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetName("Without").Exec(w.ctx)
				})
				if err == nil || w.count() != before || w.has("Without") {
					t.Errorf("%s: error %v, %d entries more", name, err, w.count()-before)
				}
			}
		})

		t.Run("before and after name nobody", func(t *testing.T) {
			u := w.user("Zoë Hofmann", "zoe@acme.example")
			must(journal.Write(w.ctx, w.log, journal.UserDeactivated, func(tx *ent.Client) (*ent.User, error) {
				return tx.User.UpdateOneID(u.ID).SetStatus("INACTIVE").SetDeactivatedReason("because Zoë left").Save(w.ctx)
			}))(t)
			all := w.entries(u.ID)
			if len(all) != 2 || all[0].Before != nil {
				t.Fatalf("%d entries", len(all))
			}
			if got, want := state(t, all[1].Before)["status"], "ACTIVE"; got != want {
				t.Errorf("before: %v", got)
			}
			if got, want := state(t, all[1].After)["status"], "INACTIVE"; got != want {
				t.Errorf("after: %v", got)
			}
			for _, e := range all {
				if text := strings.ToLower(string(e.Before) + string(e.After)); strings.Contains(text, "zo") || strings.Contains(text, "hofmann") {
					t.Errorf("%s names the person: %s", e.Verb, text)
				}
			}
		})

		t.Run("what is gone leaves its label", func(t *testing.T) {
			g := must(w.group(w.log, "Ephemeral"))(t)
			must(journal.Write(w.ctx, w.log, journal.GroupCreated, func(tx *ent.Client) (*ent.Group, error) {
				return g, tx.Group.DeleteOneID(g.ID).Exec(w.ctx)
			}))(t)
			last := w.entries(g.ID)[1]
			if last.Before == nil || last.After != nil || *last.TenantID != w.tenant.ID {
				t.Errorf("entry %+v", last)
			}
			kept := must(w.group(w.log, "Lasting"))(t)
			here, gone, never := journal.Subject{Kind: id.Group, ID: kept.ID}, journal.Subject{Kind: id.Group, ID: g.ID}, journal.Subject{Kind: id.Group, ID: id.New()}
			names := must(journal.Labels(w.ctx, db.Client(), []journal.Subject{here, gone, never}))(t)
			if names[here] != "Lasting" || names[gone] != "Ephemeral" || names[never] != "" {
				t.Errorf("labels %v", names)
			}
		})

		t.Run("an attempt is noted", func(t *testing.T) {
			before := w.count()
			nobody := journal.Subject{Kind: id.Person, ID: uuid.Nil}
			if err := journal.Note(viewer.With(w.ctx, &viewer.Viewer{RequestID: "r1"}), w.log, journal.SessionRefused, nobody, nil); err != nil {
				t.Fatal(err)
			}
			e := w.entries(uuid.Nil)[0]
			if w.count() != before+1 || e.Before != nil || e.After != nil || e.ActorKind != journalentry.ActorKindNOBODY || *e.RequestID != "r1" {
				t.Errorf("entry %+v", e)
			}
		})

		t.Run("a context that ended writes nothing", func(t *testing.T) {
			before := w.count()
			ended, cancel := context.WithCancel(w.ctx)
			cancel()
			if _, err := journal.Write(ended, w.log, journal.GroupCreated, func(*ent.Client) (*ent.Group, error) { return nil, nil }); err == nil {
				t.Error("no error")
			}
			if w.count() != before {
				t.Error("an entry")
			}
		})

		t.Run("nobody writes beside it", func(t *testing.T) {
			_, err := db.Client().Group.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetName("Beside").Save(w.ctx)
			if !errors.Is(err, store.ErrOutsideJournal) || w.has("Beside") {
				t.Errorf("error %v", err)
			}
		})

		t.Run("entries are never changed", func(t *testing.T) {
			before := w.count()
			for name, act := range map[string]func(tx *ent.Client) error{
				"update": func(tx *ent.Client) error {
					_, err := tx.ExecContext(w.ctx, "UPDATE journal_entries SET verb = 'x'")
					return err
				},
				"delete": func(tx *ent.Client) error { _, err := tx.JournalEntry.Delete().Exec(w.ctx); return err },
			} {
				_, err := journal.Write(w.ctx, w.log, journal.GroupCreated, func(tx *ent.Client) (any, error) { return journal.Of(w.tenant), act(tx) })
				if err == nil || w.count() != before {
					t.Errorf("%s: error %v", name, err)
				}
			}
		})
	})
}

// Memberships are rows of their own: two at once for one user must not each
// overlook the other.
func TestWriteTellsOneStory(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		run(t, w.log)
		u := w.user("Uma", "uma@acme.example")
		const all = 12
		errs := make(chan error, all)
		for i := range all {
			g := must(w.group(w.log, string(rune('a'+i))))(t)
			go func() {
				_, err := journal.Write(w.ctx, w.log, journal.GroupUsersAdded, func(tx *ent.Client) (*ent.User, error) {
					return u, tx.Membership.Create().SetCreatedAt(w.clock.Now()).SetTenantID(w.tenant.ID).SetGroupID(g.ID).SetUserID(u.ID).Exec(w.ctx)
				})
				errs <- err
			}()
		}
		for range all {
			if err := <-errs; err != nil {
				t.Fatal(err)
			}
		}
		story := w.entries(u.ID)
		for i, e := range story[1:] {
			if string(e.Before) != string(story[i].After) && !same(t, e.Before, story[i].After) {
				t.Errorf("entry %d begins elsewhere than %d ended:\n%s\n%s", i+1, i, story[i].After, e.Before)
			}
		}
		if n := must(db.Client().Membership.Query().Where(membership.UserID(u.ID)).Count(w.ctx))(t); n != all || len(state(t, story[all].After)["groups"].([]any)) != all {
			t.Errorf("%d memberships, the story ends with %s", n, story[all].After)
		}
	})
}

func (w *world) has(groupName string) bool {
	w.t.Helper()
	return must(w.log.DB().Client().Group.Query().Where(group.Name(groupName)).Exist(w.ctx))(w.t)
}

func state(t *testing.T, raw json.RawMessage) map[string]any {
	t.Helper()
	var s map[string]any
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatalf("%q: %v", raw, err)
	}
	return s
}

// same compares two states whatever the order of the groups in them.
func same(t *testing.T, a, b json.RawMessage) bool {
	t.Helper()
	x, y := state(t, a), state(t, b)
	groups := func(s map[string]any) map[any]bool {
		in := map[any]bool{}
		all, _ := s["groups"].([]any)
		for _, g := range all {
			in[g.(map[string]any)["group_id"]] = true
		}
		return in
	}
	gx, gy := groups(x), groups(y)
	for g := range gx {
		if !gy[g] {
			return false
		}
	}
	return len(gx) == len(gy)
}
