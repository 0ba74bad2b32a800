package overlay

import (
	"go/ast"
	"strings"
)

// guards puts a switch to each field's directive: a field without its guard is a mutant of
// its own.
func (s *source) guards() {
	if !strings.HasPrefix(s.path, "graph/generated/") {
		return
	}
	eachFunc(s, func(f *ast.FuncDecl) {
		field := strings.Replace(strings.TrimPrefix(f.Name.Name, "_"), "_", ".", 1)
		permission := ""
		ast.Inspect(f.Body, func(n ast.Node) bool {
			c, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if strings.HasPrefix(called(c), "unmarshalNAdminPermission") {
				permission = strings.Trim(s.written(c.Args[1]), `"`)
			}
			on, ok := c.Fun.(*ast.SelectorExpr)
			if !ok || !strings.HasSuffix(s.written(on.X), ".Directives") {
				return true
			}
			switch on.Sel.Name {
			case "Can":
				s.guard(c, field, "@can(do: "+permission+")")
			case "SignedIn":
				s.guard(c, field, "@signedIn")
			}
			return false
		})
	})
}

func (s *source) guard(c *ast.CallExpr, field, directive string) {
	name := s.named(field, guards, directive)
	s.wrap(c, "off__.Guard(ctx, "+name+", "+s.written(c.Args[2])+", func(ctx context.Context) (any, error) { return ", " })")
}
