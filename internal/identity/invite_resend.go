package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// InviteResend sends a pending or expired invite again: seven new days, and
// every older link is dead. It takes what sending it anew would take. Faults:
// NOT_FOUND, WRONG_STATE, MORE_THAN_HELD, RATE_LIMITED, and ALREADY_EXISTS where the
// address has become a user here by another way.
func (i *Identity) InviteResend(ctx context.Context, id uuid.UUID) (*ent.Invite, error) {
	sent, err := journal.Write(ctx, i.log, journal.InviteResent, func(tx *ent.Client) (*ent.Invite, error) {
		at := i.log.Clock().Now()
		inv, actor, err := openInvite(ctx, tx, at, id, "be sent again")
		if err != nil {
			return nil, err
		}
		if err := mayTouch(ctx, tx, at, actor, inv, "id"); err != nil {
			return nil, err
		}
		if err := notHere(ctx, tx, inv.TenantID, inv.Email); err != nil {
			return nil, err
		}
		if err := withinLimits(ctx, tx, at, inv.TenantID, inv.Email, journal.InviteResent); err != nil {
			return nil, err
		}
		return tx.Invite.UpdateOne(inv).SetStatus(invite.StatusPENDING).SetDelivery(invite.DeliveryQUEUED).
			AddGeneration(1).AddSentCount(1).ClearSentAt().SetExpiresAt(at.Add(directory.InviteLife)).Save(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("sending an invite again: %w", err)
	}
	return sent, nil
}

// openInvite locks an invite of the viewer's tenant that waits, pending or expired,
// for a viewer who may send invites there.
func openInvite(ctx context.Context, tx *ent.Client, at time.Time, id uuid.UUID, act string) (*ent.Invite, *directory.Actor, error) {
	_, actor, err := directory.Here(ctx, tx, at, viewer.InvitesSend)
	if err != nil {
		return nil, nil, err
	}
	q := tx.Invite.Query().Where(invite.ID(id))
	q.Modify(store.ForUpdate)
	inv, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil, fault.Missing("invite")
	}
	if err != nil {
		return nil, nil, err
	}
	was := map[invite.Status]string{
		invite.StatusACCEPTED:   "was accepted",
		invite.StatusCANCELLED:  "was cancelled",
		invite.StatusSUPERSEDED: "was replaced by a newer one",
	}[inv.Status]
	if was == "" {
		return inv, actor, nil
	}
	f := fault.BadInput(fault.WrongState, fmt.Sprintf("This invite %s: it cannot %s.", was, act), "id")
	if inv.Status == invite.StatusCANCELLED {
		f.Next = "Invite the person anew."
	}
	return nil, nil, f
}
