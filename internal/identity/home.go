package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/journal"
)

// catchUp is how long a request waits for this process's tail to hear of a user
// whom another process has made.
const catchUp = 2 * time.Second

// home is the row with which a person acts in a tenant; nil for a stranger, for whom
// no tenant is read.
func (i *Identity) home(ctx context.Context, person, in uuid.UUID) (*access.Scope, *access.User, error) {
	if !i.who.Ready(in) {
		near, err := i.hasRow(ctx, person, append(i.who.Above(in), in))
		if err != nil || !near {
			return nil, nil, err
		}
	}
	look := func() (*access.Scope, *access.User, error) {
		scope, err := i.who.Scope(ctx, in)
		if err != nil {
			return nil, nil, err
		}
		return scope, access.PersonIn(scope, person).Home(scope, i.log.Clock().Now()), nil
	}
	scope, home, err := look()
	if err != nil || home != nil {
		return scope, home, err
	}
	there, err := i.hasRow(ctx, person, []uuid.UUID{in})
	if err != nil || !there {
		return scope, nil, err
	}
	if err := i.hear(ctx); err != nil {
		return nil, nil, err
	}
	return look()
}

func (i *Identity) hasRow(ctx context.Context, person uuid.UUID, in []uuid.UUID) (bool, error) {
	there, err := i.log.DB().Client().User.Query().Where(user.PersonID(person), user.TenantIDIn(in...)).Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("looking for a person's users: %w", err)
	}
	return there, nil
}

// hear waits until this process has heard of everything that is written now.
func (i *Identity) hear(ctx context.Context) error {
	last, err := i.log.DB().Client().JournalEntry.Query().Order(ent.Desc(journalentry.FieldID)).FirstID(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading where the journal stands: %w", err)
	}
	ctx, stop := context.WithTimeout(ctx, catchUp)
	defer stop()
	for at := i.log.Position(); at < last; at = i.log.Position() {
		if _, _, err := i.log.Next(ctx, at, func(*journal.Entry) bool { return false }); err != nil {
			return fmt.Errorf("waiting for the journal: %w", err)
		}
	}
	return nil
}
