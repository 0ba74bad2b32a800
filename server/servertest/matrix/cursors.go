package matrix

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

const badCursor = "REQUEST BAD_CURSOR"

var endCursor = regexp.MustCompile(`"endCursor":"([^"]+)"`)

// list is a place where cursors go: a field of Query, or a connection within a node.
type list struct {
	label, place, document string // place: "after" or "before"
	vars                   map[string]any
	first                  string // a document that brings a cursor of the list
}

// lists are all of them, as the tenant of a side asks.
func (p *probe) lists(s *side) (all []list) {
	for _, r := range p.api.queries() {
		for _, l := range r.leaves() {
			if !l.isCursor() {
				continue
			}
			size := map[string]string{"after": "first", "before": "last"}[l.path]
			all = append(all, list{r.label(), l.path,
				fmt.Sprintf("query($c:String){%s(%s:2,%s:$c){pageInfo{endCursor}}}", r.Name, size, l.path), nil,
				fmt.Sprintf("{%s(first:1){pageInfo{endCursor}}}", r.Name)})
		}
	}
	for _, t := range p.api.schema.PossibleTypes["Node"] {
		for _, f := range t.Fields {
			if f.Arguments.ForName("after") == nil {
				continue
			}
			within := fmt.Sprintf("node(id:$id){... on %s{%s(first:1%%s){pageInfo{endCursor}}}}", t.Name, f.Name)
			all = append(all, list{t.Name + "." + f.Name, "after", "query($id:ID!,$c:String){" + fmt.Sprintf(within, ",after:$c") + "}",
				map[string]any{"id": s.id(t.Name)}, "query($id:ID!){" + fmt.Sprintf(within, "") + "}"})
		}
	}
	return all
}

// cursors offers every list the cursors of others: of the other tenant, of another order, of
// another list, and spoiled ones.
func (p *probe) cursors() {
	here, there := p.harvest(p.world.owner, p.world.own), p.harvest(p.world.other, p.world.theirs)
	var moved string
	got := p.ask(p.world.owner, "the journal's place", "{liveCursor}", nil)
	_ = json.Unmarshal(got.Data["liveCursor"], &moved)
	for _, l := range p.lists(p.world.own) {
		own := here[l.label]
		if own == "" {
			continue // the list is empty here
		}
		try := func(cursor string) answer {
			vars := map[string]any{"c": cursor}
			for name, v := range l.vars {
				vars[name] = v
			}
			return p.ask(p.world.owner, fmt.Sprintf("%s %s a cursor", l.label, l.place), l.document, vars)
		}
		if got := try(own); got.code() != "" {
			p.leak("%s refuses its own cursor: %s", l.label, clip(got.text))
		}
		bad := map[string]string{"of the other tenant": there[l.label], "of the journal": moved, "cut": own[:len(own)-2],
			"with a bit changed": flipped(own), "doubled": own + own, "in base 64 of nothing": "bm90aGluZw", "empty": ""}
		for label, c := range here {
			if family(label) != family(l.label) {
				bad["of "+label] = c
			}
		}
		one := try("of nobody")
		if one.code() != badCursor {
			p.leak("%s takes any text for a cursor: %s", l.label, clip(one.text))
		}
		for what, c := range bad {
			if got := try(c); got.text != one.text && (c != "" || what == "empty") {
				p.leak("%s: a cursor %s is not refused as every other bad one: %s", l.label, what, clip(got.text))
			}
		}
	}
	p.orders(here)
}

// harvest brings a cursor of each list.
func (p *probe) harvest(a *actor, s *side) map[string]string {
	all := map[string]string{}
	for _, l := range p.lists(s) {
		if found := endCursor.FindStringSubmatch(p.ask(a, l.label, l.first, l.vars).text); found != nil {
			all[l.label] = found[1]
		}
	}
	return all
}

// orders offers each list the cursor of its own first order in every other one.
func (p *probe) orders(here map[string]string) {
	for _, r := range p.api.queries() {
		by := r.Arguments.ForName("orderBy")
		if by == nil {
			continue
		}
		fields := p.api.schema.Types[p.api.schema.Types[by.Type.Name()].Fields.ForName("field").Type.Name()]
		for _, v := range fields.EnumValues {
			for _, direction := range []string{"ASC", "DESC"} {
				document := fmt.Sprintf("query($c:String){%s(first:1,after:$c,orderBy:{field:%s,direction:%s}){totalCount}}", r.Name, v.Name, direction)
				got := p.ask(p.world.owner, r.label()+" by "+v.Name, document, map[string]any{"c": here[r.label()]})
				if usual := v.Name == "NAME" && direction == "ASC"; got.code() != badCursor && !usual {
					p.leak("%s by %s %s takes a cursor of another order: %s", r.label(), v.Name, direction, clip(got.text))
				}
			}
		}
	}
}

// family is what lists have in common whose places are the same: users within anything
// stand as users do.
func family(label string) string {
	_, field, _ := strings.Cut(label, ".")
	return field
}

// flipped has one bit in its middle the other way round.
func flipped(cursor string) string {
	raw := []byte(cursor)
	at := len(raw) / 2
	if raw[at] == 'A' {
		raw[at] = 'B'
	} else {
		raw[at] = 'A'
	}
	return string(raw)
}
