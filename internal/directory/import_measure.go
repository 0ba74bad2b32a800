package directory

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// How large an import may be (trust.md T-28).
const (
	mostBytes   = 5 << 20
	mostRows    = 10_000
	mostColumns = 50
	mostCell    = 4 << 10
)

// source is the text of one file and where its lines begin.
type source struct {
	name  string
	place int // among the files
	text  []byte
	lines []int
}

// readSource reads a file as UTF-8, without the mark that some programs put first.
// What it cannot make sense of at all is a fault, and the source is nil.
func readSource(f *ImportFile, place int, errs *ImportErrors) (*source, error) {
	text, err := io.ReadAll(io.LimitReader(f.Body, mostBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.Name, err)
	}
	s := &source{name: f.Name, place: place, text: bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))}
	s.index()
	if p, reason := s.measure(len(text)); reason != "" {
		s.fault(errs, p, "%s", reason)
		return nil, nil
	}
	return s, nil
}

func (s *source) index() {
	s.lines = []int{0}
	for i, c := range s.text {
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
}

// point is a place in a file: the line from 1, the column in bytes from 1; zero
// for the whole.
type point struct{ line, column int }

// fault notes a fault, the column in characters as editors count it.
func (s *source) fault(errs *ImportErrors, p point, format string, args ...any) {
	column := p.column
	if p.line > 0 && p.line <= len(s.lines) && column > 0 {
		from := s.lines[p.line-1]
		column = 1 + utf8.RuneCount(s.text[from:min(from+column-1, len(s.text))])
	}
	errs.add(ImportFault{File: s.name, Line: p.line, Column: column, Reason: fmt.Sprintf(format, args...), file: s.place})
}

// pointAt is the place of a byte.
func (s *source) pointAt(offset int) point {
	low, high := 0, len(s.lines)
	for high-low > 1 {
		if middle := (low + high) / 2; s.lines[middle] <= offset {
			low = middle
		} else {
			high = middle
		}
	}
	return point{low + 1, offset - s.lines[low] + 1}
}

// measure refuses what must not even be parsed: parsing a million columns takes a
// hundred times the memory of the file.
func (s *source) measure(size int) (point, string) {
	switch {
	case size > mostBytes:
		return point{}, "is larger than 5 MiB: split it"
	case bytes.HasPrefix(s.text, []byte{0xfe, 0xff}), bytes.HasPrefix(s.text, []byte{0xff, 0xfe}):
		return point{}, "is UTF-16: save it as UTF-8"
	}
	if at := bytes.IndexByte(s.text, 0); at >= 0 {
		return s.pointAt(at), "a NUL byte: this is no text, or it is UTF-16; save it as UTF-8"
	}
	for at := 0; at < len(s.text); {
		r, n := utf8.DecodeRune(s.text[at:])
		if r == utf8.RuneError && n == 1 {
			return s.pointAt(at), "this is not UTF-8: save the file as UTF-8"
		}
		at += n
	}
	return s.shape()
}

// shape counts rows and columns as a reader of CSV would.
func (s *source) shape() (point, string) {
	rows, columns, begin, open := 0, 1, true, -1
	for i := 0; i < len(s.text); i++ {
		c := s.text[i]
		switch {
		case open >= 0:
			if c == '"' && i+1 < len(s.text) && s.text[i+1] == '"' {
				i++
			} else if c == '"' {
				open = -1
			}
		case c == '"' && begin:
			open, begin = i, false
		case c == ',':
			if columns, begin = columns+1, true; columns > mostColumns {
				return s.pointAt(i + 1), "more than 50 columns"
			}
		case c == '\n':
			if rows, columns, begin = rows+1, 1, true; rows > mostRows && len(bytes.TrimSpace(s.text[i+1:])) > 0 {
				return s.pointAt(i + 1), "more than 10,000 rows: split the file"
			}
		default:
			begin = false
		}
	}
	if open >= 0 {
		return s.pointAt(open), `a quote (") is opened here and never closed`
	}
	return point{}, ""
}
