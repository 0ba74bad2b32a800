package directory

import (
	"context"
	"fmt"

	"doorward/ent"
	"doorward/internal/access"
	"doorward/internal/journal"
)

// CatalogueHold takes the document for the catalogue that the database is at, and
// writes nothing: true. Where the database is at another one, nothing is taken
// either: false. For a command beside a server whose catalogue it does not know. The
// operator's to do (PERMISSION_DENIED).
func (d *Directory) CatalogueHold(ctx context.Context, doc *access.Document) (same bool, err error) {
	if err := operator(ctx); err != nil {
		return false, err
	}
	_, err = journal.Write(ctx, d.log, journal.CatalogueApplied, func(tx *ent.Client) (journal.Several, error) {
		c := &catalogueDiff{ctx: ctx, tx: tx, at: d.log.Clock().Now()}
		for _, part := range []func(*access.Document) error{c.plans, c.flags, c.permissions} {
			if err := part(doc); err != nil {
				return nil, err
			}
		}
		same = len(c.changed) == 0
		return nil, journal.Nothing // undone, whatever it was
	})
	if err != nil {
		return false, fmt.Errorf("comparing the catalogue: %w", err)
	}
	if same {
		d.catalogue.Store(doc)
	}
	return same, nil
}
