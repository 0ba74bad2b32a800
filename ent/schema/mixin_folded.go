package schema

import (
	"context"
	"fmt"

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
			parts, touched := make([]string, 0, len(s.From)), false
			for _, name := range s.From {
				text, ok := m.Field(name)
				touched = touched || ok
				if !ok && !m.Op().Is(ent.OpCreate) {
					if text, _ = m.OldField(ctx, name); text == nil {
						continue
					}
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
			if touched {
				if err := m.SetField("search_key", rule.SearchKey(parts...)); err != nil {
					return nil, fmt.Errorf("making the search key: %w", err)
				}
			}
			return next.Mutate(ctx, m)
		})
	}}
}
