package directory

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
)

// rolePermission is a permission that a role is to give.
type rolePermission struct{ tenant, role, permission uuid.UUID }

func putPermissions(ctx context.Context, tx *ent.Client, at time.Time, all []rolePermission) error {
	for len(all) > 0 {
		part := all[:min(chunk, len(all))]
		all = all[len(part):]
		rows := make([]*ent.RolePermissionCreate, len(part))
		for i, p := range part {
			rows[i] = tx.RolePermission.Create().SetCreatedAt(at).SetTenantID(p.tenant).SetRoleID(p.role).SetPermissionID(p.permission)
		}
		if err := tx.RolePermission.CreateBulk(rows...).Exec(ctx); err != nil {
			return fmt.Errorf("putting permissions into roles: %w", err)
		}
	}
	return nil
}
