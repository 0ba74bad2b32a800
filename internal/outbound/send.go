package outbound

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/mailmessage"
	"doorward/internal/clock"
	"doorward/internal/journal"
)

const (
	atOnce   = 4                // mails that are sent at a time
	lease    = 2 * time.Minute  // how long a claim holds: longer than any talk with the mail server
	lookAt   = time.Minute      // other processes' messages ring no bell here
	firstTry = 30 * time.Second // the first wait; then twice as long each time
	lastTry  = time.Hour        // … up to this
	giveUp   = 24 * time.Hour   // after the message was queued
)

// send sends what is due until the context ends.
func (m *Mailer) send(ctx context.Context) error {
	for ctx.Err() == nil {
		due, err := m.claim(ctx)
		if err != nil && ctx.Err() == nil {
			m.slog.Error("The mail queue cannot be read; trying again.", "error", err)
		}
		if len(due) == 0 {
			m.rest(ctx)
			continue
		}
		var sending errgroup.Group
		sending.SetLimit(atOnce)
		for _, msg := range due {
			sending.Go(func() error { m.deliver(ctx, msg); return nil })
		}
		_ = sending.Wait()
	}
	return nil
}

// rest waits until the next message is due, something is queued, or a while has passed.
func (m *Mailer) rest(ctx context.Context) {
	at := m.log.Clock()
	wake := at.Now().Add(lookAt)
	next, err := m.log.DB().Client().MailMessage.Query().Where(mailmessage.StateEQ(mailmessage.StateQUEUED)).
		Order(ent.Asc(mailmessage.FieldNextAttemptAt)).First(ctx)
	if err == nil && next.NextAttemptAt.Before(wake) {
		wake = next.NextAttemptAt
	}
	rung := at.After(max(wake.Sub(at.Now()), time.Millisecond))
	if !at.Now().Before(wake) { // it moved while we looked
		return
	}
	select {
	case <-ctx.Done():
	case <-m.kick:
	case <-rung:
	}
}

// claim takes a few messages that are due. Where several processes ask at once
// each message goes to one of them; a claim whose process died runs out.
func (m *Mailer) claim(ctx context.Context) (mine []*ent.MailMessage, err error) {
	now := m.log.Clock().Now()
	due, err := m.log.DB().Client().MailMessage.Query().
		Where(mailmessage.StateEQ(mailmessage.StateQUEUED), mailmessage.NextAttemptAtLTE(now)).
		Order(ent.Asc(mailmessage.FieldNextAttemptAt)).Limit(4 * atOnce).All(ctx)
	if err != nil || len(due) == 0 {
		return nil, err
	}
	err = journal.Keep(ctx, m.log, func(b journal.Books) error {
		mine = nil
		for _, msg := range due {
			n, err := b.MailMessage.Update().Where(mailmessage.ID(msg.ID), mailmessage.StateEQ(mailmessage.StateQUEUED),
				mailmessage.NextAttemptAtLTE(now)).SetNextAttemptAt(now.Add(lease)).AddAttempts(1).Save(ctx)
			if err != nil {
				return err
			}
			if n == 1 {
				mine = append(mine, msg)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("claiming mails: %w", err)
	}
	for _, msg := range mine {
		msg.Attempts++
	}
	return mine, nil
}

// deliver sends one message and writes down what came of it. What cannot be
// written down now comes again when the claim runs out.
func (m *Mailer) deliver(ctx context.Context, msg *ent.MailMessage) {
	mail, err := m.compose(ctx, msg)
	switch {
	case err != nil:
		err = m.later(ctx, msg, err)
	case mail == nil:
		err = m.drop(ctx, msg)
	default:
		if err = hush(m.transport(ctx, *mail), string(mail.Token)); err == nil {
			err = m.sent(ctx, msg)
		} else if ctx.Err() == nil {
			m.slog.Warn("A mail could not be sent.", "mail", msg.ID, "attempt", msg.Attempts, "error", without(msg.To, err))
			err = m.later(ctx, msg, err)
		}
	}
	if err != nil && ctx.Err() == nil {
		m.slog.Error("What became of a mail could not be written down; it may be sent again.", "mail", msg.ID, "error", err)
	}
}

// sent writes the receipt: the message and its invite in one change. A mail that
// left is written down even while the program stops.
func (m *Mailer) sent(ctx context.Context, msg *ent.MailMessage) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	now := m.log.Clock().Now()
	return m.receipt(ctx, msg, journal.InviteMailed, func(tx *ent.Client) error {
		return tx.MailMessage.UpdateOneID(msg.ID).SetState(mailmessage.StateSENT).SetSentAt(now).ClearLastError().Exec(ctx)
	}, func(u *ent.InviteUpdate) { u.SetDelivery(invite.DeliverySENT).SetSentAt(now) })
}

// later puts a message back for a while, or gives it up.
func (m *Mailer) later(ctx context.Context, msg *ent.MailMessage, why error) error {
	now, text := m.log.Clock().Now(), without(msg.To, why)
	next := clock.Cut(now.Add(wait(msg.Attempts)))
	if !errors.Is(why, ErrRefused) && next.Before(msg.CreatedAt.Add(giveUp)) {
		return journal.Keep(ctx, m.log, func(b journal.Books) error {
			return b.MailMessage.UpdateOneID(msg.ID).SetNextAttemptAt(next).SetLastError(text).Exec(ctx)
		})
	}
	return m.receipt(ctx, msg, journal.InviteMailFailed, func(tx *ent.Client) error {
		return tx.MailMessage.UpdateOneID(msg.ID).SetState(mailmessage.StateFAILED).SetLastError(text).Exec(ctx)
	}, func(u *ent.InviteUpdate) { u.SetDelivery(invite.DeliveryFAILED) })
}

// drop ends a message that nobody waits for any more: its invite was settled or
// has a newer link.
func (m *Mailer) drop(ctx context.Context, msg *ent.MailMessage) error {
	return journal.Keep(ctx, m.log, func(b journal.Books) error {
		return b.MailMessage.UpdateOneID(msg.ID).SetState(mailmessage.StateFAILED).SetLastError("no longer wanted").Exec(ctx)
	})
}

// receipt changes the message, and the invite while it still has this link.
func (m *Mailer) receipt(ctx context.Context, msg *ent.MailMessage, v journal.Verb, book func(*ent.Client) error, set func(*ent.InviteUpdate)) error {
	newer := false
	_, err := journal.Write(ctx, m.log, v, func(tx *ent.Client) (journal.Change, error) {
		change := tx.Invite.Update().Where(invite.ID(msg.SubjectID), invite.Generation(msg.Generation))
		set(change)
		n, err := change.Save(ctx)
		if err != nil {
			return nil, err
		}
		if newer = n == 0; newer {
			return nil, journal.Nothing
		}
		inv, err := tx.Invite.Get(ctx, msg.SubjectID)
		if err != nil {
			return nil, err
		}
		return journal.Of(inv), book(tx)
	})
	if err == nil && newer {
		return m.drop(ctx, msg)
	}
	return err
}

// wait is how long to wait after so many attempts: chance keeps the queue from
// coming back all at once.
func wait(attempts int) time.Duration {
	d := min(firstTry<<min(max(attempts, 1)-1, 16), lastTry)
	return d - rand.N(d/4)
}

// without is an error's text without the address: it goes into the program's own log.
func without(to string, err error) string {
	text := strings.Join(strings.Fields(strings.ReplaceAll(err.Error(), to, "[the address]")), " ")
	return oneLine(text, 500)
}
