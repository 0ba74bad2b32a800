package overlay

import (
	"go/ast"
	"go/token"
	"strings"
)

// known is what the sources say about their own functions and names.
type known struct {
	faults   map[string]bool // functions that always refuse
	judges   map[string]bool // functions that give an error alone, perhaps a refusal
	findings map[string]bool // what a check of access found, if it blocks
}

// questions are functions that say yes or no about who may do what.
var questions = map[string]bool{
	"may": true, "actsIn": true, "signedIn": true, "SignedIn": true, "Alive": true, "ActsIn": true, "MayGive": true,
	"within": true, "Allowed": true, "planReaches": true, "hasRow": true, "mayConnect": true, "ReachesDown": true,
}

// alsoFail are those of the questions that may fail.
var alsoFail = map[string]bool{"r.may": true, "r.actsIn": true, "i.hasRow": true}

// noJudges pass on what others have judged, or are about something else than access: a
// subscription's way out waits for its turn, and fails when nobody listens any more.
var noJudges = map[string]bool{"busy": true, "run": true, "own": true, "r.enter": true, "s.way.enter": true}

// unheeded give more than an error, and are checks all the same.
var unheeded = map[string]bool{"Here": true}

// learn reads every source before any is judged.
func learn(all []*source) *known {
	k := &known{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, s := range all {
		for _, d := range s.file.Decls {
			if c, ok := d.(*ast.GenDecl); ok && c.Tok == token.CONST && strings.HasPrefix(s.path, "internal/access/") {
				k.learnFindings(c)
			}
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil && lastResult(f) == "*fault.Fault" {
				k.faults[f.Name.Name] = true
			}
		}
	}
	for _, s := range all {
		eachFunc(s, func(f *ast.FuncDecl) {
			if lastResult(f) == "error" && k.onlyRefuses(f) {
				k.faults[f.Name.Name] = true
			}
		})
	}
	for grown := true; grown; {
		grown = false
		for _, s := range all {
			eachFunc(s, func(f *ast.FuncDecl) {
				if !k.judges[f.Name.Name] && !noJudges[f.Name.Name] && lastResult(f) == "error" && f.Type.Results.NumFields() == 1 && k.mayRefuse(f.Body) {
					k.judges[f.Name.Name], grown = true, true
				}
			})
		}
	}
	for name := range unheeded {
		k.judges[name] = true
	}
	return k
}

func eachFunc(s *source, do func(*ast.FuncDecl)) {
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			do(f)
		}
	}
}

// learnFindings reads the block of constants that begins with Skipped and OK.
func (k *known) learnFindings(c *ast.GenDecl) {
	for i, spec := range c.Specs {
		if v := spec.(*ast.ValueSpec); i == 0 && v.Names[0].Name != "Skipped" {
			return
		} else if i > 1 {
			k.findings[v.Names[0].Name] = true
		}
	}
}

func lastResult(f *ast.FuncDecl) string {
	if f.Type.Results == nil || len(f.Type.Results.List) == 0 {
		return ""
	}
	switch t := f.Type.Results.List[len(f.Type.Results.List)-1].Type.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.StarExpr:
		if x, ok := t.X.(*ast.SelectorExpr); ok {
			return "*" + ident(x.X) + "." + x.Sel.Name
		}
	}
	return ""
}

// onlyRefuses tells whether a function has no way out but a refusal.
func (k *known) onlyRefuses(f *ast.FuncDecl) bool {
	all := returns(f.Body)
	refusing := 0
	for _, r := range all {
		if k.refusal(r, f.Body) {
			refusing++
		} else if len(r.Results) > 0 && ident(r.Results[len(r.Results)-1]) == "nil" {
			return false
		}
	}
	return refusing > 0 && len(all) > 0 && k.refusal(all[len(all)-1], f.Body)
}

func (k *known) mayRefuse(body ast.Node) bool {
	yes := false
	ast.Inspect(body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok && k.judges[called(c)] {
			yes = true
		}
		if e, ok := n.(ast.Expr); ok && k.refuses(e) {
			yes = true
		}
		return !yes
	})
	return yes
}

// refuses tells whether an expression is a refusal itself.
func (k *known) refuses(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.UnaryExpr:
		return e.Op == token.AND && k.refuses(e.X)
	case *ast.CompositeLit:
		x, ok := e.Type.(*ast.SelectorExpr)
		return ok && ident(x.X) == "fault" && x.Sel.Name == "Fault"
	case *ast.Ident:
		return k.findings[e.Name] || strings.HasPrefix(e.Name, "Err") && ours[e.Name]
	case *ast.SelectorExpr:
		return ours[e.Sel.Name]
	case *ast.CallExpr:
		if x, ok := e.Fun.(*ast.SelectorExpr); ok && ident(x.X) == "fault" {
			return x.Sel.Name != "Of" && x.Sel.Name != "Is" && !shapesInput(e)
		}
		if k.faults[called(e)] {
			return true
		}
		for _, a := range e.Args { // wrapped with %w, or brought into gqlgen's form
			if k.refuses(a) && (called(e) == "Errorf" || called(e) == "early") {
				return true
			}
		}
	}
	return false
}

// shapesInput tells whether a refusal is INVALID: what was given has no form in which
// anybody could do it.
func shapesInput(c *ast.CallExpr) bool {
	if len(c.Args) == 0 {
		return false
	}
	x, ok := c.Args[0].(*ast.SelectorExpr)
	return ok && x.Sel.Name == "Invalid"
}

// ours are refusals that are no faults.
var ours = map[string]bool{"ErrNoViewer": true, "ErrOtherTenant": true, "ErrOwned": true}

// refusal tells whether a return gives a refusal: made there, or before in the same block.
func (k *known) refusal(r *ast.ReturnStmt, within ast.Node) bool {
	for _, e := range r.Results {
		if k.refuses(e) {
			return true
		}
	}
	made := map[string]bool{}
	ast.Inspect(within, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == 1 && k.refuses(a.Rhs[0]) {
			made[ident(a.Lhs[0])] = true
		}
		return true
	})
	for _, e := range r.Results {
		if id := ident(e); id != "" && id != "nil" && made[id] {
			return true
		}
	}
	return false
}

// returns are those of a function, without those of functions in it.
func returns(body ast.Node) []*ast.ReturnStmt {
	var all []*ast.ReturnStmt
	ast.Inspect(body, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok {
			all = append(all, r)
		}
		_, inner := n.(*ast.FuncLit)
		return !inner
	})
	return all
}

func ident(e ast.Expr) string {
	if i, ok := e.(*ast.Ident); ok {
		return i.Name
	}
	return ""
}

// called is the name of the function that is called.
func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// written is a name with those before its dots; empty for anything else.
func written(e ast.Expr) string {
	if x, ok := e.(*ast.SelectorExpr); ok {
		if before := written(x.X); before != "" {
			return before + "." + x.Sel.Name
		}
		return ""
	}
	return ident(e)
}
