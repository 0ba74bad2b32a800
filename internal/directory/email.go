package directory

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"doorward/ent/rule"
	"doorward/internal/fault"
)

// Email trims an address as a person types it, or refuses it (INVALID, field
// email). Addresses are compared folded (rule.Fold), never as typed; whether one
// exists only a mail tells.
func Email(text string) (string, error) {
	text = norm.NFC.String(strings.TrimSpace(text))
	if f := emailFlaw(text); f != "" {
		return "", fault.BadInput(fault.Invalid, "The e-mail address "+f+".", "email")
	}
	return text, nil
}

func emailFlaw(text string) string {
	if f := nameFlaw(text, longestEmail); f != "" {
		return f
	}
	at := strings.LastIndexByte(text, '@')
	switch {
	case at < 0:
		return "has no @"
	case at == 0 || at > 64:
		return "has nothing before its @, or too much"
	case strings.ContainsFunc(text[:at], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"(),:;<>@[\]`, r) }):
		return "holds a character that addresses do not have"
	case strings.HasPrefix(text, ".") || text[at-1] == '.' || strings.Contains(text[:at], ".."):
		return "has a dot where none may be"
	}
	for _, label := range strings.Split(text[at+1:], ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' ||
			strings.ContainsFunc(label, func(r rune) bool {
				return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
			}) {
			return "has no domain after its @ that could exist"
		}
	}
	if disguised(text) {
		return "has letters that only look like others"
	}
	return ""
}

// disguised tells whether an address is compared as another one that somebody
// else may read: with a long s in it, it would find whoever has a plain one, and
// the mail would go elsewhere.
func disguised(text string) bool {
	return !norm.NFKC.IsNormalString(text) || strings.ContainsFunc(text, func(r rune) bool {
		return r >= 0x80 && strings.ContainsFunc(rule.Fold(string(r)), func(f rune) bool { return f < 0x80 })
	})
}
