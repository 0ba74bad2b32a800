package overlay

import (
	"go/ast"
	"go/token"
	"strings"
)

// checks puts a switch to every check that can be told by its form:
//
//	if cond { return a refusal }            cond, and each side of its ||
//	case cond: return a refusal             the same
//	if err := judge(); err != nil { … }     the judgement goes unheeded
//	return judge()                          the same
//	may(…)                                  the answer is yes
func (s *source) checks(k *known) {
	for _, d := range s.file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil || noJudges[f.Name.Name] {
			continue
		}
		var judged string // what the last statement has asked, for an `if err != nil` behind it
		ast.Inspect(f.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				judged = k.judgement(n)
			case *ast.IfStmt:
				s.branch(k, n.Cond, n.Body.List, judgedIn(k, n, judged), n.Body)
			case *ast.SwitchStmt:
				if n.Tag == nil {
					s.cases(k, n)
				}
			case *ast.ReturnStmt:
				s.passedOn(k, n)
			case *ast.CallExpr:
				s.question(n)
			}
			return true
		})
	}
}

// judgement is the judge whose answer alone is assigned to err.
func (k *known) judgement(a *ast.AssignStmt) string {
	if len(a.Rhs) != 1 {
		return ""
	}
	c, ok := a.Rhs[0].(*ast.CallExpr)
	if !ok || noJudges[written(c.Fun)] || ident(a.Lhs[len(a.Lhs)-1]) != "err" && ident(a.Lhs[len(a.Lhs)-1]) != "f" {
		return ""
	}
	if name := called(c); unheeded[name] || len(a.Lhs) == 1 && (k.judges[name] || k.faults[name]) {
		return name
	}
	return ""
}

func judgedIn(k *known, n *ast.IfStmt, before string) string {
	if a, ok := n.Init.(*ast.AssignStmt); ok {
		return k.judgement(a)
	}
	return before
}

// branch judges what stands behind a condition.
func (s *source) branch(k *known, cond ast.Expr, body []ast.Stmt, judge string, within ast.Node) {
	if len(body) == 0 {
		return
	}
	out, ok := body[len(body)-1].(*ast.ReturnStmt)
	if !ok {
		return
	}
	if failed := isFailure(cond); failed && judge != "" && len(out.Results) > 0 {
		name := s.mutant(cond.Pos(), s.groupOf(judge), judge+": "+s.written(cond))
		s.wrap(cond, "off__.If("+name+", ", ")")
		return
	}
	if k.refusal(out, within) && !notNow(s.written(out)) {
		s.operands(cond)
	}
}

// notNow tells of a refusal that is about the server's state and not about who asks.
func notNow(returned string) bool { return strings.Contains(returned, "codeTryLater") }

func (s *source) cases(k *known, n *ast.SwitchStmt) {
	for _, one := range n.Body.List {
		c := one.(*ast.CaseClause)
		if len(c.List) != 1 {
			continue
		}
		s.branch(k, c.List[0], c.Body, "", c)
	}
}

// operands puts a switch to each side of an ||.
func (s *source) operands(cond ast.Expr) {
	if or, ok := cond.(*ast.BinaryExpr); ok && or.Op == token.LOR {
		s.operands(or.X)
		s.operands(or.Y)
		return
	}
	if reason := impossible[s.path+" "+s.written(cond)]; reason != "" {
		return
	}
	ast.Inspect(cond, func(n ast.Node) bool {
		if not, ok := n.(*ast.UnaryExpr); ok && not.Op == token.NOT {
			s.taken[not.X] = true // the same as the question's own
		}
		return true
	})
	name := s.mutant(cond.Pos(), s.group, s.written(cond))
	s.wrap(cond, "off__.If("+name+", ", ")")
}

func isFailure(cond ast.Expr) bool {
	c, ok := cond.(*ast.BinaryExpr)
	return ok && c.Op == token.NEQ && ident(c.Y) == "nil" && (ident(c.X) == "err" || ident(c.X) == "f")
}

func (s *source) passedOn(k *known, r *ast.ReturnStmt) {
	if len(r.Results) == 0 {
		return
	}
	c, ok := r.Results[len(r.Results)-1].(*ast.CallExpr)
	if !ok || !k.judges[called(c)] || unheeded[called(c)] || k.faults[called(c)] || noJudges[written(c.Fun)] {
		return
	}
	name := s.mutant(c.Pos(), s.groupOf(called(c)), "return "+s.written(c.Fun))
	s.wrap(c, "off__.Err("+name+", ", ")")
}

func (s *source) question(c *ast.CallExpr) {
	if s.taken[c] || !questions[called(c)] {
		return
	}
	name := s.mutant(c.Pos(), s.group, s.written(c))
	if alsoFail[s.written(c.Fun)] {
		s.wrap(c, "off__.Asked("+name+")(", ")")
		return
	}
	s.wrap(c, "off__.Yes("+name+", ", ")")
}

// impossible are conditions that nothing in the program can bring about, and why.
var impossible = map[string]string{
	"internal/directory/lock.go locked[i] == nil": "no tenant goes between two statements of one transaction",
	"internal/access/rights.go r == nil":          "who has no rights at all is a stranger, and was told so before",
}
