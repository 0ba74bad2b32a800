package matrix

import (
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// page is a document of the console: what it takes and gives, as if it were one field.
type page struct {
	*root
	text  string
	asked []*root // the fields of the operation itself
}

// pages reads the console's documents.
func (p *probe) pages(texts []string) (all []page) {
	for _, text := range texts {
		document, wrong := gqlparser.LoadQueryWithRules(p.api.schema, text, rules.NewDefaultRules())
		if len(wrong) > 0 || len(document.Operations) != 1 {
			p.leak("a document of the console is none that the matrix could ask with: %v: %s", wrong, clip(text))
			continue
		}
		op := document.Operations[0]
		one := page{text: text}
		for _, name := range asks(op.SelectionSet, document.Fragments) {
			one.asked = append(one.asked, p.api.field(op.Operation, name))
		}
		var takes ast.ArgumentDefinitionList
		for _, v := range op.VariableDefinitions {
			takes = append(takes, &ast.ArgumentDefinition{Name: v.Variable, Type: v.Type, DefaultValue: v.DefaultValue})
		}
		first := one.asked[0]
		one.root = &root{&ast.FieldDefinition{Name: op.Name, Arguments: takes, Type: first.Type}, p.api, op.Operation, first.guard}
		for _, l := range one.leaves() {
			if l.gap != "" {
				p.leak("%s: the variable %s %s", one.Name, l.path, l.gap)
			}
		}
		all = append(all, one)
	}
	return all
}

func (a *api) field(op ast.Operation, name string) *root {
	at := slices.IndexFunc(a.roots, func(r *root) bool { return r.op == op && r.Name == name })
	return a.roots[at]
}

// console has everybody send the console's documents by their hash, with the other tenant's ids
// wherever one goes: the answer is that to the text, and nothing changes.
func (p *probe) console() {
	seen := p.seen
	p.seen = map[string]bool{}
	p.unchanged("with the console's documents", []string{"+session.refused"}, func() {
		for _, one := range p.pages(p.texts) {
			for i, set := range one.sets(p.world.theirs) {
				for _, a := range p.world.actors() {
					if one.op == ast.Query || one.op == mutation && !a.other && (a.token == "" || !one.guard.public) {
						p.turn(one, a, one.arguments(p.world.own, set), i == 0)
					}
				}
			}
		}
	})
	if len(p.seen) < len(p.texts)/4 {
		p.leak("the console's documents showed the other tenant's owner no more than %d of its columns, so a leak would hardly be seen", len(p.seen))
	}
	p.seen = seen
}

// turn sends one document as somebody.
func (p *probe) turn(one page, a *actor, vars map[string]any, compare bool) {
	ask := func(w way) answer { return p.send(w, a, "the console's "+one.Name, one.text, vars) }
	got := ask(way{hash: true})
	if want := one.verdict(a); want != "" && got.code() != want {
		p.leak("the console's %s as %s: %q, and the guard says %q: %s", one.Name, a.name, got.code(), want, clip(got.text))
	}
	if !compare {
		return
	}
	if text := ask(way{}); !got.same(text) {
		p.leak("the console's %s as %s is answered otherwise by hash than by its text: %s and %s", one.Name, a.name, clip(got.text), clip(text.text))
	}
}

// followPages follows with the console's subscriptions, as the console does.
func (p *probe) followPages(l *line) (all []*follower) {
	mine, others := p.sides(l.a)
	now := values{"after": p.place(l.a)}
	for _, one := range p.pages(p.texts) {
		if one.op != subscription {
			continue
		}
		for i, set := range one.followed(others, now) {
			all = append(all, p.follow(l, "the console's "+one.Name, one.text, one.arguments(mine, set), i > 0))
		}
	}
	return all
}

// verdict is what must be said to somebody who may have nothing of a page; empty: they may have
// some of it, or be told so of each part with a word of its own.
func (g page) verdict(a *actor) (said string) {
	for i, r := range g.asked {
		switch v := a.verdict(r.guard); {
		case i == 0:
			said = v
		case v != said:
			return ""
		}
	}
	return said
}

// sets are what a page is asked with: nothing but what is required, and then each place for an id
// and each one to search by. All ids are the other tenant's.
func (g page) sets(theirs *side) (all []values) {
	required := values{}
	if g.op == mutation {
		maps.Copy(required, acts[g.asked[0].Name].with)
	}
	for _, l := range g.idLeaves() {
		if g.Arguments.ForName(l.path) != nil {
			required[l.path] = listed(l, theirs.id(l.kind))
		}
	}
	for _, l := range g.leaves() {
		switch {
		case l.isID() && required[l.path] == nil:
			all = append(all, with(required, l.path, listed(l, theirs.id(l.kind))))
		case l.isText() && g.op == ast.Query && !g.guard.public:
			all = append(all, with(required, l.path, listed(l, Canary)))
		}
	}
	if g.op == mutation && len(all) > 0 {
		return all // without any, it would be done
	}
	return append([]values{required}, all...)
}
