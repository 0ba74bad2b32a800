package graph

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// weight is what a selection comes to with its fragments spread. Sums stop just
// above their limits: sixty fragments can come to 2⁶⁰ fields.
type weight struct {
	depth, fields, aliases, directives int

	names map[string]int // fields of the selection itself, by their name in the answer
}

// weigher looks into each selection of a document once, a fragment's however often
// it is spread. It trusts nothing: the document was parsed and no more.
type weigher struct {
	limits        Limits
	fragments     map[string]*ast.FragmentDefinition
	weights       map[*ast.FragmentDefinition]*weight // nil while it is being weighed
	introspecting *ast.OperationDefinition            // by somebody who may: as deep as it likes
	visited       int
	refused       *gqlerror.Error // the first reason
}

func newWeigher(doc *ast.QueryDocument, l Limits) *weigher {
	w := &weigher{limits: l, fragments: make(map[string]*ast.FragmentDefinition, len(doc.Fragments)),
		weights: make(map[*ast.FragmentDefinition]*weight, len(doc.Fragments))}
	for _, f := range doc.Fragments {
		if _, twice := w.fragments[f.Name]; !twice { // the first counts, as in validation
			w.fragments[f.Name] = f
		}
	}
	return w
}

// weigh gives the first reason to refuse the document; nil for none.
func (w *weigher) weigh(doc *ast.QueryDocument) *gqlerror.Error {
	l := w.limits
	if len(doc.Operations) > l.Operations {
		return tooMuch(l.Operations, "The document has more than %d operations.", "Send fewer at once.", nil)
	}
	if len(doc.Fragments) > l.Fragments {
		return tooMuch(l.Fragments, "The document has more than %d fragments.", "Send only those that are used.", nil)
	}
	for _, f := range doc.Fragments { // those that nobody spreads are validated too
		w.fragment(f, f.Position)
	}
	for _, op := range doc.Operations {
		w.operation(op)
	}
	return w.refused
}

func (w *weigher) operation(op *ast.OperationDefinition) {
	sum := w.selection(op.SelectionSet)
	w.direct(sum, op.Directives)
	for _, v := range op.VariableDefinitions {
		w.direct(sum, v.Directives)
		w.value(v.DefaultValue, 1)
	}
	roots := 0
	for _, n := range sum.names {
		roots += n
	}
	w.most(roots, w.limits.Roots, "The operation has more than %d fields at its root.", "Ask for the rest in another request.", op.Position)
	if op != w.introspecting {
		w.most(sum.depth, w.limits.Depth, "The fields are nested more than %d deep.", "Ask for what lies deeper by its id.", op.Position)
	}
	w.hold(sum, op.Position)
}

func (w *weigher) selection(set ast.SelectionSet) *weight {
	sum := &weight{names: map[string]int{}}
	for _, one := range set {
		if w.refused != nil {
			break
		}
		w.visited++
		at := one.GetPosition()
		switch one := one.(type) {
		case *ast.Field:
			w.field(sum, one)
		case *ast.InlineFragment:
			w.direct(sum, one.Directives)
			w.add(sum, w.selection(one.SelectionSet), at)
		case *ast.FragmentSpread:
			w.direct(sum, one.Directives)
			w.add(sum, w.fragment(w.fragments[one.Name], at), at)
		}
		w.hold(sum, at)
	}
	return sum
}

func (w *weigher) field(sum *weight, f *ast.Field) {
	if f.Alias != f.Name {
		sum.aliases++
	}
	w.direct(sum, f.Directives)
	for _, a := range f.Arguments {
		w.value(a.Value, 1)
	}
	inner := w.selection(f.SelectionSet)
	inner.depth, inner.fields = inner.depth+1, inner.fields+1
	inner.names = map[string]int{f.Alias: 1}
	w.add(sum, inner, f.Position)
}

// fragment weighs one once; nil is one that the document does not define.
func (w *weigher) fragment(f *ast.FragmentDefinition, at *ast.Position) *weight {
	if f == nil {
		w.refuse(senseless("The document spreads a fragment that it does not define.", "Define it, or leave it out.", at))
		return &weight{}
	}
	known, begun := w.weights[f]
	switch {
	case known != nil:
		return known
	case begun:
		w.refuse(senseless("A fragment of the document leads back to itself.", "Spread no fragment within itself.", at))
		return &weight{}
	}
	w.weights[f] = nil
	sum := w.selection(f.SelectionSet)
	w.direct(sum, f.Directives)
	w.weights[f] = sum
	return sum
}

func (w *weigher) direct(sum *weight, directives ast.DirectiveList) {
	sum.directives += len(directives)
	for _, d := range directives {
		for _, a := range d.Arguments {
			w.value(a.Value, 1)
		}
	}
}

func (w *weigher) add(sum, more *weight, at *ast.Position) {
	l := w.limits
	sum.depth = max(sum.depth, more.depth)
	sum.fields = min(sum.fields+more.fields, l.Fields+1)
	sum.aliases = min(sum.aliases+more.aliases, l.Aliases+1)
	sum.directives = min(sum.directives+more.directives, l.Directives+1)
	for name, n := range more.names {
		sum.names[name] = min(sum.names[name]+n, l.SameName+1)
		w.most(sum.names[name], l.SameName, "A selection has more than %d fields under one name.", "Ask for each once.", at)
	}
}

// hold refuses as soon as a part is too much, so that no sum is built in vain.
func (w *weigher) hold(sum *weight, at *ast.Position) {
	l := w.limits
	w.most(sum.fields, l.Fields, "The document comes to more than %d fields.", "Ask for the rest in another request.", at)
	w.most(sum.aliases, l.Aliases, "The document comes to more than %d fields with a name of their own (aliases).", "Ask for the rest in another request.", at)
	w.most(sum.directives, l.Directives, "The document comes to more than %d directives.", "Use fewer, or several documents.", at)
}

func (w *weigher) most(n, most int, what, next string, at *ast.Position) {
	if n > most {
		w.refuse(tooMuch(most, what, next, at))
	}
}

func (w *weigher) refuse(why *gqlerror.Error) {
	if w.refused == nil {
		w.refused = why
	}
}

// introspects tells whether the operation asks for the schema. Fragments are looked
// into by name: they may still lead nowhere, or round in a circle.
func (w *weigher) introspects(op *ast.OperationDefinition) bool {
	return introspects(op.SelectionSet, w.fragments, map[string]bool{})
}
