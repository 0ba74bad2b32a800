package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/journalentry"
	"doorward/ent/rule"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/journal"
)

// How many mails a tenant may ask for in any 24 hours: to one address, and of each
// kind (sent, sent again) in all. An import is the operator's, and does not count.
const (
	mailsToOne = 10
	mailsToAll = 2000
	mailDay    = 24 * time.Hour
)

// withinLimits refuses (RATE_LIMITED) one mail more to an address than a tenant may
// ask for. The tenant is locked, so that what was counted holds at the commit.
func withinLimits(ctx context.Context, tx *ent.Client, at time.Time, in uuid.UUID, email string, verb journal.Verb) error {
	// Each mail gives its invite a whole life anew: the end tells when the last was asked for.
	same, err := tx.Invite.Query().Where(invite.TenantID(in), invite.EmailKey(rule.Fold(email)),
		invite.ExpiresAtGT(at.Add(directory.InviteLife-mailDay))).IDs(ctx)
	if err != nil {
		return fmt.Errorf("reading invites of an address: %w", err)
	}
	toOne := tx.JournalEntry.Query().Where(journalentry.TenantID(in), journalentry.SubjectIDIn(same...),
		journalentry.VerbIn(journal.InviteSent.Name, journal.InviteResent.Name))
	if err := fewer(ctx, toOne, at, mailsToOne, "Today's mails to this address are used up."); err != nil {
		return err
	}
	toAll := tx.JournalEntry.Query().Where(journalentry.TenantID(in), journalentry.Verb(verb.Name))
	return fewer(ctx, toAll, at, mailsToAll, "Today's invites are used up.")
}

// fewer looks at the entry that is so many back: it must be a day old.
func fewer(ctx context.Context, asked *ent.JournalEntryQuery, at time.Time, most int, message string) error {
	back, err := asked.Order(ent.Desc(journalentry.FieldID)).Offset(most - 1).First(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("counting invites: %w", err)
	}
	wait := back.At.Add(mailDay).Sub(at)
	if wait <= 0 {
		return nil
	}
	return &fault.Fault{Kind: fault.Request, Code: fault.RateLimited, Message: message, Next: "Try again tomorrow.", Retry: wait}
}
