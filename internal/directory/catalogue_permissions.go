package directory

import (
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/flag"
	"doorward/ent/permission"
	"doorward/internal/access"
)

func (c *catalogueDiff) permissions(doc *access.Document) error {
	gates, err := c.gates()
	if err != nil {
		return err
	}
	rows, err := c.tx.Permission.Query().Where(permission.TenantIDIsNil()).All(c.ctx)
	if err != nil {
		return fmt.Errorf("reading permissions: %w", err)
	}
	known := make(map[string]*ent.Permission, len(rows))
	for _, p := range rows {
		known[p.Key] = p
	}
	for _, p := range doc.Permissions {
		was, gate := known[p.Key], gates[p.Flag]
		delete(known, p.Key)
		if was == nil {
			err = c.note(c.tx.Permission.Create().SetCreatedAt(c.at).SetKey(p.Key).SetCapability(p.Capability).SetNillableDescription(filled(p.Description)).
				SetArea(p.Area).SetElevated(p.Elevated).SetVendor(p.Vendor).SetNillableFlagID(gate).Save(c.ctx))
		} else if !samePermission(was, p, gate) {
			u := c.tx.Permission.UpdateOne(was).SetCapability(p.Capability).SetArea(p.Area).SetElevated(p.Elevated).SetVendor(p.Vendor).ClearRetiredAt()
			put(p.Description, u.SetDescription, u.ClearDescription)
			if gate != nil {
				u.SetFlagID(*gate)
			} else {
				u.ClearFlagID()
			}
			err = c.note(u.Save(c.ctx))
		}
		if err != nil {
			return err
		}
	}
	for _, p := range known {
		if p.RetiredAt == nil {
			if err := c.note(c.tx.Permission.UpdateOne(p).SetRetiredAt(c.at).Save(c.ctx)); err != nil {
				return err
			}
		}
	}
	return nil
}

// gates are the flags by key, with those of this application.
func (c *catalogueDiff) gates() (map[string]*uuid.UUID, error) {
	rows, err := c.tx.Flag.Query().Select(flag.FieldID, flag.FieldKey).All(c.ctx)
	if err != nil {
		return nil, fmt.Errorf("reading flags: %w", err)
	}
	gates := make(map[string]*uuid.UUID, len(rows))
	for _, f := range rows {
		gates[f.Key] = &f.ID
	}
	return gates, nil
}

func samePermission(was *ent.Permission, p access.PermissionDoc, gate *uuid.UUID) bool {
	return was.RetiredAt == nil && was.Capability == p.Capability && same(was.Description, filled(p.Description)) && was.Area == p.Area &&
		was.Elevated == p.Elevated && was.Vendor == p.Vendor && same(was.FlagID, gate)
}
