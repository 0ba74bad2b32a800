package store

import (
	"iter"
	"slices"
	"strings"
)

// The words that decide. A function that writes is not among them: REPLACE is also
// a function that reads, and comes with INTO when it writes.
var (
	opening = []string{"SELECT", "WITH", "VALUES", "TABLE", "EXPLAIN", "SHOW"}
	writing = []string{"INSERT", "UPDATE", "DELETE", "MERGE", "INTO", "CREATE", "EXECUTE"}
)

// reads says whether SQL only reads: it begins with a verb that reads, is one
// statement, and holds no word that writes. FOR UPDATE is refused with the rest,
// since a lock outside Write holds nothing.
func reads(query string) bool {
	begun, ended := false, false
	for word := range words(query) {
		switch {
		case ended, oneOf(writing, word), !begun && !oneOf(opening, word):
			return false
		case word == ";":
			ended = true
		}
		begun = true
	}
	return begun
}

func oneOf(list []string, word string) bool {
	return slices.ContainsFunc(list, func(one string) bool {
		return len(one) == len(word) && strings.EqualFold(one, word)
	})
}

// words are the bare words of a statement and its semicolons, without comments and
// without what is quoted.
func words(query string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(query); {
			n, is := token(query[i:])
			if is && !yield(query[i:i+n]) {
				return
			}
			i += n
		}
	}
}

// token measures what s begins with, and says whether it is a word.
func token(s string) (length int, word bool) {
	switch c := s[0]; {
	case c == ';':
		return 1, true
	case letter(c):
		n := 1
		for n < len(s) && (letter(s[n]) || s[n] == '$' || '0' <= s[n] && s[n] <= '9') {
			n++
		}
		return n, true
	case c == '\'' || c == '"' || c == '`':
		return until(s, 1, s[:1]), false
	case strings.HasPrefix(s, "--"):
		return until(s, 2, "\n"), false
	case strings.HasPrefix(s, "/*"):
		return until(s, 2, "*/"), false
	case c == '$':
		return dollar(s), false
	}
	return 1, false
}

func letter(c byte) bool { return c == '_' || c >= 0x80 || 'a' <= c|0x20 && c|0x20 <= 'z' }

func until(s string, from int, end string) int {
	if at := strings.Index(s[from:], end); at >= 0 {
		return from + at + len(end)
	}
	return len(s)
}

// dollar measures PostgreSQL's $tag$ … $tag$; the parameter $1 opens nothing.
func dollar(s string) int {
	n := 1
	for n < len(s) && letter(s[n]) {
		n++
	}
	if n == len(s) || s[n] != '$' {
		return 1
	}
	return until(s, n+1, s[:n+1])
}
