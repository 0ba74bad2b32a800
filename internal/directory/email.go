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
	if strings.ContainsFunc(text, unseen) {
		return unseenFlaw // also where a name may hold it
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
	if Disguised(text) {
		return "has letters that only look like others"
	}
	return ""
}

// Disguised tells whether an address is compared as another one that somebody
// else may read: with a long s in it, or a final sigma, it would find whoever has
// the plain letter, and the mail would go elsewhere.
func Disguised(email string) bool {
	return !norm.NFKC.IsNormalString(email) || !SameEmail(email, rule.Fold(email))
}

// SameEmail tells whether two addresses are one but for the case of their letters.
// Of two that are only compared as one (rule.Fold) each may be somebody's.
func SameEmail(a, b string) bool { return lowered(a) == lowered(b) }

func lowered(email string) string { return norm.NFKC.String(strings.ToLower(email)) }
