package main

import (
	"context"

	"github.com/google/uuid"

	"doorward/ent/role"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/viewer"
	"doorward/server"
)

// manager makes a person a user who may read and manage users.
func manager(ctx context.Context, s *server.Server, tenant, person uuid.UUID) error {
	u, err := s.Directory.UserAdd(ctx, tenant, person, user.TypeMEMBER)
	if err != nil {
		return err
	}
	r, err := s.Log.DB().Client().Role.Query().Where(role.TenantID(tenant), role.Name("Manager")).OnlyID(ctx)
	if err != nil {
		return err
	}
	why := "The bench looks on."
	_, err = s.Directory.GrantCreate(viewer.In(ctx, tenant), directory.GrantInput{Role: r, User: &u.ID, Justification: &why})
	return err
}
