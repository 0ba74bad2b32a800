// Package overlay owns the finding of the product's checks, and an overlay for `go build`
// in which each of them can be switched off while the program runs. The sources themselves
// stay as they are.
package overlay

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Mutant is the product without one of its checks.
type Mutant struct {
	Name  string // file:line, and which one of the line; or what it is of
	Group string
	Text  string // the check as it is written
}

// Overlay is the sources with switches in them.
type Overlay struct {
	Mutants []Mutant // in the order of groups and places
	files   map[string][]byte
}

// switches is what an overlaid file imports, on the line of its package clause: lines keep
// their numbers.
const switches = `; import off__ "doorward/server/servertest/mutants/off"`

// Make finds the checks of the product below root.
func Make(root string) (*Overlay, error) {
	all, err := sources(root)
	if err != nil {
		return nil, err
	}
	o := &Overlay{files: map[string][]byte{}}
	know := learn(all)
	for _, s := range all {
		s.guards()
		if s.group != "" {
			s.checks(know)
		}
		if err := errors.Join(s.byHand(), s.entities(owned(all))); err != nil {
			return nil, err
		}
		if len(s.edits) > 0 {
			o.files[s.path] = s.edited()
			o.Mutants = append(o.Mutants, s.found...)
		}
	}
	slices.SortStableFunc(o.Mutants, func(a, b Mutant) int {
		return cmp.Compare(slices.Index(Groups, a.Group), slices.Index(Groups, b.Group))
	})
	return o, nil
}

// Write puts the overlay into a folder of its own, and gives the file for -overlay.
func (o *Overlay) Write(root, dir string) (string, error) {
	if err := os.RemoveAll(dir); err != nil {
		return "", fmt.Errorf("clearing the overlay: %w", err)
	}
	replace := map[string]string{}
	for path, text := range o.files {
		at := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return "", fmt.Errorf("writing the overlay: %w", err)
		}
		if err := os.WriteFile(at, text, 0o644); err != nil {
			return "", fmt.Errorf("writing the overlay: %w", err)
		}
		replace[filepath.Join(root, path)] = at
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", fmt.Errorf("listing the overlay: %w", err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, list, 0o644); err != nil {
		return "", fmt.Errorf("writing the overlay: %w", err)
	}
	return file, nil
}

// source is one file, and what shall stand in it besides.
type source struct {
	path, group string
	text        []byte
	set         *token.FileSet
	file        *ast.File
	edits       []edit
	found       []Mutant
	taken       map[ast.Node]bool // checks that are part of one that was found
}

// edit is a text to insert; of several at one place, ends come first, the inner before the
// outer.
type edit struct {
	at, turn int
	text     string
}

func sources(root string) ([]*source, error) {
	var all []*source
	for _, p := range places {
		paths, err := filepath.Glob(filepath.Join(root, p.files))
		if err != nil {
			return nil, fmt.Errorf("looking for %s: %w", p.files, err)
		}
		for _, at := range paths {
			rel, err := filepath.Rel(root, at)
			if err != nil {
				return nil, fmt.Errorf("looking for %s: %w", p.files, err)
			}
			rel = filepath.ToSlash(rel)
			if strings.HasSuffix(rel, "_test.go") || slices.ContainsFunc(all, func(s *source) bool { return s.path == rel }) {
				continue
			}
			s, err := read(root, rel, p.group)
			if err != nil {
				return nil, err
			}
			all = append(all, s)
		}
	}
	return all, nil
}

func read(root, path, group string) (*source, error) {
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		return nil, fmt.Errorf("reading a source: %w", err)
	}
	s := &source{path: path, group: group, text: text, set: token.NewFileSet(), taken: map[ast.Node]bool{}}
	if s.file, err = parser.ParseFile(s.set, path, text, parser.SkipObjectResolution); err != nil {
		return nil, fmt.Errorf("reading a source: %w", err)
	}
	return s, nil
}

func (s *source) offset(p token.Pos) int { return s.set.Position(p).Offset }

func (s *source) written(n ast.Node) string {
	return strings.Join(strings.Fields(string(s.text[s.offset(n.Pos()):s.offset(n.End())])), " ")
}

// mutant notes a check that begins here, and gives its name as Go writes it.
func (s *source) mutant(at token.Pos, group, text string) string {
	place := fmt.Sprintf("%s:%d", s.path, s.set.Position(at).Line)
	name := place
	for n := 2; slices.ContainsFunc(s.found, func(m Mutant) bool { return m.Name == name }); n++ {
		name = place + "#" + strconv.Itoa(n)
	}
	return s.named(name, group, text)
}

func (s *source) named(name, group, text string) string {
	s.found = append(s.found, Mutant{name, group, text})
	return strconv.Quote(name)
}

func (s *source) insert(at token.Pos, text string) {
	s.edits = append(s.edits, edit{s.offset(at), len(s.edits), text})
}

// wrap puts an expression between two texts.
func (s *source) wrap(e ast.Expr, before, after string) {
	s.insert(e.Pos(), before)
	s.edits = append(s.edits, edit{s.offset(e.End()), -len(s.edits) - 1, after})
}

func (s *source) edited() []byte {
	s.insert(s.file.Name.End(), switches)
	slices.SortFunc(s.edits, func(a, b edit) int { return cmp.Or(a.at-b.at, a.turn-b.turn) })
	var out bytes.Buffer
	last := 0
	for _, e := range s.edits {
		out.Write(s.text[last:e.at])
		out.WriteString(e.text)
		last = e.at
	}
	out.Write(s.text[last:])
	return out.Bytes()
}
