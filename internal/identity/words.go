package identity

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"doorward/internal/fault"
)

const (
	// PasswordMin is how many characters a password has at least (NIST SP 800-63B-4).
	PasswordMin = 15
	passwordMax = 1024 // bytes
	nameMax     = 200  // characters
)

// goodPassword refuses (PASSWORD_REFUSED) what may not become a password.
// Nothing of it is trimmed or changed.
func goodPassword(text string) error {
	switch {
	case utf8.RuneCountInString(text) < PasswordMin:
		return fault.BadInput(fault.PasswordRefused, fmt.Sprintf("Choose a password of at least %d characters: a few words will do.", PasswordMin), "password")
	case len(text) > passwordMax:
		return fault.BadInput(fault.PasswordRefused, "That password is too long.", "password")
	}
	return nil
}

// oneLine is a name as it is stored: white space at its ends is gone. Nil and
// nothing but white space are nil.
func oneLine(text *string, what string, field ...string) (*string, error) {
	if text == nil {
		return nil, nil
	}
	s := strings.TrimSpace(*text)
	switch {
	case s == "":
		return nil, nil
	case utf8.RuneCountInString(s) > nameMax:
		return nil, fault.BadInput(fault.Invalid, fmt.Sprintf("The %s is too long: %d characters at most.", what, nameMax), field...)
	case !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl):
		return nil, fault.BadInput(fault.Invalid, fmt.Sprintf("The %s has characters that cannot be shown.", what), field...)
	}
	return &s, nil
}
