package directory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/permission"
	"doorward/ent/role"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/viewer"
)

// rolesOf makes the roles that the catalogue gives a new organization.
func rolesOf(ctx context.Context, tx *ent.Client, at time.Time, tenant uuid.UUID, doc *access.Document) ([]*ent.Role, error) {
	known, err := tx.Permission.Query().Where(permission.TenantIDIsNil(), permission.RetiredAtIsNil()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the catalogue: %w", err)
	}
	numbers := make(map[string]uuid.UUID, len(known))
	for _, p := range known {
		numbers[p.Key] = p.ID
	}
	rows := make([]*ent.RoleCreate, len(doc.Roles))
	for i, r := range doc.Roles {
		rows[i] = tx.Role.Create().SetID(id.New()).SetCreatedAt(at).SetTenantID(tenant).SetName(r.Name).
			SetNillableDescription(filled(r.Description)).SetSystem(true).SetOwner(r.Owner)
	}
	roles, err := tx.Role.CreateBulk(rows...).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("making roles: %w", err)
	}
	var gives []rolePermission
	for i, r := range doc.Roles {
		for _, k := range r.Permissions {
			if numbers[k] == uuid.Nil {
				return nil, fmt.Errorf("the catalogue in the database lacks %s: apply it first", k)
			}
			gives = append(gives, rolePermission{tenant, roles[i].ID, numbers[k]})
		}
	}
	return roles, putPermissions(ctx, tx, at, gives)
}

// own makes a person the tenant's owner.
func (f *founded) own(ctx context.Context, tx *ent.Client, at time.Time, person uuid.UUID) error {
	who, err := tx.Person.Get(ctx, person)
	if ent.IsNotFound(err) {
		return fault.Missing("person")
	}
	if err != nil {
		return fmt.Errorf("reading a person: %w", err)
	}
	owner, err := ownerRole(ctx, tx, f.tenant.ID)
	if err != nil {
		return err
	}
	made, err := MakeUsers(ctx, tx, at, []UserSpec{{Tenant: f.tenant.ID, Person: who, Type: user.TypeMEMBER, Company: who.Company}})
	if err != nil {
		return err
	}
	f.made.Users = made.Users
	f.made.Grants, err = makeGrants(ctx, tx, at, []grantSpec{{GrantSpec: GrantSpec{Role: owner}, tenant: f.tenant.ID,
		user: &made.Users[0].ID, down: true, by: giver(ctx)}})
	return err
}

// ownerRole finds the owner's role of a tenant, or of the nearest above that has one.
func ownerRole(ctx context.Context, tx *ent.Client, tenant uuid.UUID) (uuid.UUID, error) {
	chain, err := upward(ctx, tx, tenant)
	if err != nil {
		return uuid.Nil, err
	}
	wide := viewer.Widened(ctx, chain)
	for _, t := range chain {
		r, err := tx.Role.Query().Where(role.TenantID(t), role.Owner(true)).First(wide)
		if ent.IsNotFound(err) {
			continue
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("reading an owner's role: %w", err)
		}
		return r.ID, nil
	}
	return uuid.Nil, errors.New("neither the tenant nor one above it has an owner's role")
}
