package graph

import "cmp"

// Limits are how much one operation may ask for (trust.md, "GraphQL limits"). They hold
// for documents that are not persisted; Items and Text hold for every operation's variables.
type Limits struct {
	Tokens     int // of the document, comments too
	Name       int // bytes of a name or a number in the document
	Operations int // in the document
	Fragments  int // in the document
	Depth      int // fields within fields, fragments spread; and lists and objects within one another
	Fields     int // with fragments spread
	Roots      int // fields of the operation itself
	SameName   int // fields under one name of the answer, in one selection
	Aliases    int // with fragments spread
	Directives int // with fragments spread
	Items      int // of a list, in the document or a variable
	Text       int // bytes of a string, in the document or a variable
	Cost       int // what the operation comes to, with its pages
	Anonymous  int // the same for somebody who is not signed in
}

// Ordinary are the limits where nothing else is set.
var Ordinary = Limits{
	Tokens: 2000, Name: 128, Operations: 10, Fragments: 50, Depth: 12, Fields: 500, Roots: 20, SameName: 10,
	Aliases: 30, Directives: 50, Items: 100, Text: 4 << 10, Cost: 1000, Anonymous: 100,
}

// orOrdinary puts the ordinary limit where none is set.
func (l Limits) orOrdinary() Limits {
	o := Ordinary
	return Limits{
		Tokens: cmp.Or(l.Tokens, o.Tokens), Name: cmp.Or(l.Name, o.Name), Operations: cmp.Or(l.Operations, o.Operations),
		Fragments: cmp.Or(l.Fragments, o.Fragments), Depth: cmp.Or(l.Depth, o.Depth), Fields: cmp.Or(l.Fields, o.Fields),
		Roots: cmp.Or(l.Roots, o.Roots), SameName: cmp.Or(l.SameName, o.SameName), Aliases: cmp.Or(l.Aliases, o.Aliases),
		Directives: cmp.Or(l.Directives, o.Directives), Items: cmp.Or(l.Items, o.Items), Text: cmp.Or(l.Text, o.Text),
		Cost: cmp.Or(l.Cost, o.Cost), Anonymous: cmp.Or(l.Anonymous, o.Anonymous),
	}
}
