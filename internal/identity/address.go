package identity

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"doorward/ent/rule"
	"doorward/internal/directory"
	"doorward/internal/fault"
)

// address is an e-mail address to which mail can go (directory.Email). One that
// only looks like another is refused: it would be compared as that other, and
// read by somebody else.
func address(text string) (string, error) {
	text, err := directory.Email(text)
	if err == nil && disguised(text) {
		err = fault.BadInput(fault.Invalid, "The e-mail address has letters that only look like others.", "email")
	}
	return text, err
}

func disguised(text string) bool {
	if !norm.NFKC.IsNormalString(text) {
		return true
	}
	for _, r := range text {
		if r >= 0x80 && strings.ContainsFunc(rule.Fold(string(r)), func(f rune) bool { return f < 0x80 }) {
			return true
		}
	}
	return false
}

// masked is an address with its middle hidden: enough for whoever has it to
// know it again.
func masked(email string) string {
	at := strings.LastIndexByte(email, '@')
	name := []rune(email[:at])
	last := ""
	if len(name) > 3 {
		last = string(name[len(name)-1])
	}
	return string(name[0]) + "•••" + last + email[at:]
}
