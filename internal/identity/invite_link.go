package identity

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/internal/fault"
	"doorward/internal/secret"
)

// linkPurpose sets invite links apart from every other: one does not open another.
const linkPurpose = "invite"

// InviteLink is the token behind /accept# of an invite's newest mail.
func InviteLink(keys *secret.Keys, inv *ent.Invite) string {
	return keys.Link(linkPurpose, inv.ID, inv.Generation, inv.ExpiresAt)
}

// link is what a token says.
type link struct {
	invite     uuid.UUID
	generation int
	expires    time.Time
}

func (i *Identity) readLink(token string) (link, bool) {
	var l link
	var err error
	l.invite, l.generation, l.expires, err = i.keys.ReadLink(linkPurpose, token)
	return l, err == nil
}

// row is the link's invite; nil where there is none.
func (l link) row(ctx context.Context, c *ent.Client, how ...func(*ent.InviteQuery)) (*ent.Invite, error) {
	q := c.Invite.Query().Where(invite.ID(l.invite))
	for _, f := range how {
		f(q)
	}
	inv, err := q.Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("reading an invite: %w", err)
	}
	return inv, nil
}

// status is how the invite stands for whoever holds this link: a link of an
// older mail is superseded, and the moment of expiry counts, not its event.
func (l link) status(inv *ent.Invite, now time.Time) invite.Status {
	switch {
	case inv.Status != invite.StatusPENDING && inv.Status != invite.StatusEXPIRED:
		return inv.Status
	case l.generation != inv.Generation || !l.expires.Equal(inv.ExpiresAt):
		return invite.StatusSUPERSEDED
	case inv.Status == invite.StatusEXPIRED || !now.Before(inv.ExpiresAt):
		return invite.StatusEXPIRED
	}
	return invite.StatusPENDING
}

// works refuses (LINK_INVALID) a link that is dead, with the reason.
func (l link) works(inv *ent.Invite, now time.Time) error {
	if inv == nil {
		return noLink()
	}
	message, next := "", "Ask whoever invited you for a new invite."
	switch l.status(inv, now) {
	case invite.StatusPENDING:
		return nil
	case invite.StatusACCEPTED:
		message, next = "This invite was accepted already.", "Sign in."
	case invite.StatusEXPIRED:
		message, next = "This invite has expired.", "Ask whoever invited you to send it again."
	case invite.StatusCANCELLED:
		message = "This invite was taken back."
	case invite.StatusSUPERSEDED:
		message, next = "A newer mail has taken the place of this link.", "Open the link in the newest mail."
	}
	f := fault.BadInput(fault.LinkInvalid, message, "token")
	f.Next = next
	return f
}

func noLink() *fault.Fault {
	f := fault.BadInput(fault.LinkInvalid, "This link is not valid. Perhaps a part of it is missing.", "token")
	f.Next = "Open it from the mail again, or copy it whole."
	return f
}

// masked is an address with its middle hidden: enough for whoever has it to
// know it again.
func masked(email string) string {
	at := strings.LastIndexByte(email, '@')
	name, last := []rune(email[:at]), ""
	if len(name) > 3 {
		last = string(name[len(name)-1])
	}
	return string(name[0]) + "•••" + last + email[at:]
}
