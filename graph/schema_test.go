package graph_test

import (
	"bytes"
	"flag"
	goast "go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	"doorward/graph/generated"
	"doorward/internal/access"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

var update = flag.Bool("update", false, "rewrite testdata/schema.graphql")

var guards = []string{"public", "signedIn", "can"}

// open are fields of one noun that lead to another without a permission of their
// own, each with its reason.
var open = map[string]string{
	"Tenant.parent": "only tenants that the viewer can act in", "Tenant.children": "only tenants that the viewer can act in",
	"Viewer.person": "oneself", "Viewer.user": "oneself", "Viewer.tenant": "where the viewer acts", "Viewer.tenants": "where the viewer can act",
	"User.tenant": "the list one reads", "Group.tenant": "the list one reads", "Invite.tenant": "the list one reads",
	"Role.tenant": "a role from above says where it comes from",
	"User.person": "the person behind a row that one reads", "User.scope": "only tenants in which the viewer may read users",
	"User.deactivatedBy": "null for who may not read users", "Invite.invitedBy": "null for who may not read users",
	"Role.updatedBy": "null for who may not read users", "Flag.updatedBy": "null for who may not read users",
	"Grant.user": "null for who may not read users", "Grant.grantedBy": "null for who may not read users",
	"Actor.user": "null for who may not read users",
	"Grant.role": "what the grant gives", "Grant.group": "to whom the grant gives",
	"AssignedRole.role": "behind User.roles", "AssignedRole.via": "behind User.roles: how the role comes", "AssignedRole.from": "behind User.roles: where it was given",
	"Role.permissions": "what the role gives", "Permission.flag": "the gate is part of what the permission says", "Flag.permissions": "what stands behind the gate",
	"Invite.roles": "what the invite promises", "Invite.groups": "what the invite promises", "Invite.supersededBy": "an invite of the same tenant",
	"JournalEntry.subject": "decided by its kind, as node is", "LiveEvent.subject": "decided by its kind, as node is",
}

// envelopes hold nouns that the root field above them was asked for.
func envelope(name string) bool {
	for _, end := range []string{"Connection", "Edge", "Payload", "Result", "Delta", "Event", "Batch"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

func schema() *ast.Schema { return generated.NewExecutableSchema(generated.Config{}).Schema() }

func guardsOf(f *ast.FieldDefinition) (all []string) {
	for _, d := range f.Directives {
		if slices.Contains(guards, d.Name) {
			all = append(all, d.Name)
		}
	}
	return all
}

func TestEveryFieldIsGuarded(t *testing.T) {
	s := schema()
	nouns := map[string]bool{}
	for _, impl := range s.PossibleTypes["Node"] {
		nouns[impl.Name] = true
	}
	nouns["Node"] = true
	used := map[string]bool{}
	for _, def := range s.Types {
		if def.BuiltIn || def.Kind != ast.Object && def.Kind != ast.Interface {
			continue
		}
		root := def == s.Query || def == s.Mutation || def == s.Subscription
		for _, f := range def.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			name, has := def.Name+"."+f.Name, guardsOf(f)
			switch leads := nouns[f.Type.Name()] || strings.HasSuffix(f.Type.Name(), "Connection"); {
			case root && len(has) != 1:
				t.Errorf("%s has %d guards: exactly one of @public, @signedIn, @can", name, len(has))
			case root || envelope(def.Name) && def.Name != "LiveEvent":
			case len(has) > 1:
				t.Errorf("%s has %d guards", name, len(has))
			case len(has) == 0 && leads && open[name] == "":
				t.Errorf("%s leads to another noun: give it @can, or its reason here", name)
			}
			used[name] = true
		}
		if def.Kind != ast.Object && len(def.Directives) > 0 {
			t.Errorf("%s: gqlgen ignores a directive there", def.Name)
		}
	}
	for name := range open {
		if !used[name] {
			t.Errorf("%s is excused and does not exist", name)
		}
	}
}

func TestEnumsAreTheProgramsOwn(t *testing.T) {
	s := schema()
	values := func(enum string) (all []string) {
		for _, v := range s.Types[enum].EnumValues {
			all = append(all, v.Name)
		}
		slices.Sort(all)
		return all
	}
	var permissions, catalogue []string
	for _, p := range viewer.Permissions {
		permissions = append(permissions, string(p))
	}
	for _, p := range access.Bundled().Permissions {
		if p.Area == access.Administration {
			catalogue = append(catalogue, p.Key)
		}
	}
	slices.Sort(permissions)
	slices.Sort(catalogue)
	if !slices.Equal(values("AdminPermission"), permissions) || !slices.Equal(permissions, catalogue) {
		t.Errorf("AdminPermission %q, viewer %q, catalogue %q", values("AdminPermission"), permissions, catalogue)
	}
	codes := append(constants(t, "Code"), "INTERNAL")
	slices.Sort(codes)
	if !slices.Equal(values("ErrorCode"), codes) {
		t.Errorf("ErrorCode %q, codes %q", values("ErrorCode"), codes)
	}
	kinds := append(constants(t, "Kind"), "INTERNAL")
	kinds = slices.DeleteFunc(kinds, func(k string) bool { return k == string(fault.Input) }) // leaves as data
	slices.Sort(kinds)
	if !slices.Equal(values("ErrorCategory"), kinds) {
		t.Errorf("ErrorCategory %q, kinds %q", values("ErrorCategory"), kinds)
	}
}

// constants are the values of fault's constants of this type, from its source.
func constants(t *testing.T, of string) (all []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../internal/fault/fault.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	goast.Inspect(file, func(n goast.Node) bool {
		spec, ok := n.(*goast.ValueSpec)
		if name, is := specType(spec, ok); is && name == of {
			for _, v := range spec.Values {
				all = append(all, strings.Trim(v.(*goast.BasicLit).Value, `"`))
			}
		}
		return true
	})
	return all
}

func specType(spec *goast.ValueSpec, ok bool) (string, bool) {
	if !ok {
		return "", false
	}
	name, is := spec.Type.(*goast.Ident)
	if !is {
		return "", false
	}
	return name.Name, true
}

func TestEverythingIsDescribed(t *testing.T) {
	s := schema()
	say := func(name, description string) {
		if strings.TrimSpace(description) == "" {
			t.Errorf("%s has no description", name)
		}
	}
	arguments := func(of string, args ast.ArgumentDefinitionList) {
		for _, a := range args {
			say(of+"("+a.Name+":)", a.Description)
		}
	}
	for _, def := range s.Types {
		if def.BuiltIn {
			continue
		}
		say(def.Name, def.Description)
		for _, f := range def.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			say(def.Name+"."+f.Name, f.Description)
			arguments(def.Name+"."+f.Name, f.Arguments)
		}
		for _, v := range def.EnumValues {
			say(def.Name+"."+v.Name, v.Description)
		}
	}
	for _, d := range s.Directives {
		if d.Position != nil && d.Position.Src != nil && !d.Position.Src.BuiltIn {
			say("@"+d.Name, d.Description)
			arguments("@"+d.Name, d.Arguments)
		}
	}
}

func TestSchemaGolden(t *testing.T) {
	const golden = "testdata/schema.graphql"
	var printed bytes.Buffer
	formatter.NewFormatter(&printed, formatter.WithIndent("  ")).FormatSchema(schema())
	if *update {
		if err := os.WriteFile(golden, printed.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(printed.Bytes(), want) {
		t.Errorf("the API differs from %s: `make golden` rewrites it, and the difference belongs into the change log", golden)
	}
}
