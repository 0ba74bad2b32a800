package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// BetaSet lets a user take part in features in beta, without end, or no longer (A37).
func (d *Directory) BetaSet(ctx context.Context, id uuid.UUID, on bool) (*ent.User, error) {
	var u *ent.User
	_, err := journal.Write(ctx, d.log, journal.UserBetaSet, func(tx *ent.Client) (*ent.User, error) {
		var err error
		if u, _, err = lockUser(ctx, tx, id); err != nil {
			return nil, err
		}
		a, err := ActorIn(ctx, tx, d.log.Clock().Now(), u.TenantID)
		if err != nil {
			return nil, err
		}
		if err := a.Can(viewer.UsersManage); err != nil {
			return nil, err
		}
		if u.BetaAccess == on && u.BetaUntil == nil {
			return nil, journal.Nothing
		}
		if u, err = tx.User.UpdateOne(u).SetBetaAccess(on).ClearBetaUntil().Save(ctx); err != nil {
			return nil, fmt.Errorf("setting beta access: %w", err)
		}
		return u, nil
	})
	if err != nil {
		return nil, err
	}
	return u, nil
}
