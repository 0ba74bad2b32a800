package doorward_test

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// passesWall lists every file that may read and write across tenants, and why it has to.
var passesWall = map[string]string{
	"internal/journal/write.go":           "writes the entry and the label beside any change, also of somebody who is not signed in",
	"internal/journal/follow.go":          "the one tail of the whole journal; who may see an entry is decided at its delivery",
	"internal/journal/tail.go":            "feeds every subscriber of the process from one reading; who may see an entry is decided at its delivery",
	"internal/journal/durable.go":         "a durable follower follows every tenant, from its own cursor",
	"internal/journal/label.go":           "labels belong to no tenant",
	"internal/access/load_scope.go":       "reads, inside a transaction, what somebody holds here and above",
	"internal/access/store.go":            "keeps the snapshots of every tenant",
	"internal/directory/actor.go":         "an inviter may stand in a tenant above, and is judged by what they hold at acceptance",
	"internal/directory/owner.go":         "a tenant may be owned from above: its last owner is looked for along the whole chain",
	"internal/directory/standing.go":      "an entry may be into a tenant above the one in which the viewer acts",
	"internal/outbound/mailer.go":         "sends the mail of every tenant",
	"internal/identity/session.go":        "finds out who asks, and in which of their tenants",
	"internal/identity/tenants.go":        "lists the tenants of one person, who is in several",
	"internal/identity/invite_preview.go": "shows an invite to whoever holds its link, a user of no tenant yet",
	"internal/identity/invite_accept.go":  "makes a user of whoever holds the link; the link says of which tenant",
	"internal/identity/expiry.go":         "ends what is over, in every tenant",
	"internal/viewer/viewer.go":           "is the door",
	"server/tail.go":                      "acts for the program itself: the catalogue at its start, and what the command line asks for",
}

// ownedByNobody lists the entities that belong to no tenant, and why.
var ownedByNobody = map[string]string{
	"Tenant":      "is the tree itself; which tenants somebody sees is access's to say",
	"Person":      "signs in across tenants",
	"Session":     "belongs to a person, not to a tenant; its entries are owned",
	"Plan":        "the catalogue is one for the installation",
	"Flag":        "the catalogue is one for the installation; how a tenant set it is FlagState, which is owned",
	"Label":       "stands beside journal entries of any tenant, and is read through them",
	"Cursor":      "how far a follower of the whole journal has come",
	"MailMessage": "is read by the mailer alone; no field of the API leads to it",
}

// walledByHand lists the entities that declare tenant_id themselves because it may be null.
var walledByHand = map[string]string{
	"JournalEntry": "what happens outside every tenant (a sign-in) has none",
	"Permission":   "those of the catalogue have none, imported ones have",
}

func TestWall(t *testing.T) {
	t.Run("whoever_passes_it_is_listed", whoeverPassesTheWallIsListed)
	t.Run("every_entity_is_owned_or_listed", everyEntityIsOwnedOrListed)
}

func whoeverPassesTheWallIsListed(t *testing.T) {
	passed := map[string]bool{}
	for _, f := range program(t) {
		ast.Inspect(f.File, func(n ast.Node) bool {
			if opensWall(n) {
				passed[f.path] = true
			}
			return true
		})
	}
	for path := range passed {
		if passesWall[path] == "" && !under(path, []string{"internal/store/storetest/", "server/servertest/", "bench/"}) {
			t.Errorf("%s passes the wall between tenants and is not listed with a reason", path)
		}
	}
	for path := range passesWall {
		if !passed[path] {
			t.Errorf("%s is listed as passing the wall and does not: take it off the list", path)
		}
	}
}

// opensWall finds calls of AsSystem, and a viewer made or changed by hand into the system.
func opensWall(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		return named(n.Fun, "AsSystem")
	case *ast.FuncDecl:
		return n.Name.Name == "AsSystem"
	case *ast.AssignStmt:
		return slices.ContainsFunc(n.Lhs, func(e ast.Expr) bool {
			field, ok := e.(*ast.SelectorExpr)
			return ok && field.Sel.Name == "System"
		})
	case *ast.CompositeLit:
		return named(n.Type, "Viewer") && slices.ContainsFunc(n.Elts, func(e ast.Expr) bool {
			pair, ok := e.(*ast.KeyValueExpr)
			return ok && named(pair.Key, "System")
		})
	}
	return false
}

func named(e ast.Expr, name string) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == name
	case *ast.SelectorExpr:
		return e.Sel.Name == name
	}
	return false
}

func everyEntityIsOwnedOrListed(t *testing.T) {
	found := map[string]bool{}
	for _, f := range program(t) {
		if !strings.HasPrefix(f.path, "ent/schema/") {
			continue
		}
		for entity, mixins := range entities(f) {
			found[entity] = true
			owned := slices.Contains(mixins, "Owned")
			byHand := slices.Contains(mixins, "Walled") && walledByHand[entity] != ""
			nobody := slices.Contains(mixins, "Unowned") && ownedByNobody[entity] != ""
			if !owned && !byHand && !nobody {
				t.Errorf("%s: %s is neither Owned nor on the list with a reason; its mixins are %v", f.path, entity, mixins)
			}
		}
	}
	for _, list := range []map[string]string{ownedByNobody, walledByHand} {
		for entity := range list {
			if !found[entity] {
				t.Errorf("%s is listed and is no entity: take it off the list", entity)
			}
		}
	}
}

// entities are the ent schemas of a file with the names of their mixins.
func entities(f file) map[string][]string {
	found := map[string][]string{}
	for _, decl := range f.Decls {
		switch d := decl.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if s, ok := spec.(*ast.TypeSpec); ok && embedsSchema(s) && found[s.Name.Name] == nil {
					found[s.Name.Name] = []string{}
				}
			}
		case *ast.FuncDecl:
			if d.Name.Name == "Mixin" && d.Recv != nil {
				found[d.Recv.List[0].Type.(*ast.Ident).Name] = literals(d.Body)
			}
		}
	}
	return found
}

func embedsSchema(s *ast.TypeSpec) bool {
	st, ok := s.Type.(*ast.StructType)
	return ok && slices.ContainsFunc(st.Fields.List, func(field *ast.Field) bool {
		sel, ok := field.Type.(*ast.SelectorExpr)
		return ok && len(field.Names) == 0 && sel.Sel.Name == "Schema" && named(sel.X, "ent")
	})
}

func literals(body *ast.BlockStmt) []string {
	names := []string{}
	ast.Inspect(body, func(n ast.Node) bool {
		if lit, ok := n.(*ast.CompositeLit); ok {
			if id, ok := lit.Type.(*ast.Ident); ok {
				names = append(names, id.Name)
			}
		}
		return true
	})
	return names
}
