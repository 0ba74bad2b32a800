package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/entry"
	"doorward/ent/session"
	"doorward/internal/fault"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// StillStands refuses a viewer whose session, or whose entry into the tenant, has
// ended since the request began (SIGN_IN_REQUIRED). It locks the session until the
// commit, and so comes before every other lock. Services and the command line have
// neither.
func StillStands(ctx context.Context, tx *ent.Client) error {
	v := viewer.From(ctx)
	if v == nil || v.Session == uuid.Nil {
		return nil
	}
	ctx = viewer.AsSystem(ctx) // the entry may be into a tenant above
	q := tx.Session.Query().Where(session.ID(v.Session), session.EndedAtIsNil())
	q.Modify(store.ForUpdate)
	if _, err := q.Only(ctx); ent.IsNotFound(err) {
		return fault.SignIn()
	} else if err != nil {
		return fmt.Errorf("reading a session: %w", err)
	}
	if v.Entry == uuid.Nil {
		return nil
	}
	stands, err := tx.Entry.Query().Where(entry.ID(v.Entry), entry.EndedAtIsNil()).Exist(ctx)
	if err != nil {
		return fmt.Errorf("reading an entry: %w", err)
	}
	if !stands {
		return fault.SignIn()
	}
	return nil
}
