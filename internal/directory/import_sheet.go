package directory

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cell is one cell's text without the white space around it, and where it stands.
type cell struct {
	text string
	point
}

// row is the cells of one row in the order of the columns asked for.
type row []cell

// sheet is the good rows of a file. Whole is false where rows were left out, so
// that what refers to them is not told as unknown as well.
type sheet struct {
	*source
	rows  []row
	width int // how many columns the file has
	whole bool
}

// readSheet reads a CSV file whose first line names columns of these, in any order.
// A column that is left out is empty in every row. Every row that cannot be used is
// a fault.
func readSheet(f *ImportFile, place int, columns columns, errs *ImportErrors) (*sheet, error) {
	if f == nil {
		return &sheet{whole: true}, nil
	}
	src, err := readSource(f, place, errs)
	if err != nil || src == nil {
		return &sheet{}, err
	}
	s := &sheet{source: src, whole: true}
	r := csv.NewReader(bytes.NewReader(src.text))
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	order := s.header(r, columns, errs)
	if order == nil {
		s.whole = false
		return s, nil
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			s.broken(err, errs)
			continue
		}
		s.take(r, record, columns, order, errs)
	}
}

func at(r *csv.Reader, field int) point {
	line, column := r.FieldPos(field)
	return point{line, column}
}

// broken tells what the reader of CSV stumbled over.
func (s *sheet) broken(err error, errs *ImportErrors) {
	s.whole = false
	var p *csv.ParseError
	if !errors.As(err, &p) {
		s.fault(errs, point{}, "cannot be read")
		return
	}
	reason := `a quote (") ends the cell here and more follows: a quote inside a quoted cell is written twice`
	if errors.Is(p.Err, csv.ErrBareQuote) {
		reason = `a quote (") stands inside a cell that does not begin with one: quote the whole cell`
	}
	s.fault(errs, point{p.Line, p.Column}, "%s", reason)
}

// take keeps a good row.
func (s *sheet) take(r *csv.Reader, record []string, columns columns, order []int, errs *ImportErrors) {
	if !slices.ContainsFunc(record, func(text string) bool { return strings.TrimSpace(text) != "" }) {
		return // spreadsheets leave such rows at the end
	}
	if len(record) != s.width {
		s.fault(errs, point{at(r, 0).line, 0}, "the row has %d cells, and there are %d columns", len(record), s.width)
		s.whole = false
		return
	}
	kept, good := make(row, len(columns)), true
	for i, column := range columns {
		if order[i] < 0 {
			kept[i] = cell{point: point{at(r, 0).line, 0}}
			continue
		}
		text := record[order[i]]
		kept[i] = cell{strings.TrimSpace(text), at(r, order[i])}
		if reason := cellFlaw(text); reason != "" {
			s.fault(errs, kept[i].point, "the cell %q %s", column.name, reason)
			good = false
		}
	}
	if good {
		s.rows = append(s.rows, kept)
		return
	}
	s.whole = false
}

// cellFlaw refuses what must not come in by any column. What a spreadsheet would
// run as a formula is refused rather than changed: with a sign put before it, the
// name would no longer be the one that the file says, here and in every other
// system that is told of it (T-27, T-28). The export puts the sign.
func cellFlaw(text string) string {
	if len(text) > mostCell {
		return "is longer than 4 KiB"
	}
	first, _ := utf8.DecodeRuneInString(text)
	if first != '\t' && first != '\r' {
		first, _ = utf8.DecodeRuneInString(strings.TrimLeftFunc(text, unicode.IsSpace))
	}
	if first != utf8.RuneError && strings.ContainsRune("=+-@\t\r＝＋－＠", first) {
		return fmt.Sprintf("begins with %q: a spreadsheet would run it as a formula", first)
	}
	if hides(text) {
		return unseenFlaw
	}
	return ""
}

// shortened keeps a message readable whatever the file holds.
func shortened(text string) string {
	if text = strings.TrimSpace(text); utf8.RuneCountInString(text) > 60 {
		return string([]rune(text)[:60]) + "…"
	}
	return text
}

// list takes a cell apart at its semicolons; each item once, folded by same.
func list(c cell, same func(string) string) []string {
	var all []string
	seen := map[string]bool{}
	for _, item := range strings.Split(c.text, ";") {
		if item = strings.TrimSpace(item); item != "" && !seen[same(item)] {
			seen[same(item)] = true
			all = append(all, item)
		}
	}
	return all
}
