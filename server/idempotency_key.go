package server

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"doorward/internal/fault"
)

// keyHeader is of draft-ietf-httpapi-idempotency-key-header-07.
const keyHeader = "Idempotency-Key"

// keyMost is how many characters a key may have.
const keyMost = 255

var badKey = &fault.Fault{Kind: fault.Request, Code: fault.Invalid, Message: "The request's Idempotency-Key is not one.",
	Next: "Send one key of 1 to 255 visible ASCII characters, such as a UUID."}

// readKey takes the key of the header's one line: bare, as most send it, or in the
// draft's form, a string in quotes (RFC 9651, 3.3.3). Both spell the same key.
func readKey(lines []string) (string, bool) {
	if len(lines) != 1 {
		return "", false
	}
	key := strings.TrimSpace(lines[0])
	if strings.HasPrefix(key, `"`) {
		var quoted bool
		if key, quoted = unquoted(key); !quoted {
			return "", false
		}
	}
	if key == "" || len(key) > keyMost {
		return "", false
	}
	for _, c := range []byte(key) {
		if c <= ' ' || c > '~' {
			return "", false
		}
	}
	return key, true
}

// unquoted is what stands in a string's quotes, where that is all there is.
func unquoted(text string) (string, bool) {
	var inside strings.Builder
	for i := 1; i < len(text); i++ {
		switch c := text[i]; c {
		case '"':
			return inside.String(), i == len(text)-1
		case '\\':
			if i++; i == len(text) || text[i] != '"' && text[i] != '\\' {
				return "", false
			}
			inside.WriteByte(text[i])
		default:
			inside.WriteByte(c)
		}
	}
	return "", false
}

// anyPublic tells whether a field that everybody may ask for is among the operation's
// first: one that signs somebody in or out.
func anyPublic(fields ast.SelectionSet) bool {
	for _, one := range fields {
		switch one := one.(type) {
		case *ast.Field:
			if one.Definition.Directives.ForName("public") != nil {
				return true
			}
		case *ast.InlineFragment:
			if anyPublic(one.SelectionSet) {
				return true
			}
		case *ast.FragmentSpread:
			if anyPublic(one.Definition.SelectionSet) {
				return true
			}
		}
	}
	return false
}
