package graph_test

import (
	"fmt"
	"testing"

	"doorward/ent/grant"
	"doorward/ent/journalentry"
	"doorward/ent/user"
	"doorward/internal/id"
)

// things is one id of each kind in production, and of Globex, by the type it has.
func (w *world) things() (mine, foreign map[string]string) {
	mine, foreign = map[string]string{}, map[string]string{}
	for _, c := range []struct {
		in   string
		here map[string]string
	}{{"production", mine}, {"globex", foreign}} {
		ctx := w.in(c.in)
		g := must(w.r.Directory.GroupCreate(ctx, group("Crew")))
		role := must(w.r.Directory.RoleCreate(ctx, roleInput("Reply only", "conversations.reply")))
		in := w.tenants[c.in].ID
		u := must(w.db.Client().User.Query().Where(user.TenantID(in), user.PersonIDNotNil()).Order(user.ByID()).First(ctx))
		grant := must(w.db.Client().Grant.Query().Where(grant.TenantID(in)).First(ctx))
		e := must(w.db.Client().JournalEntry.Query().Where(journalentry.TenantID(in)).First(ctx))
		c.here["Group"], c.here["Role"] = id.Of(id.Group, g.ID), id.Of(id.Role, role.ID)
		c.here["User"], c.here["Grant"] = userID(u), id.Of(id.Grant, grant.ID)
		c.here["Person"], c.here["Tenant"] = id.Of(id.Person, *u.PersonID), id.Of(id.Tenant, w.tenants[c.in].ID)
		c.here["UserCounts"], c.here["JournalEntry"] = id.Of(id.Counts, w.tenants[c.in].ID), id.Of(id.Entry, id.FromNumber(e.ID))
	}
	mine["Permission"] = id.Of(id.Permission, must(w.db.Client().Permission.Query().First(system())).ID)
	mine["Flag"] = id.Of(id.Flag, must(w.db.Client().Flag.Query().First(system())).ID)
	return mine, foreign
}

type nodes struct {
	Nodes []*struct {
		Typename string `json:"__typename"`
		ID       string
	}
}

const nodesQuery = `query($ids:[ID!]!){nodes(ids:$ids){__typename id}}`

func TestNode(t *testing.T) {
	each(t, func(w *world) {
		mine, foreign := w.things()
		owner := w.as("owner@acme.example", "acme-production")
		w.Run("each kind is found by its id, in order", func(t *testing.T) {
			var ids, kinds []string
			for kind, id := range mine {
				ids, kinds = append(ids, id), append(kinds, kind)
			}
			got := get[nodes](owner, nodesQuery, map[string]any{"ids": ids}).Nodes
			for i, n := range got {
				if n == nil || n.Typename != kinds[i] || n.ID != ids[i] {
					t.Errorf("%s %s: %+v", kinds[i], ids[i], n)
				}
			}
		})
		w.Run("foreign, missing and malformed are null alike", func(t *testing.T) {
			ids := []string{"", "nonsense", "usr_", "usr_00000000000000000000000000", "zzz_00000000000000000000000000", mine["User"][:29], "grp" + mine["User"][3:]}
			for _, id := range foreign {
				ids = append(ids, id)
			}
			a := owner.send(nodesQuery, map[string]any{"ids": ids})
			want := "["
			for i := range ids {
				if i > 0 {
					want += ","
				}
				want += "null"
			}
			if got := string(a.Data); len(a.Errors) > 0 || got != `{"nodes":`+want+`]}` {
				t.Errorf("%s %+v", got, a.Errors)
			}
		})
		w.Run("typed fields answer the same", func(t *testing.T) {
			for field, kind := range map[string]string{"user": "User", "group": "Group", "role": "Role"} {
				got := get[map[string]*struct{ ID string }](owner, fmt.Sprintf(`{mine:%s(id:%q){id} foreign:%s(id:%q){id} none:%s(id:"x"){id}}`,
					field, mine[kind], field, foreign[kind], field), nil)
				if got["mine"] == nil || got["mine"].ID != mine[kind] || got["foreign"] != nil || got["none"] != nil {
					t.Errorf("%s: %v", field, got)
				}
			}
			got := get[map[string]*struct{ Name string }](owner, `{mine:user(email:"MANAGER@acme.example"){name} foreign:user(email:"owner@globex.example"){name}}`, nil)
			if got["mine"] == nil || got["foreign"] != nil {
				t.Errorf("%v", got)
			}
			owner.refused("INVALID", `{user{id}}`, nil)
		})
		w.Run("without the permission all of it is null, but oneself and where one acts", func(t *testing.T) {
			guest := w.as("guest@acme.example", "")
			me := w.users["guest@acme.example production"]
			self := id.Of(id.Person, *me.PersonID)
			for kind, one := range mine {
				got := get[nodes](guest, nodesQuery, map[string]any{"ids": []string{one}}).Nodes[0]
				if (got != nil) != (kind == "Tenant" || one == self) {
					t.Errorf("%s: %+v", kind, got)
				}
			}
			if got := get[nodes](guest, nodesQuery, map[string]any{"ids": []string{self}}).Nodes[0]; got == nil {
				t.Error("oneself is not found")
			}
		})
		w.Run("at most a hundred", func(t *testing.T) {
			owner.refused("LIMIT_EXCEEDED", nodesQuery, map[string]any{"ids": make([]string, 101)})
		})
	})
}
