package directory

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"
)

// column is one that a file may have.
type column struct {
	name   string
	needed bool
}

type columns []column

func (c columns) String() string {
	names := make([]string, len(c))
	for i, one := range c {
		names[i] = one.name
	}
	return strings.Join(names, ", ")
}

// named finds a column; -1 where there is none.
func (c columns) named(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	return slices.IndexFunc(c, func(one column) bool { return one.name == name })
}

// near finds the column that a wrong name was meant for: one holds the other, as
// "typ" and "type", "E-mail" and "email"; -1 where none is.
func (c columns) near(name string) int {
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
	if len(letters) < 3 {
		return -1
	}
	return slices.IndexFunc(c, func(one column) bool {
		return strings.Contains(letters, one.name) || strings.Contains(one.name, letters)
	})
}

// header finds out where each column stands, -1 for one that is left out; nil where
// that cannot be said.
func (s *sheet) header(r *csv.Reader, columns columns, errs *ImportErrors) []int {
	record, err := r.Read()
	if errors.Is(err, io.EOF) {
		s.fault(errs, point{}, "is empty: its first line names the columns %s", columns)
		return nil
	}
	if err != nil {
		s.broken(err, errs)
		return nil
	}
	if len(record) == 1 && strings.ContainsAny(record[0], ";\t") {
		s.fault(errs, at(r, 0), "the columns are not separated by commas: save the file with commas")
		return nil
	}
	s.width = len(record)
	order, meant, good := make([]int, len(columns)), map[int]bool{}, true
	for i := range order {
		order[i] = -1
	}
	for i, name := range record {
		switch c := columns.named(name); {
		case c < 0:
			s.unknown(at(r, i), name, columns, meant, errs)
			good = false
		case order[c] >= 0:
			s.fault(errs, at(r, i), "the column %q stands twice", columns[c].name)
			good = false
		default:
			order[c] = i
		}
	}
	for i, c := range columns {
		if c.needed && order[i] < 0 && !meant[i] {
			s.fault(errs, point{1, 0}, "the column %q is missing", c.name)
			good = false
		}
	}
	if !good {
		return nil
	}
	return order
}

// unknown tells of a column that there is not, and notes which one was meant.
func (s *sheet) unknown(p point, name string, columns columns, meant map[int]bool, errs *ImportErrors) {
	if near := columns.near(name); near >= 0 {
		meant[near] = true
		s.fault(errs, p, "there is no column %q: write it %q", shortened(name), columns[near].name)
		return
	}
	s.fault(errs, p, "there is no column %q: the columns are %s", shortened(name), columns)
}
