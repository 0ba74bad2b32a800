package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/user"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// UserReactivate lets an inactive user back in. It takes a seat again
// (SEATS_EXHAUSTED), gives back what the user holds, which may be no more than the
// viewer holds (MORE_THAN_HELD), and revives no entry: the person signs in anew.
// An active user is WRONG_STATE.
func (d *Directory) UserReactivate(ctx context.Context, id uuid.UUID) (*ent.User, error) {
	return journal.Write(ctx, d.log, journal.UserReactivated, func(tx *ent.Client) (*ent.User, error) {
		at := d.log.Clock().Now()
		u, _, err := lockUser(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		a, err := ActorIn(ctx, tx, at, u.TenantID, u.ID)
		if err != nil {
			return nil, err
		}
		if err := a.Can(viewer.UsersManage); err != nil {
			return nil, err
		}
		if err := a.MayActOn(u); err != nil {
			return nil, err
		}
		if u.Status != user.StatusINACTIVE {
			return nil, fault.BadInput(fault.WrongState, u.Name+" is active already.", "id")
		}
		if u.PersonID != nil {
			if err := Seats(ctx, tx, u.TenantID, 1); err != nil {
				return nil, err
			}
		}
		u, err = tx.User.UpdateOne(u).SetStatus(user.StatusACTIVE).ClearDeactivatedAt().ClearDeactivatedBy().ClearDeactivatedReason().Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("reactivating a user: %w", err)
		}
		return u, nil
	})
}
