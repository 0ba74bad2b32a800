package directory

import (
	"fmt"

	"doorward/ent"
	"doorward/ent/tenant"
	"doorward/internal/access"
	"doorward/internal/fault"
)

func (c *catalogueDiff) plans(doc *access.Document) error {
	rows, err := c.tx.Plan.Query().All(c.ctx)
	if err != nil {
		return fmt.Errorf("reading plans: %w", err)
	}
	known := make(map[string]*ent.Plan, len(rows))
	for _, p := range rows {
		known[p.Key] = p
	}
	for _, p := range doc.Plans {
		was := known[p.Key]
		delete(known, p.Key)
		if was == nil {
			err = c.note(c.tx.Plan.Create().SetCreatedAt(c.at).SetKey(p.Key).SetName(p.Name).SetRank(p.Rank).SetNillableSeatLimit(p.Seats).Save(c.ctx))
		} else if was.Name != p.Name || was.Rank != p.Rank || !same(was.SeatLimit, p.Seats) {
			u := c.tx.Plan.UpdateOne(was).SetName(p.Name).SetRank(p.Rank)
			if p.Seats != nil {
				u.SetSeatLimit(*p.Seats)
			} else {
				u.ClearSeatLimit()
			}
			err = c.note(u.Save(c.ctx))
		}
		if err != nil {
			return err
		}
	}
	return c.dropPlans(known)
}

func (c *catalogueDiff) dropPlans(gone map[string]*ent.Plan) error {
	for key, p := range gone {
		n, err := c.tx.Tenant.Query().Where(tenant.Plan(key)).Count(c.ctx)
		if err != nil {
			return fmt.Errorf("looking for tenants on a plan: %w", err)
		}
		if n > 0 {
			return fault.BadInput(fault.WrongState, fmt.Sprintf("The catalogue lacks the plan %s, and %d tenants are on it: move them first.", p.Name, n), "plans")
		}
		if err := c.note(p, c.tx.Plan.DeleteOne(p).Exec(c.ctx)); err != nil {
			return err
		}
	}
	return nil
}
