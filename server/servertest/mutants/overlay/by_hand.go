package overlay

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
)

// kind is what a condition does that no form tells.
type kind string

const (
	refuses kind = "If"    // something is refused where it holds
	passes  kind = "Yes"   // something is let pass where it holds
	finds   kind = "Where" // something is found in the database where it holds
)

// byHand are conditions of checks that their form does not tell, as they are written.
type byHand struct {
	path, group string
	kind        kind
	texts       []string // each stands once in the file, or counts at every place
}

// byHand puts the switches of this file's list.
func (s *source) byHand() error {
	for _, h := range hands {
		if h.path != s.path {
			continue
		}
		for _, text := range h.texts {
			if err := s.hand(h, text); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *source) hand(h byHand, text string) error {
	there := false
	var err error
	ast.Inspect(s.file, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok || s.written(e) != text {
			return true
		}
		there = true
		if s.wrapped(e) {
			err = fmt.Errorf("%s: %q is a check by its form: take it off the list", s.path, text)
		}
		name := s.mutant(e.Pos(), h.group, text)
		s.wrap(e, "off__."+string(h.kind)+"("+name+", ", ")")
		return false
	})
	if !there {
		return fmt.Errorf("%s: %q is on the list of checks and is not there: look for what has taken its place", s.path, text)
	}
	return err
}

// wrapped tells whether a switch begins and ends with this very expression.
func (s *source) wrapped(e ast.Expr) bool {
	is := func(at token.Pos) func(edit) bool {
		return func(one edit) bool { return one.at == s.offset(at) }
	}
	return slices.ContainsFunc(s.edits, is(e.Pos())) && slices.ContainsFunc(s.edits, is(e.End()))
}
