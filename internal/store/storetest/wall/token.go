package wall

import (
	"slices"
	"strings"
)

// node is one token of a statement, or a pair of parentheses with what stands in it.
type node struct {
	text   string // a word in capitals, a name as it is
	name   bool   // may be a table, a column or an alias
	inside []node
	group  bool
}

func (n node) is(words ...string) bool { return !n.group && slices.Contains(words, n.text) }

// reads tells whether the parentheses hold a query.
func (n node) reads() bool { return n.group && len(n.inside) > 0 && n.inside[0].is("SELECT", "WITH") }

// tree takes a statement apart.
func tree(query string) []node {
	rest := query
	return nodes(&rest)
}

func nodes(rest *string) (all []node) {
	for *rest != "" {
		s := *rest
		switch c := s[0]; {
		case c == '(':
			*rest = s[1:]
			all = append(all, node{group: true, inside: nodes(rest)})
		case c == ')':
			*rest = s[1:]
			return all
		case c == '"' || c == '`':
			n := until(s, 1, s[:1])
			all = append(all, node{text: strings.Trim(s[:n], s[:1]), name: true})
			*rest = s[n:]
		case c == '\'':
			n := until(s, 1, "'")
			all = append(all, node{text: s[:n]})
			*rest = s[n:]
		case strings.HasPrefix(s, "--"):
			*rest = s[until(s, 2, "\n"):]
		case strings.HasPrefix(s, "/*"):
			*rest = s[until(s, 2, "*/"):]
		case strings.ContainsRune(" \t\r\n", rune(c)):
			*rest = s[1:]
		case letter(c):
			n := 1
			for n < len(s) && (letter(s[n]) || '0' <= s[n] && s[n] <= '9') {
				n++
			}
			all = append(all, word(s[:n]))
			*rest = s[n:]
		default:
			n := 1
			for c == '$' && n < len(s) && '0' <= s[n] && s[n] <= '9' {
				n++
			}
			all = append(all, node{text: s[:n]})
			*rest = s[n:]
		}
	}
	return all
}

// keywords that end a name's place: nothing of ours has one for a name.
var keywords = strings.Fields(`SELECT WITH FROM WHERE JOIN INNER LEFT RIGHT FULL CROSS OUTER ON USING AS AND OR NOT IN IS NULL EXISTS
	GROUP ORDER BY HAVING LIMIT OFFSET FOR UNION EXCEPT INTERSECT ALL DISTINCT UPDATE SET DELETE INSERT INTO VALUES RETURNING
	CONFLICT DO LIKE BETWEEN TABLE MERGE EXPLAIN CASE WHEN THEN ELSE END ASC DESC NULLS LATERAL ONLY REPLACE`)

func word(s string) node {
	if capitals := strings.ToUpper(s); slices.Contains(keywords, capitals) {
		return node{text: capitals}
	}
	return node{text: s, name: true}
}

func letter(c byte) bool { return c == '_' || c >= 0x80 || 'a' <= c|0x20 && c|0x20 <= 'z' }

func until(s string, from int, end string) int {
	if at := strings.Index(s[from:], end); at >= 0 {
		return from + at + len(end)
	}
	return len(s)
}

// split cuts at words of this level.
func split(all []node, words ...string) (parts [][]node) {
	begun := 0
	for i, n := range all {
		if n.is(words...) {
			parts = append(parts, all[begun:i])
			begun = i + 1
		}
	}
	return append(parts, all[begun:])
}
