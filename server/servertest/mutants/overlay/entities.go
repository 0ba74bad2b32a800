package overlay

import (
	"fmt"
	"go/ast"
	"strings"
)

// throughTheWall stand before a statement of the wall: for one entity it is then not there.
var throughTheWall = map[string][]struct{ statement, before, what string }{
	"ent/schema/mixin_owned.go": {
		{"return wall.Reads(ctx, q.WhereP)", `if off__.Passing("reads of " + q.Type()) { return nil }; `, "reads of "},
	},
	"ent/rule/wall.go": {
		{`tenant, set := m.Field("tenant_id")`, `if off__.Passing("creates of " + m.Type()) { return next.Mutate(ctx, m) }; `, "creates of "},
		{"limited, ok := m.(interface{ WhereP(...func(*sql.Selector)) })", `if off__.Passing("changes of " + m.Type()) { return next.Mutate(ctx, m) }; `, "changes of "},
	},
}

// entities puts a switch to the wall before each entity that is owned by a tenant.
func (s *source) entities(all []string) error {
	for _, through := range throughTheWall[s.path] {
		there := false
		ast.Inspect(s.file, func(n ast.Node) bool {
			if st, ok := n.(ast.Stmt); ok && s.written(st) == through.statement {
				there = true
				s.insert(st.Pos(), through.before)
			}
			return !there
		})
		if !there {
			return fmt.Errorf("%s: the wall is written in another way: %q is not there", s.path, through.statement)
		}
		for _, e := range all {
			s.named(through.what+e, wall, through.statement)
		}
	}
	return nil
}

// owned are the entities behind the wall: those whose mixins say so.
func owned(all []*source) []string {
	var entities []string
	for _, s := range all {
		if !strings.HasPrefix(s.path, "ent/schema/") {
			continue
		}
		eachFunc(s, func(f *ast.FuncDecl) {
			if f.Name.Name == "Mixin" && strings.Contains(s.written(f.Body), "Owned{") || f.Name.Name == "Mixin" && strings.Contains(s.written(f.Body), "Walled{") {
				entities = append(entities, ident(f.Recv.List[0].Type))
			}
		})
	}
	return entities
}
