package access

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"doorward/ent/rule"
	"doorward/internal/viewer"
)

var keyForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.:-]{0,99}$`)

// proof reads a catalogue for mistakes, all of them, each with its line.
type proof struct {
	*Document
	file  *ast.File
	wrong []error
}

func (p *proof) read() error {
	plans, flags, permissions := map[string]bool{}, map[string]bool{}, map[string]bool{}
	p.plans(plans)
	p.flags(plans, flags)
	p.permissions(flags, permissions)
	p.roles(permissions)
	p.workflows(permissions)
	return errors.Join(p.wrong...)
}

// say notes a mistake in a field of a list's entry, or in the entry that lacks it.
func (p *proof) say(list string, i int, field, format string, args ...any) {
	line := p.line(fmt.Sprintf("$.%s[%d].%s", list, i, field))
	if line == 0 {
		line = p.line(fmt.Sprintf("$.%s[%d]", list, i))
	}
	p.wrong = append(p.wrong, fmt.Errorf("line %d: "+format, append([]any{line}, args...)...))
}

// line is that of a path; 0 where the file has none.
func (p *proof) line(path string) int {
	at, err := yaml.PathString(path)
	if err != nil {
		return 0
	}
	node, err := at.FilterFile(p.file)
	if err != nil || node == nil {
		return 0
	}
	return lineOf(node)
}

// lineOf is where a node begins; that of a mapping is its first key's, not its first colon's.
func lineOf(node ast.Node) int {
	if m, ok := node.(*ast.MappingNode); ok && len(m.Values) > 0 {
		node = m.Values[0].Key
	}
	return node.GetToken().Position.Line
}

func (p *proof) key(seen map[string]bool, list string, i int, key string) {
	what := list[:len(list)-1]
	switch {
	case key == "":
		p.say(list, i, "key", "a %s without a key", what)
	case !keyForm.MatchString(key):
		p.say(list, i, "key", "%s %q: a key is 1 to 100 letters, digits, dots, colons, hyphens and underscores, and begins with a letter", what, key)
	case seen[key]:
		p.say(list, i, "key", "%s %s stands twice", what, key)
	}
	seen[key] = true
}

func (p *proof) text(list string, i int, field, key, text string) {
	if text == "" {
		p.say(list, i, field, "%s %s: %q is missing: people are shown these words", list[:len(list)-1], key, field)
	}
}

func (p *proof) known(list string, i int, field, key, kind string, names map[string]bool, name string) {
	if name != "" && !names[name] {
		p.say(list, i, field, "%s %s: there is no %s %s", list[:len(list)-1], key, kind, name)
	}
}

func (p *proof) plans(seen map[string]bool) {
	if len(p.Plans) == 0 {
		p.wrong = append(p.wrong, errors.New("there is no plan: at least one is needed"))
	}
	ranks := map[int]string{}
	for i, plan := range p.Plans {
		p.key(seen, "plans", i, plan.Key)
		p.text("plans", i, "name", plan.Key, plan.Name)
		if other, taken := ranks[plan.Rank]; taken {
			p.say("plans", i, "rank", "plans %s and %s have the same rank %d", other, plan.Key, plan.Rank)
		}
		ranks[plan.Rank] = plan.Key
		if plan.Seats != nil && *plan.Seats < 1 {
			p.say("plans", i, "seats", "plan %s: %d seats: give at least 1, or leave it out for as many as like", plan.Key, *plan.Seats)
		}
	}
}

func (p *proof) flags(plans, seen map[string]bool) {
	for i, f := range p.Flags {
		p.key(seen, "flags", i, f.Key)
		p.text("flags", i, "feature", f.Key, f.Feature)
		p.known("flags", i, "minimumPlan", f.Key, "plan", plans, f.MinimumPlan)
	}
}

func (p *proof) permissions(flags, seen map[string]bool) {
	administration := map[string]bool{}
	for i, one := range p.Permissions {
		p.key(seen, "permissions", i, one.Key)
		p.text("permissions", i, "capability", one.Key, one.Capability)
		p.text("permissions", i, "area", one.Key, one.Area)
		p.known("permissions", i, "flag", one.Key, "flag", flags, one.Flag)
		administration[one.Key] = one.Area == Administration
	}
	for _, one := range viewer.Permissions {
		if !administration[string(one)] {
			p.wrong = append(p.wrong, fmt.Errorf("permission %s is missing from the area %s: Doorward itself asks for it", one, Administration))
		}
	}
}

func (p *proof) roles(permissions map[string]bool) {
	owners, names := 0, map[string]bool{}
	for i, r := range p.Roles {
		p.text("roles", i, "name", "", r.Name)
		if name := rule.Fold(r.Name); names[name] {
			p.say("roles", i, "name", "role %s stands twice", r.Name)
		} else {
			names[name] = true
		}
		if r.Owner {
			owners++
		}
		for j, k := range r.Permissions {
			p.known("roles", i, fmt.Sprintf("permissions[%d]", j), r.Name, "permission", permissions, k)
		}
	}
	if owners != 1 {
		p.wrong = append(p.wrong, fmt.Errorf("exactly one role has owner: true, not %d", owners))
	}
}

func (p *proof) workflows(permissions map[string]bool) {
	seen := map[string]bool{}
	for i, w := range p.Workflows {
		p.key(seen, "workflows", i, w.Key)
		p.text("workflows", i, "name", w.Key, w.Name)
		for j, k := range w.Permissions {
			p.known("workflows", i, fmt.Sprintf("permissions[%d]", j), w.Key, "permission", permissions, k)
		}
	}
}
