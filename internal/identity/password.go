package identity

import (
	"fmt"
	"unicode/utf8"

	"doorward/internal/fault"
)

const (
	// PasswordMin is how many characters a password has at least (NIST SP 800-63B-4).
	PasswordMin = 15
	passwordMax = 1024 // bytes
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
