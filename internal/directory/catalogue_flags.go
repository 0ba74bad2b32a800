package directory

import (
	"fmt"

	"doorward/ent"
	"doorward/internal/access"
)

func (c *catalogueDiff) flags(doc *access.Document) error {
	rows, err := c.tx.Flag.Query().All(c.ctx)
	if err != nil {
		return fmt.Errorf("reading flags: %w", err)
	}
	known := make(map[string]*ent.Flag, len(rows))
	for _, f := range rows {
		known[f.Key] = f
	}
	for _, f := range doc.Flags {
		was := known[f.Key]
		delete(known, f.Key)
		if was == nil {
			err = c.note(c.tx.Flag.Create().SetCreatedAt(c.at).SetKey(f.Key).SetFeature(f.Feature).SetNillableDescription(filled(f.Description)).
				SetEnabledByDefault(f.Default).SetBeta(f.Beta).SetNillableMinimumPlan(filled(f.MinimumPlan)).SetAccountRequired(!f.Anonymous).Save(c.ctx))
		} else if !sameFlag(was, f) {
			u := c.tx.Flag.UpdateOne(was).SetFeature(f.Feature).SetEnabledByDefault(f.Default).SetBeta(f.Beta).SetAccountRequired(!f.Anonymous).ClearRetiredAt()
			put(f.Description, u.SetDescription, u.ClearDescription)
			put(f.MinimumPlan, u.SetMinimumPlan, u.ClearMinimumPlan)
			err = c.note(u.Save(c.ctx))
		}
		if err != nil {
			return err
		}
	}
	for _, f := range known {
		if f.RetiredAt == nil {
			if err := c.note(c.tx.Flag.UpdateOne(f).SetRetiredAt(c.at).Save(c.ctx)); err != nil {
				return err
			}
		}
	}
	return nil
}

func sameFlag(was *ent.Flag, f access.FlagDoc) bool {
	return was.RetiredAt == nil && was.Feature == f.Feature && same(was.Description, filled(f.Description)) &&
		was.EnabledByDefault == f.Default && was.Beta == f.Beta && same(was.MinimumPlan, filled(f.MinimumPlan)) && was.AccountRequired == !f.Anonymous
}
