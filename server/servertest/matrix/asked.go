package matrix

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// went keeps which fields of the operation itself a document has asked for, and over which way.
func (p *probe) went(w way, document string) {
	if key := w.String() + document; !p.noted[key] {
		p.noted[key] = true
		parsed, err := parser.ParseQuery(&ast.Source{Input: document})
		if err != nil {
			p.leak("the matrix asks with a document that is none: %v: %s", err, clip(document))
			return
		}
		for _, op := range parsed.Operations {
			for _, field := range asks(op.SelectionSet, parsed.Fragments) {
				p.asked[over(labelOf(op.Operation, field), w)] = true
			}
		}
	}
}

// asks are the fields of a selection, also those within its fragments.
func asks(set ast.SelectionSet, fragments ast.FragmentDefinitionList) (all []string) {
	for _, one := range set {
		switch one := one.(type) {
		case *ast.Field:
			all = append(all, one.Name)
		case *ast.InlineFragment:
			all = append(all, asks(one.SelectionSet, fragments)...)
		case *ast.FragmentSpread:
			all = append(all, asks(fragments.ForName(one.Name).SelectionSet, fragments)...)
		}
	}
	return all
}

func over(label string, w way) string { return fmt.Sprintf("%s over %s", label, w) }

// unasked are the fields that somebody can ask for over a way over which the matrix did not.
func (a *api) unasked(asked map[string]bool) (all []string) {
	for _, r := range a.roots {
		for _, w := range ways {
			if !asked[over(r.label(), w)] {
				all = append(all, over(r.label(), w)+" was asked for by nobody")
			}
		}
	}
	return all
}
