package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/flag"
	"doorward/ent/flagstate"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// FlagSet switches a flag of the catalogue in the viewer's tenant. Where it stands
// so already, by the tenant's hand or by the flag's default, nothing is written. A
// flag that the plan does not reach may be switched: it counts once the plan does.
func (d *Directory) FlagSet(ctx context.Context, id uuid.UUID, on bool) (*ent.Flag, error) {
	var f *ent.Flag
	_, err := journal.Write(ctx, d.log, journal.FlagSet, func(tx *ent.Client) (*ent.FlagState, error) {
		at := d.log.Clock().Now()
		tenant, _, err := Here(ctx, tx, at, viewer.FlagsManage)
		if err != nil {
			return nil, err
		}
		f, err = tx.Flag.Query().Where(flag.ID(id), flag.RetiredAtIsNil()).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fault.Missing("flag")
		}
		if err != nil {
			return nil, fmt.Errorf("reading a flag: %w", err)
		}
		state, err := tx.FlagState.Query().Where(flagstate.TenantID(tenant), flagstate.FlagID(id)).Only(ctx)
		switch {
		case ent.IsNotFound(err) && f.EnabledByDefault == on, err == nil && state.Enabled == on:
			return nil, journal.Nothing
		case ent.IsNotFound(err):
			return tx.FlagState.Create().SetCreatedAt(at).SetTenantID(tenant).SetFlagID(id).SetEnabled(on).
				SetUpdatedAt(at).SetNillableUpdatedBy(giver(ctx)).Save(ctx)
		case err != nil:
			return nil, fmt.Errorf("reading how a flag stands: %w", err)
		}
		c := tx.FlagState.UpdateOne(state).SetEnabled(on).SetUpdatedAt(at)
		if by := giver(ctx); by != nil {
			c.SetUpdatedBy(*by)
		} else {
			c.ClearUpdatedBy()
		}
		return c.Save(ctx)
	})
	return f, err
}
