// Package outbound owns what leaves for the world: mail. It follows the journal,
// keeps a queue that survives restarts, and writes receipts into the journal. It
// refuses to hold a database transaction while it talks to anybody.
package outbound

import (
	"errors"
	"time"

	"doorward/internal/secret"
)

// Mail is one rendered message to one address.
type Mail struct {
	ID       string // the same when the same message is sent again
	To       string
	Subject  string
	Text     string
	HTML     string
	FromName string // the name beside the sender's address; empty: Doorward
	At       time.Time
	Token    secret.Text // the link's in its text: no error may repeat it
}

// ErrRefused is what a transport wraps when trying again is of no use: the mail
// server will not take this mail for this address.
var ErrRefused = errors.New("refused for good")
