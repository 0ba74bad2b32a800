package graph_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"doorward/ent/journalentry"
	"doorward/internal/id"
)

type journalStates struct {
	Journal struct {
		Nodes []struct {
			Verb          string
			Subject       *struct{ ID string }
			Before, After json.RawMessage
		}
		PageInfo struct {
			HasNextPage bool
			EndCursor   *string
		}
	}
}

// TestJournalState reads every entry of a whole tenant: none tells a number of the
// database, or a column as it is called there.
func TestJournalState(t *testing.T) {
	var number, column = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-`), regexp.MustCompile(`"[a-z]+_[a-z_]+":`)
	each(t, func(w *world) {
		w.furnish()
		owner := w.as("owner@acme.example", "acme-production")
		seen, after := map[string]map[string]any{}, any(nil)
		for more := true; more; {
			got := get[journalStates](owner, `query($after:String){journal(first:100,after:$after){nodes{verb subject{id} before after} pageInfo{hasNextPage endCursor}}}`,
				vars("after", after)).Journal
			more, after = got.PageInfo.HasNextPage, got.PageInfo.EndCursor
			for _, e := range got.Nodes {
				if state := string(e.Before) + string(e.After); number.MatchString(state) || column.MatchString(state) || strings.Contains(state, "edges") {
					w.Errorf("%s: %s", e.Verb, state)
				}
				var is map[string]any
				if err := json.Unmarshal(e.After, &is); err != nil {
					w.Fatal(err)
				}
				if e.Subject != nil && is != nil && is["id"] != e.Subject.ID {
					w.Errorf("%s: %v, not %s", e.Verb, is["id"], e.Subject.ID)
				}
				seen[e.Verb] = is
			}
		}
		u := seen["user.created"]
		if u["tenantId"] != id.Of(id.Tenant, w.tenants["production"].ID) || !strings.HasPrefix(u["personId"].(string), "per_") || u["status"] != "ACTIVE" || u["createdAt"] == nil {
			w.Errorf("%v", u)
		}
		if i := seen["invite.sent"]; !strings.HasPrefix(i["roles"].([]any)[0].(string), "rol_") || !strings.HasPrefix(i["invitedBy"].(string), "usr_") {
			w.Errorf("%v", i)
		}
		if g := seen["grant.created"]; !strings.HasPrefix(g["roleId"].(string), "rol_") {
			w.Errorf("%v", g)
		}
		stored := must(w.db.Client().JournalEntry.Query().Where(journalentry.Verb("user.created")).First(system()))
		var row map[string]any
		if err := json.Unmarshal(stored.After, &row); err != nil {
			w.Fatal(err)
		}
		if _, err := uuid.Parse(row["tenant_id"].(string)); err != nil {
			w.Errorf("what is stored has changed: %s", stored.After)
		}
	})
}
