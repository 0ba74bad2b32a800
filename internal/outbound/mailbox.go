package outbound

import (
	"context"
	"sync"
)

// kept is how many mails a Mailbox holds; older ones fall out.
const kept = 200

// Mailbox takes mail instead of a mail server, for the demo and for tests. The zero value is ready.
type Mailbox struct {
	mu   sync.Mutex
	mail []Mail
}

// Deliver keeps one mail. It never fails.
func (b *Mailbox) Deliver(_ context.Context, m Mail) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.mail = append(b.mail, m)
	if over := len(b.mail) - kept; over > 0 {
		b.mail = append([]Mail(nil), b.mail[over:]...)
	}
	return nil
}

// All lists what was delivered, oldest first.
func (b *Mailbox) All() []Mail {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]Mail(nil), b.mail...)
}
