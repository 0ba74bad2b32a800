package graph_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/rule"
	"doorward/ent/user"
	"doorward/internal/id"
	"doorward/internal/journal"
)

// crowd puts n users into production: names, moments and addresses with ties and
// nulls among them.
func (w *world) crowd(n int) []*ent.User {
	names := []string{"Anna", "anna", "Émile", "Zoë", "Élodie", "Øyvind", "李雷", "_under", "50%"}
	all, err := journal.Write(w.in("production"), w.r.Log, journal.UserCreated, func(tx *ent.Client) ([]*ent.User, error) {
		var all []*ent.User
		for from := 0; from < n; from += 500 {
			var some []*ent.UserCreate
			for i := from; i < min(n, from+500); i++ {
				c := tx.User.Create().SetCreatedAt(noon.Add(-time.Duration(i/7) * time.Minute)).
					SetTenantID(w.tenants["production"].ID).SetType(user.TypeMEMBER).SetName(fmt.Sprintf("%s %d", names[i%len(names)], i%50))
				if i%5 == 0 {
					c.SetType(user.TypeSERVICE).SetUniqueID(fmt.Sprintf("robot-%d", i))
				} else {
					c.SetEmail(fmt.Sprintf("Person%d@crowd.example", i))
				}
				if i%3 != 0 {
					c.SetLastLoginAt(noon.Add(-time.Duration(i%40) * time.Hour))
				}
				if i%11 == 0 {
					c.SetStatus(user.StatusINACTIVE)
				}
				some = append(some, c)
			}
			made, err := tx.User.CreateBulk(some...).Save(w.in("production"))
			if err != nil {
				return nil, err
			}
			all = append(all, made...)
		}
		return all, nil
	})
	if err != nil {
		w.Fatal(err)
	}
	return all
}

type userPage struct {
	Users struct {
		Edges []struct {
			Cursor string
			Node   struct{ ID, Name string }
		}
		PageInfo struct {
			HasNextPage, HasPreviousPage bool
			StartCursor, EndCursor       *string
		}
		TotalCount int
	}
}

const pageQuery = `query($first:Int,$after:String,$last:Int,$before:String,$filter:UserFilter,$by:UserOrder){
	users(first:$first,after:$after,last:$last,before:$before,filter:$filter,orderBy:$by){
		edges{cursor node{id name}} pageInfo{hasNextPage hasPreviousPage startCursor endCursor} totalCount}}`

// walkUsers reads a whole list, page by page.
func walkUsers(b *browser, forward bool, size int, by, filter map[string]any) (ids []string) {
	b.Helper()
	vars := map[string]any{"by": by, "filter": filter}
	for pages := 0; ; pages++ {
		if forward {
			vars["first"] = size
		} else {
			vars["last"] = size
		}
		p := get[userPage](b, pageQuery, vars).Users
		some := make([]string, len(p.Edges))
		for i, e := range p.Edges {
			some[i] = e.Node.ID
		}
		more := p.PageInfo.HasNextPage
		if forward {
			ids = append(ids, some...)
			vars["after"] = p.PageInfo.EndCursor
		} else {
			ids = append(some, ids...)
			vars["before"], more = p.PageInfo.StartCursor, p.PageInfo.HasPreviousPage
		}
		if !more {
			return ids
		}
		if pages > 200 {
			b.Fatal("the list does not end")
		}
	}
}

// compareUsers orders as the API says: nulls last either way, equal ones by id in
// the list's direction.
func compareUsers(field string, desc bool) func(a, b *ent.User) int {
	turn := func(c int) int {
		if desc {
			return -c
		}
		return c
	}
	moment := func(t *time.Time) int64 { return t.UnixMicro() }
	return func(a, b *ent.User) int {
		c := 0
		switch field {
		case "NAME":
			c = cmp.Compare(rule.Fold(a.Name), rule.Fold(b.Name))
		case "CREATED":
			c = a.CreatedAt.Compare(b.CreatedAt)
		case "EMAIL":
			if (a.Email == nil) != (b.Email == nil) {
				return map[bool]int{true: 1, false: -1}[a.Email == nil]
			}
			if a.Email != nil {
				c = cmp.Compare(rule.Fold(*a.Email), rule.Fold(*b.Email))
			}
		case "LAST_LOGIN":
			if (a.LastLoginAt == nil) != (b.LastLoginAt == nil) {
				return map[bool]int{true: 1, false: -1}[a.LastLoginAt == nil]
			}
			if a.LastLoginAt != nil {
				c = cmp.Compare(moment(a.LastLoginAt), moment(b.LastLoginAt))
			}
		}
		if c == 0 {
			c = strings.Compare(a.ID.String(), b.ID.String())
		}
		return turn(c)
	}
}

