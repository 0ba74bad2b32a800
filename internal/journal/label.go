package journal

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/label"
	"doorward/internal/viewer"
)

// Labels gives the names under which subjects are shown: as they are now, or as
// they last were where the subject is gone; empty once erased.
func Labels(ctx context.Context, c *ent.Client, all []Subject) (map[Subject]string, error) {
	ctx = viewer.AsSystem(ctx)
	found, err := load(ctx, c, all)
	if err != nil {
		return nil, err
	}
	names := make(map[Subject]string, len(all))
	var gone []uuid.UUID
	for _, s := range all {
		if f, ok := found[s]; ok {
			names[s] = f.label
		} else {
			gone = append(gone, s.ID)
		}
	}
	if len(gone) == 0 {
		return names, nil
	}
	kept, err := c.Label.Query().Where(label.IDIn(gone...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading labels: %w", err)
	}
	text := make(map[uuid.UUID]string, len(kept))
	for _, l := range kept {
		text[l.ID] = l.Text
	}
	for _, s := range all {
		if _, ok := found[s]; !ok {
			names[s] = text[s.ID]
		}
	}
	return names, nil
}
