package directory

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"doorward/internal/fault"
)

// How long texts may be, in characters.
const (
	longestName        = 200
	longestDescription = 2000
	longestEmail       = 254 // RFC 5321
)

// flaw says what keeps a trimmed text from being stored; empty when nothing does.
// Characters that cannot be seen are refused: with them one name passes for another.
func flaw(text string, longest int) string {
	switch {
	case !utf8.ValidString(text):
		return "is not UTF-8"
	case utf8.RuneCountInString(text) > longest:
		return fmt.Sprintf("is longer than %d characters", longest)
	case hides(text):
		return unseenFlaw
	}
	return ""
}

// nameFlaw is flaw for a text that must be there, on one line.
func nameFlaw(text string, longest int) string {
	switch {
	case text == "":
		return "is missing"
	case strings.Contains(text, "\n"):
		return "goes over several lines"
	}
	return flaw(text, longest)
}

// named trims a name, or refuses it beside its field.
func named(text, field string) (string, error) {
	text = strings.TrimSpace(text)
	if f := nameFlaw(text, longestName); f != "" {
		return "", fault.BadInput(fault.Invalid, "The name "+f+".", field)
	}
	return text, nil
}

// Line trims a text on one line that may be left out, or refuses it (INVALID)
// beside its field; nil where nothing is left. The message calls it what.
func Line(text *string, what, field string) (*string, error) {
	if text == nil {
		return nil, nil
	}
	short := filled(strings.TrimSpace(*text))
	if short == nil {
		return nil, nil
	}
	if f := nameFlaw(*short, longestName); f != "" {
		return nil, fault.BadInput(fault.Invalid, "The "+what+" "+f+".", field)
	}
	return short, nil
}

// Described trims a text that may be left out, or refuses it (INVALID) beside its
// field; nil where nothing is left.
func Described(text *string, field string) (*string, error) {
	if text == nil {
		return nil, nil
	}
	short := strings.TrimSpace(*text)
	if f := flaw(short, longestDescription); f != "" {
		return nil, fault.BadInput(fault.Invalid, "The text "+f+".", field)
	}
	return filled(short), nil
}

// filled is nil for an empty text.
func filled(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