func publicIDs(rows []*ent.User) []string {
	ids := make([]string, len(rows))
	for i, u := range rows {
		ids[i] = id.Of(id.User, u.ID)
	}
	return ids
}

func TestUsersPaging(t *testing.T) {
	each(t, func(w *world) {
		w.crowd(1100)
		b := w.as("manager@acme.example", "")
		get[userPage](b, pageQuery, nil) // enters, which writes a last login
		all := must(w.db.Client().User.Query().Where(user.TenantID(w.tenants["production"].ID)).All(system()))
		for _, field := range []string{"NAME", "EMAIL", "LAST_LOGIN", "CREATED"} {
			for _, direction := range []string{"ASC", "DESC"} {
				rows := slices.Clone(all)
				slices.SortFunc(rows, compareUsers(field, direction == "DESC"))
				want := publicIDs(rows)
				by := map[string]any{"field": field, "direction": direction}
				for _, forward := range []bool{true, false} {
					for _, size := range []int{100, 37} {
						if got := walkUsers(b, forward, size, by, nil); !slices.Equal(got, want) {
							w.Fatalf("%s %s, forward %v, by %d: another order (%d of %d)", field, direction, forward, size, len(got), len(want))
						}
					}
				}
			}
		}
	})
}

func TestUsersPage(t *testing.T) {
	each(t, func(w *world) {
		crowd := w.crowd(120)
		b := w.as("manager@acme.example", "")
		first := get[userPage](b, pageQuery, nil).Users
		w.Run("holds 25 where nothing is said, and counts all", func(t *testing.T) {
			if len(first.Edges) != 25 || first.TotalCount != 123 || !first.PageInfo.HasNextPage || first.PageInfo.HasPreviousPage {
				t.Fatalf("%d of %d, %+v", len(first.Edges), first.TotalCount, first.PageInfo)
			}
		})
		w.Run("between two cursors is what lies between", func(t *testing.T) {
			got := get[userPage](b, pageQuery, map[string]any{"first": 100, "after": first.Edges[2].Cursor, "before": first.Edges[9].Cursor}).Users
			if len(got.Edges) != 6 || got.Edges[0].Node != first.Edges[3].Node || got.PageInfo.HasNextPage {
				t.Fatalf("%+v", got)
			}
		})
		w.Run("a list that is empty has no cursors", func(t *testing.T) {
			got := get[userPage](b, pageQuery, map[string]any{"filter": map[string]any{"search": "nobody at all"}}).Users
			if len(got.Edges) != 0 || got.TotalCount != 0 || got.PageInfo.StartCursor != nil || got.PageInfo.HasNextPage {
				t.Fatalf("%+v", got)
			}
		})
		w.Run("a place survives the row it named", func(t *testing.T) {
			gone := first.Edges[4]
			_, u, err := id.Parse(gone.Node.ID)
			if err != nil {
				t.Fatal(err)
			}
			if slices.ContainsFunc(crowd, func(c *ent.User) bool { return c.ID == u }) {
				must(journal.Write(w.in("production"), w.r.Log, journal.UserDeactivated, func(tx *ent.Client) (journal.Subject, error) {
					return journal.Subject{Kind: id.User, ID: u}, tx.User.DeleteOneID(u).Exec(w.in("production"))
				}))
			}
			got := get[userPage](b, pageQuery, map[string]any{"first": 1, "after": gone.Cursor}).Users
			if got.Edges[0].Node != first.Edges[5].Node {
				t.Fatalf("%+v instead of %+v", got.Edges[0].Node, first.Edges[5].Node)
			}
		})
		w.Run("refuses sizes and cursors that are none", func(t *testing.T) {
			flipped := []byte(first.Edges[0].Cursor)
			flipped[7] ^= 1
			other := w.as("owner@acme.example", "acme")
			foreign := get[userPage](other, pageQuery, nil).Users.Edges[0].Cursor
			for _, c := range []struct {
				code string
				vars map[string]any
			}{
				{"INVALID", map[string]any{"first": 0}}, {"INVALID", map[string]any{"first": 101}}, {"INVALID", map[string]any{"last": -1}},
				{"INVALID", map[string]any{"first": 5, "last": 5}},
				{"BAD_CURSOR", map[string]any{"after": ""}}, {"BAD_CURSOR", map[string]any{"after": "nonsense"}},
				{"BAD_CURSOR", map[string]any{"after": string(flipped)}}, {"BAD_CURSOR", map[string]any{"before": foreign}},
				{"BAD_CURSOR", map[string]any{"after": first.Edges[0].Cursor, "by": map[string]any{"field": "EMAIL", "direction": "ASC"}}},
			} {
				a := b.refused(c.code, pageQuery, c.vars)
				if a.Errors[0].Extensions["category"] != "REQUEST" {
					t.Errorf("%v: %v", c.vars, a.Errors[0].Extensions)
				}
			}
		})
	})
}

