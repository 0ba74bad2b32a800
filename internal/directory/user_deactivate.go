package directory

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/entry"
	"doorward/ent/user"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// endedByDeactivation is an entry's ended_because when its user was deactivated.
const endedByDeactivation = "deactivated"

// UserDeactivate shuts a user out of their tenant at once: who, when and why are
// kept, and the user's open entries end in the same commit. everywhereBelow also
// takes the same person's active users in the tenants below in which the viewer
// may manage users; there, too, all or nothing.
//
// Refused: oneself (INVALID), a user who holds more (MORE_THAN_HELD), one who is
// inactive already (WRONG_STATE), and the last usable owner of any tenant that it
// concerns (LAST_OWNER).
func (d *Directory) UserDeactivate(ctx context.Context, id uuid.UUID, reason *string, everywhereBelow bool) (*ent.User, error) {
	reason, err := Described(reason, "reason")
	if err != nil {
		return nil, err
	}
	var asked *ent.User
	_, err = journal.Write(ctx, d.log, journal.UserDeactivated, func(tx *ent.Client) (users, error) {
		at := d.log.Clock().Now()
		first, chain, err := lockUser(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		all, err := leavers(ctx, tx, at, first, everywhereBelow)
		if err != nil {
			return nil, err
		}
		asked = first
		return all, KeepOwner(ctx, tx, at, chain, func() error {
			for i, u := range all {
				if all[i], err = deactivate(viewer.In(ctx, u.TenantID), tx, at, u, reason); err != nil {
					return err
				}
				if u.ID == first.ID {
					asked = all[i]
				}
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return asked, nil
}

// leavers are the active users whom the act takes.
func leavers(ctx context.Context, tx *ent.Client, at time.Time, first *ent.User, everywhereBelow bool) (users, error) {
	if err := mayDeactivate(ctx, tx, at, first); err != nil {
		return nil, err
	}
	var all users
	if first.Status == user.StatusACTIVE {
		all = users{first}
	}
	if everywhereBelow {
		below, err := samePersonBelow(ctx, tx, at, first)
		if err != nil {
			return nil, err
		}
		all = append(all, below...)
	}
	if len(all) == 0 {
		return nil, fault.BadInput(fault.WrongState, first.Name+" is inactive already.", "id")
	}
	return all, nil
}

// users of several tenants, one act.
type users []*ent.User

// Subjects of the change.
func (u users) Subjects() []journal.Subject { return journal.Of([]*ent.User(u)) }

func mayDeactivate(ctx context.Context, tx *ent.Client, at time.Time, u *ent.User) error {
	a, err := ActorIn(ctx, tx, at, u.TenantID, u.ID)
	if err != nil {
		return err
	}
	if err := a.Can(viewer.UsersManage); err != nil {
		return err
	}
	v := viewer.From(ctx)
	if v.User == u.ID || u.PersonID != nil && v.Person == *u.PersonID {
		return fault.BadInput(fault.Invalid, "You cannot deactivate yourself: ask another administrator.", "id")
	}
	return a.MayActOn(u)
}

func deactivate(ctx context.Context, tx *ent.Client, at time.Time, u *ent.User, reason *string) (*ent.User, error) {
	u, err := tx.User.UpdateOne(u).SetStatus(user.StatusINACTIVE).SetDeactivatedAt(at).SetNillableDeactivatedBy(giver(ctx)).
		SetNillableDeactivatedReason(reason).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("deactivating a user: %w", err)
	}
	err = tx.Entry.Update().Where(entry.TenantID(u.TenantID), entry.UserID(u.ID), entry.EndedAtIsNil()).
		SetEndedAt(at).SetEndedBecause(endedByDeactivation).Exec(ctx)
	if err != nil {
		return nil, fmt.Errorf("ending a user's entries: %w", err)
	}
	return u, nil
}

// samePersonBelow finds the active users of the same person in the tenants below
// in which the viewer may manage users; one who holds more there is refused.
func samePersonBelow(ctx context.Context, tx *ent.Client, at time.Time, u *ent.User) ([]*ent.User, error) {
	if u.PersonID == nil {
		return nil, nil
	}
	below, err := downward(ctx, tx, u.TenantID)
	if err != nil || len(below) == 0 {
		return nil, err
	}
	wide := viewer.Widened(ctx, ids(below, func(t *ent.Tenant) uuid.UUID { return t.ID }))
	found, err := tx.User.Query().Where(user.PersonID(*u.PersonID), user.StatusEQ(user.StatusACTIVE)).Order(ent.Asc(user.FieldID)).All(wide)
	if err != nil {
		return nil, fmt.Errorf("reading a person's users: %w", err)
	}
	tenants := make(map[uuid.UUID]bool, len(below))
	for _, t := range below {
		tenants[t.ID] = true
	}
	var all []*ent.User
	for _, other := range found {
		if !tenants[other.TenantID] {
			continue // the system sees over the wall
		}
		err := mayDeactivate(ctx, tx, at, other)
		if fault.Is(err, fault.PermissionDenied) || fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, other)
	}
	return all, nil
}
