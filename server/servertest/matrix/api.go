package matrix

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// api is the running schema, as far as the matrix asks it.
type api struct {
	schema *ast.Schema
	roots  []*root
	shows  map[string]viewer.Permission // by type: what the fields take that show it
}

// root is a field of Query, Mutation or Subscription.
type root struct {
	*ast.FieldDefinition
	api   *api
	op    ast.Operation
	guard guard
}

// guard is what a field declares: exactly one of them, which the house's tests hold.
type guard struct {
	public, signedIn bool
	do               viewer.Permission
}

func guardOf(f *ast.FieldDefinition) guard {
	g := guard{public: f.Directives.ForName("public") != nil, signedIn: f.Directives.ForName("signedIn") != nil}
	if can := f.Directives.ForName("can"); can != nil {
		g.do = viewer.Permission(can.Arguments.ForName("do").Value.Raw)
	}
	return g
}

func newAPI(schema *ast.Schema) *api {
	a := &api{schema: schema, shows: map[string]viewer.Permission{}}
	for _, op := range []struct {
		name ast.Operation
		*ast.Definition
	}{{ast.Query, a.schema.Query}, {ast.Mutation, a.schema.Mutation}, {ast.Subscription, a.schema.Subscription}} {
		for _, f := range op.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				a.roots = append(a.roots, &root{f, a, op.name, guardOf(f)})
			}
		}
	}
	for _, t := range a.schema.Types {
		for _, f := range t.Fields {
			if g := guardOf(f); g.do != "" && t != a.schema.Mutation {
				a.shows[a.noun(f.Type.Name())] = g.do
			}
		}
	}
	return a
}

const (
	mutation     = ast.Mutation
	subscription = ast.Subscription
)

// kinds are the nodes of the API by the names of their types.
var kinds = map[string]id.Kind{
	"Tenant": id.Tenant, "Person": id.Person, "User": id.User, "Group": id.Group, "Role": id.Role, "Permission": id.Permission,
	"Grant": id.Grant, "Flag": id.Flag, "Invite": id.Invite, "JournalEntry": id.Entry, "UserCounts": id.Counts,
}

// idRows are the places for an id whose names do not say of what: of which kind they
// take, or of any ("").
var idRows = map[string]string{
	"Query.node.id": "", "Query.nodes.ids": "", "JournalFilter.subjectId": "", "JournalFilter.actorId": "User",
}

// kindAt says what an id names in a place; false where nobody said so.
func (a *api) kindAt(in, field string, returns *ast.Type) (string, bool) {
	if row, ok := idRows[in+"."+field]; ok {
		return row, true
	}
	name := strings.TrimSuffix(strings.TrimSuffix(field, "Ids"), "Id")
	if name == "id" && returns != nil {
		noun := a.noun(returns.Name())
		return noun, kinds[noun] != ""
	}
	name = strings.ToUpper(name[:1]) + name[1:]
	return name, kinds[name] != ""
}

// noun is the node that a type is about: itself, or that of the connection, edge, payload or event.
func (a *api) noun(typ string) string {
	if kinds[typ] != "" {
		return typ
	}
	def := a.schema.Types[typ]
	for _, name := range []string{"nodes", "node"} {
		if f := def.Fields.ForName(name); f != nil {
			return a.noun(f.Type.Name())
		}
	}
	for _, f := range def.Fields {
		if of := f.Type.Name(); kinds[of] != "" && of != "UserCounts" {
			return of
		}
	}
	return typ
}

// gaps are what the schema has and the matrix no row for.
func (a *api) gaps() (all []string) {
	for _, t := range a.schema.PossibleTypes["Node"] {
		if kinds[t.Name] == "" {
			all = append(all, fmt.Sprintf("the type %s has no row in kinds", t.Name))
		}
	}
	all = append(all, a.hidden()...)
	for _, f := range a.roots {
		if g := f.guard; !g.public && !g.signedIn && g.do == "" {
			all = append(all, fmt.Sprintf("%s declares no guard", f.label()))
		}
		for _, l := range f.leaves() {
			if l.gap != "" {
				all = append(all, fmt.Sprintf("%s: the argument %s %s", f.label(), l.path, l.gap))
			}
		}
		if _, ok := acts[f.Name]; f.op == ast.Mutation && !ok {
			all = append(all, fmt.Sprintf("%s has no row in acts", f.label()))
		}
		if _, ok := follows[f.Name]; f.op == ast.Subscription && !ok {
			all = append(all, fmt.Sprintf("%s has no row in follows", f.label()))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// label is the field as a sentence names it.
func (r *root) label() string { return labelOf(r.op, r.Name) }

func labelOf(op ast.Operation, field string) string {
	return map[ast.Operation]string{ast.Query: "Query.", ast.Mutation: "Mutation.", ast.Subscription: "Subscription."}[op] + field
}

// rights are the permissions that anything declares: a field, or a verb of the journal.
func (a *api) rights() (all []viewer.Permission) {
	found := map[viewer.Permission]bool{viewer.RolesGrant: true}
	for _, t := range a.schema.Types {
		for _, f := range t.Fields {
			if g := guardOf(f); g.do != "" {
				found[g.do] = true
			}
		}
	}
	for _, v := range journal.Verbs() {
		found[v.Reads] = true
	}
	for _, p := range viewer.Permissions {
		if found[p] {
			all = append(all, p)
		}
	}
	return all
}
