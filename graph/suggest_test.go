package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// nearMisses are documents that are wrong by one letter, for each name that a
// validation with suggestions would put right.
func nearMisses() (all []string) {
	s := schema()
	for _, root := range []*ast.Definition{s.Query, s.Mutation, s.Subscription} {
		word := strings.ToLower(root.Name)
		for _, f := range root.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			all = append(all, fmt.Sprintf("%s{%sx{id}}", word, f.Name), fmt.Sprintf("%s{%s{idx}}", word, f.Name))
			if kind := s.Types[f.Type.Name()].Kind; kind != ast.Scalar && kind != ast.Enum {
				all = append(all, fmt.Sprintf("%s{%s}", word, f.Name))
			}
			for _, a := range f.Arguments {
				all = append(all, fmt.Sprintf("%s{%s(%sx:1){id}}", word, f.Name, a.Name), fmt.Sprintf("%s{%s(%s:{x:Y}){id}}", word, f.Name, a.Name))
			}
		}
	}
	for name, def := range s.Types {
		if strings.HasPrefix(name, "__") {
			continue
		}
		all = append(all, fmt.Sprintf("{node(id:1){...a}} fragment a on %sx{id}", name), fmt.Sprintf("query($a:%sx){viewer{person{id}}}", name))
		for _, f := range def.Fields {
			if def.Kind == ast.Object && !strings.HasPrefix(f.Name, "__") {
				all = append(all, fmt.Sprintf("{node(id:1){... on %s{%sx}}}", name, f.Name))
			}
			if def.Kind == ast.InputObject {
				all = append(all, fmt.Sprintf("query($v:%s={%sx:1}){viewer{person{id}}}", name, f.Name))
			}
		}
		for _, v := range def.EnumValues {
			all = append(all, fmt.Sprintf("query($v:%s=%sX){viewer{person{id}}}", name, v.Name))
		}
	}
	return append(all, "{users@inclde(if:true){totalCount}}", "{users@include(iff:true){totalCount}}", "{...a} fragment b on Query{viewer{person{id}}}")
}

// TestNoNameOfTheSchema asks for what is nearly there. Whoever may not read the schema
// is told where the mistake stands, and no name; nobody is told what was meant.
func TestNoNameOfTheSchema(t *testing.T) {
	var names []string
	for name, def := range schema().Types {
		names = append(names, name)
		for _, f := range def.Fields {
			names = append(names, f.Name)
		}
		for _, v := range def.EnumValues {
			names = append(names, v.Name)
		}
	}
	// Words of the sentences themselves.
	names = slices.DeleteFunc(names, func(name string) bool { return slices.Contains([]string{"id", "at", "next"}, name) })
	each(t, func(w *world) {
		asks := map[string]*browser{"nobody": w.anonymous(), "a manager": w.as("manager@acme.example", "acme-production"),
			"who may read it": w.as("owner@acme.example", "acme-production")}
		for i, document := range nearMisses() {
			for who, b := range asks {
				if who != "a manager" && i%5 > 0 { // one is enough to ask for all
					continue
				}
				a := b.send(document, nil)
				if a.code() == "" || a.code() == "INTERNAL" {
					w.Errorf("%s: %s: %s %+v", who, document, a.Data, a.Errors)
				}
				for _, e := range a.Errors {
					told := fmt.Sprint(e.Message, " ", e.Extensions["userMessage"], " ", e.Extensions["next"])
					if strings.Contains(strings.ToLower(told), "did you mean") {
						w.Errorf("%s: %s: %s", who, document, told)
					}
					if who == "who may read it" {
						continue
					}
					for _, word := range strings.Fields(told) {
						if word = strings.Trim(word, ".,:;\"'`()"); slices.Contains(names, word) {
							w.Errorf("%s is told %q: %s: %s", who, word, document, told)
						}
					}
				}
			}
		}
	})
}
