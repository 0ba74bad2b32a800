package schema

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent"
	"entgo.io/ent/schema/mixin"

	"doorward/ent/rule"
)

// Folded keeps a key beside a text: the same text in the form in which both
// databases compare it.
type Folded struct {
	mixin.Schema
	Key, From string
}

// Hooks of the mixin.
func (f Folded) Hooks() []ent.Hook {
	return []ent.Hook{func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			if text, ok := m.Field(f.From); ok {
				if err := m.SetField(f.Key, rule.Fold(text.(string))); err != nil {
					return nil, fmt.Errorf("folding %s: %w", f.From, err)
				}
			}
			return next.Mutate(ctx, m)
		})
	}}
}

// Searchable keeps search_key: every text by which the row is found.
type Searchable struct {
	mixin.Schema
	From []string
}

// Hooks of the mixin.
func (s Searchable) Hooks() []ent.Hook {
	return []ent.Hook{func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			touched := slices.ContainsFunc(s.From, func(name string) bool {
				_, set := m.Field(name)
				return set || m.FieldCleared(name)
			})
			if !touched { // spares reading the row as it was
				return next.Mutate(ctx, m)
			}
			if err := m.SetField("search_key", rule.SearchKey(s.parts(ctx, m)...)); err != nil {
				return nil, fmt.Errorf("making the search key: %w", err)
			}
			return next.Mutate(ctx, m)
		})
	}}
}

// parts are the texts as they stand after the mutation.
func (s Searchable) parts(ctx context.Context, m ent.Mutation) []string {
	parts := make([]string, 0, len(s.From))
	for _, name := range s.From {
		text, ok := m.Field(name)
		if !ok && !m.Op().Is(ent.OpCreate) && !m.FieldCleared(name) {
			text, _ = m.OldField(ctx, name)
		}
		switch text := text.(type) {
		case string:
			parts = append(parts, text)
		case *string:
			if text != nil {
				parts = append(parts, *text)
			}
		}
	}
	return parts
}
