package directory

import (
	"context"
	"fmt"
	"time"

	"doorward/ent"
	"doorward/internal/access"
	"doorward/internal/journal"
)

// CatalogueApply brings the database's catalogue to where the document is, as one
// Write, and tells how many entries changed; 0 writes nothing. An entry that the
// document lacks is retired: it gives nothing from then on, and comes back with
// the document that has it again. A plan that no tenant is on goes; one that a
// tenant is on cannot. Permissions that tenants imported are not the catalogue's,
// and stay. The operator's to do (PERMISSION_DENIED).
func (d *Directory) CatalogueApply(ctx context.Context, doc *access.Document) (changed int, err error) {
	if err := operator(ctx); err != nil {
		return 0, err
	}
	apply := func(tx *ent.Client) (journal.Several, error) {
		c := &catalogueDiff{ctx: ctx, tx: tx, at: d.log.Clock().Now()}
		for _, part := range []func(*access.Document) error{c.plans, c.flags, c.permissions} {
			if err := part(doc); err != nil {
				return nil, err
			}
		}
		if changed = len(c.changed); changed == 0 {
			return nil, journal.Nothing
		}
		return c.changed, nil
	}
	_, err = journal.Write(ctx, d.log, journal.CatalogueApplied, apply)
	if ent.IsConstraintError(err) { // another process has just made the same entries
		_, err = journal.Write(ctx, d.log, journal.CatalogueApplied, apply)
	}
	if err != nil {
		return 0, fmt.Errorf("applying the catalogue: %w", err)
	}
	d.catalogue.Store(doc)
	return changed, nil
}

// catalogueDiff is one application inside its transaction.
type catalogueDiff struct {
	ctx     context.Context
	tx      *ent.Client
	at      time.Time
	changed journal.Several
}

// note keeps a saved entry as changed.
func (c *catalogueDiff) note(entry any, err error) error {
	if err != nil {
		return fmt.Errorf("writing an entry: %w", err)
	}
	c.changed = append(c.changed, journal.Of(entry)...)
	return nil
}

func same[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }

// put sets a text, or clears it where there is none.
func put[U any](text string, set func(string) U, clear func() U) {
	if text == "" {
		clear()
		return
	}
	set(text)
}
