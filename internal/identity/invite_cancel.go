package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/internal/journal"
)

// InviteCancel takes a pending or expired invite back: its links are dead, and
// its row stays. Faults: NOT_FOUND, WRONG_STATE.
func (i *Identity) InviteCancel(ctx context.Context, id uuid.UUID) (*ent.Invite, error) {
	taken, err := journal.Write(ctx, i.log, journal.InviteCancelled, func(tx *ent.Client) (*ent.Invite, error) {
		inv, err := openInvite(ctx, tx, id, "be cancelled")
		if err != nil {
			return nil, err
		}
		return tx.Invite.UpdateOne(inv).SetStatus(invite.StatusCANCELLED).SetCancelledAt(i.log.Clock().Now()).Save(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("cancelling an invite: %w", err)
	}
	return taken, nil
}
