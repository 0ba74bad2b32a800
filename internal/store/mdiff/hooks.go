package main

import (
	"slices"
	"strings"

	"ariga.io/atlas/sql/postgres"
	atlas "ariga.io/atlas/sql/schema"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"

	"doorward/ent/migrate"
)

// leftover notes the tables that only the migrations have: ent's own comparison
// passes over them.
type leftover struct{ tables []string }

func (l *leftover) find(next schema.Differ) schema.Differ {
	return schema.DiffFunc(func(current, desired *atlas.Schema) ([]atlas.Change, error) {
		for _, table := range current.Tables {
			if _, ok := desired.Table(table.Name); !ok {
				l.tables = append(l.tables, table.Name)
			}
		}
		return next.Diff(current, desired)
	})
}

// handwritten hides the indexes that ent cannot say: their names end in _trgm.
func handwritten(next schema.Differ) schema.Differ {
	return schema.DiffFunc(func(current, desired *atlas.Schema) ([]atlas.Change, error) {
		for _, table := range current.Tables {
			table.Indexes = slices.DeleteFunc(table.Indexes, func(index *atlas.Index) bool {
				return strings.HasSuffix(index.Name, "_trgm")
			})
		}
		return next.Diff(current, desired)
	})
}

// byBytes makes PostgreSQL compare and sort texts as SQLite does, whatever the
// database's own language is.
func byBytes(of string) schema.DiffHook {
	return func(next schema.Differ) schema.Differ {
		return schema.DiffFunc(func(current, desired *atlas.Schema) ([]atlas.Change, error) {
			for _, table := range desired.Tables {
				for _, column := range table.Columns {
					if _, text := column.Type.Type.(*atlas.StringType); text && of == dialect.Postgres {
						column.SetCollation("C")
					}
				}
			}
			return next.Diff(current, desired)
		})
	}
}

// asWritten puts the condition of a partial index into the step as the schema writes
// it. PostgreSQL's own spelling of it is not stable: what it prints, it prints anew when
// it reads it back, and the next comparison would find a difference.
func asWritten(next schema.Differ) schema.Differ {
	conditions := map[string]string{}
	for _, table := range migrate.Tables {
		for _, index := range table.Indexes {
			if index.Annotation != nil && index.Annotation.Where != "" {
				conditions[index.Name] = index.Annotation.Where
			}
		}
	}
	restore := func(index *atlas.Index) {
		for _, attr := range index.Attrs {
			if predicate, ok := attr.(*postgres.IndexPredicate); ok && conditions[index.Name] != "" {
				predicate.P = conditions[index.Name]
			}
		}
	}
	return schema.DiffFunc(func(current, desired *atlas.Schema) ([]atlas.Change, error) {
		changes, err := next.Diff(current, desired)
		for _, change := range changes {
			switch change := change.(type) {
			case *atlas.AddTable:
				for _, index := range change.T.Indexes {
					restore(index)
				}
			case *atlas.ModifyTable:
				for _, inner := range change.Changes {
					if add, ok := inner.(*atlas.AddIndex); ok {
						restore(add.I)
					}
				}
			}
		}
		return changes, err
	})
}
