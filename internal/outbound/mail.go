// Package outbound owns what leaves for the world: mail. It follows the journal
// and refuses to hold a database transaction while it talks to anybody.
package outbound

import (
	"context"
	"time"
)

// Mail is one rendered message to one address.
type Mail struct {
	To, Subject, Text, HTML string
	At                      time.Time
}

// SMTP sends through a mail server: smtp://user:password@host:587 (STARTTLS) or
// smtps://user:password@host:465 (TLS from the start).
func SMTP(url string) (func(context.Context, Mail) error, error) {
	panic("not yet")
}