func TestOtherListsPaging(t *testing.T) {
	each(t, func(w *world) {
		b := w.as("owner@acme.example", "acme-production")
		ctx := w.in("production")
		crowd := w.crowd(60)
		var ids []uuid.UUID
		for _, u := range crowd {
			ids = append(ids, u.ID)
		}
		for i := range 30 {
			g := must(w.r.Directory.GroupCreate(ctx, group(fmt.Sprintf("Group %02d", i))))
			if n := i % 4; n > 0 {
				must(w.r.Directory.MembershipAdd(ctx, g.ID, ids[:n], nil))
			}
			w.clock.Advance(time.Minute)
			must(w.r.Directory.RoleCreate(ctx, roleInput(fmt.Sprintf("Role %02d", i))))
		}
		for _, list := range []string{
			"groups(%s){edges{cursor node{id}} pageInfo{hasNextPage endCursor} totalCount}",
			"groups(orderBy:{field:USER_COUNT,direction:ASC},%s){edges{cursor node{id}} pageInfo{hasNextPage endCursor} totalCount}",
			"groups(orderBy:{field:USER_COUNT,direction:DESC},%s){edges{cursor node{id}} pageInfo{hasNextPage endCursor} totalCount}",
			"roles(orderBy:{field:UPDATED,direction:DESC},%s){edges{cursor node{id}} pageInfo{hasNextPage endCursor} totalCount}",
			"roles(%s){edges{cursor node{id}} pageInfo{hasNextPage endCursor} totalCount}",
			"permissions(%s){edges{cursor node{id}} pageInfo{hasNextPage endCursor} totalCount}",
			"journal(%s){edges{cursor node{id}} pageInfo{hasNextPage endCursor} totalCount}",
		} {
			one, some := walkList(b, list, 100), walkList(b, list, 7)
			if len(one) < 30 || !slices.Equal(one, some) {
				w.Errorf("%s: %d in one, %d in many", list, len(one), len(some))
			}
			if sorted := slices.Compact(slices.Sorted(slices.Values(some))); len(sorted) != len(some) {
				w.Errorf("%s: something stands twice", list)
			}
		}
	})
}

func walkList(b *browser, list string, size int) (ids []string) {
	b.Helper()
	place := ""
	for range 200 {
		got := get[map[string]struct {
			Edges    []struct{ Node struct{ ID string } }
			PageInfo struct {
				HasNextPage bool
				EndCursor   *string
			}
			TotalCount int
		}](b, "{"+fmt.Sprintf(list, fmt.Sprintf("first:%d%s", size, place))+"}", nil)
		for _, c := range got {
			for _, e := range c.Edges {
				ids = append(ids, e.Node.ID)
			}
			if !c.PageInfo.HasNextPage {
				if c.TotalCount != len(ids) {
					b.Errorf("%s: %d counted, %d there", list, c.TotalCount, len(ids))
				}
				return ids
			}
			place = fmt.Sprintf(",after:%q", *c.PageInfo.EndCursor)
		}
	}
	b.Fatal("the list does not end")
	return nil
}
