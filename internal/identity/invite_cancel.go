package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// InviteCancel takes a pending or expired invite back: its links are dead, and
// its row stays. It takes what sending it would take, though whoever sent it may
// always take it back. Faults: NOT_FOUND, WRONG_STATE, MORE_THAN_HELD.
func (i *Identity) InviteCancel(ctx context.Context, id uuid.UUID) (*ent.Invite, error) {
	taken, err := journal.Write(ctx, i.log, journal.InviteCancelled, func(tx *ent.Client) (*ent.Invite, error) {
		at := i.log.Clock().Now()
		inv, actor, err := openInvite(ctx, tx, at, id, "be cancelled")
		if err != nil {
			return nil, err
		}
		if inv.InvitedBy == nil || *inv.InvitedBy != viewer.From(ctx).User {
			if err := mayTouch(ctx, tx, at, actor, inv, "id"); err != nil {
				return nil, err
			}
		}
		return tx.Invite.UpdateOne(inv).SetStatus(invite.StatusCANCELLED).SetCancelledAt(at).Save(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("cancelling an invite: %w", err)
	}
	return taken, nil
}
