package matrix

import (
	"slices"

	"entgo.io/ent/schema/field"

	"doorward/ent/migrate"
)

// control has the other tenant's own owner ask the same documents: every canary that the
// API shows at all must show there, or the probe would not see it leak.
func (p *probe) control() {
	p.answers(p.world.other, p.world.theirs)
	if p.over() {
		return
	}
	p.power()
}

// power holds the columns that were seen against those that there are.
func (p *probe) power() {
	for _, t := range migrate.Tables {
		for _, c := range t.Columns {
			name := t.Name + "." + c.Name
			if c.Type != field.TypeString && c.Type != field.TypeJSON || bare[name] != "" {
				continue
			}
			switch hidden := unseen[name] != ""; {
			case hidden && p.seen[name]:
				p.leak("%s is in unseen, and its own owner is shown it: take it off the list", name)
			case !hidden && !p.seen[name]:
				p.leak("%s: its own owner asked for everything and was shown none of its canaries, so a leak of it would not be seen", name)
			}
		}
	}
	for _, list := range []map[string]string{bare, unseen} {
		for name := range list {
			if !slices.Contains(textColumns(), name) {
				p.leak("%s is listed and is no column of text", name)
			}
		}
	}
}

func textColumns() (all []string) {
	for _, t := range migrate.Tables {
		for _, c := range t.Columns {
			if c.Type == field.TypeString || c.Type == field.TypeJSON {
				all = append(all, t.Name+"."+c.Name)
			}
		}
	}
	return all
}
