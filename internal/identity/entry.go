package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/entry"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// enter has the viewer act in a tenant: with their row there, or from above. The
// first time in a session it makes the entry.
func (i *Identity) enter(ctx context.Context, v *viewer.Viewer, s *ent.Session, in uuid.UUID) error {
	scope, home, err := i.home(ctx, v.Person, in)
	switch {
	case err != nil:
		return fmt.Errorf("entering a tenant: %w", err)
	case home == nil:
		return fault.Missing("tenant")
	case !home.Active:
		return deactivated(scope.Own.Tenant.Name)
	}
	now := i.log.Clock().Now()
	v.Tenant, v.Acts, v.Above = in, []uuid.UUID{in}, i.who.Above(in)
	v.User, v.UserIn = home.ID, home.Tenant
	from, _ := i.who.Tenant(home.Tenant)
	if from.Suspended || scope.Own.Tenant.Suspended {
		return nil // nobody enters; whatever is asked for is refused with the reason
	}
	e, err := i.log.DB().Client().Entry.Query().
		Where(entry.SessionID(s.ID), entry.TenantID(home.Tenant)).Only(ctx)
	switch {
	case err != nil && !ent.IsNotFound(err):
		return fmt.Errorf("reading an entry: %w", err)
	case e != nil && (e.EndedAt != nil || idleTooLong(s, from, now)): // idle: where its end could not be written
		return fault.SignIn()
	case now.Sub(s.CreatedAt) >= from.SessionMax:
		if e != nil {
			if _, err := i.timeOut(ctx, []uuid.UUID{e.ID}); err != nil && !unwritten(ctx, err) {
				return err
			}
		}
		return fault.SignIn()
	case e != nil:
		v.Entry = e.ID
		return nil
	}
	v.Entry, err = i.firstUse(ctx, v)
	return err
}

// firstUse writes the entry, and when the user and the person were last here.
// Of requests that race for it one makes it, and the others find it.
func (i *Identity) firstUse(ctx context.Context, v *viewer.Viewer) (uuid.UUID, error) {
	var made *ent.Entry
	_, err := journal.Write(viewer.With(ctx, v), i.log, journal.UserLoggedIn, func(tx *ent.Client) (u *ent.User, err error) {
		// Locks the session, so that one request at a time looks for its entries.
		if err := directory.StillStands(viewer.With(ctx, v), tx); err != nil {
			return nil, err
		}
		made, err = tx.Entry.Query().Where(entry.SessionID(v.Session), entry.TenantID(v.UserIn)).Only(ctx)
		switch {
		case err == nil && made.EndedAt != nil:
			return nil, fault.SignIn()
		case err == nil:
			return nil, journal.Nothing
		case !ent.IsNotFound(err):
			return nil, err
		}
		now := i.log.Clock().Now()
		// Made before the user is locked: so the tenant is locked first, as by whoever deactivates.
		made, err = tx.Entry.Create().SetCreatedAt(now).SetTenantID(v.UserIn).SetSessionID(v.Session).SetUserID(v.User).Save(ctx)
		if err != nil {
			return nil, err
		}
		q := tx.User.Query().Where(user.ID(v.User))
		q.Modify(store.ForUpdate)
		if u, err = q.Only(ctx); err != nil {
			return nil, err
		}
		if u.Status != user.StatusACTIVE {
			return nil, fault.SignIn()
		}
		if err := tx.Person.UpdateOneID(v.Person).SetLastLoginAt(now).Exec(ctx); err != nil {
			return nil, err
		}
		return tx.User.UpdateOne(u).SetLastLoginAt(now).Save(ctx)
	})
	if err != nil {
		return uuid.Nil, fmt.Errorf("entering a tenant: %w", err)
	}
	return made.ID, nil
}

func deactivated(in string) *fault.Fault {
	return &fault.Fault{Kind: fault.Authentication, Code: fault.SignInRequired,
		Message: fmt.Sprintf("Your user in %s is deactivated.", in), Next: "Ask an administrator to reactivate you, then sign in again."}
}
