package secret

import (
	"fmt"
	"io"
)

// redacted stands wherever a secret would.
const redacted = "[redacted]"

// Text is a secret in a struct that somebody might print: a password as it was sent,
// an address with credentials. However it is printed, logged or marshalled, it is
// "[redacted]" (T-26), but as a key of a JSON object; string(t) is the secret itself.
type Text string

// String is "[redacted]".
func (Text) String() string { return redacted }

// GoString is "[redacted]".
func (Text) GoString() string { return redacted }

// Format writes "[redacted]" for every verb: %x and %d ask no String.
func (Text) Format(w fmt.State, _ rune) { _, _ = io.WriteString(w, redacted) }

// MarshalText is "[redacted]", in JSON and for slog as well.
func (Text) MarshalText() ([]byte, error) { return []byte(redacted), nil }
