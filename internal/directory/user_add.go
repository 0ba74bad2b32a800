package directory

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/user"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// UserAdd makes a person a user of a tenant at once, without asking them: for the
// operator's command line and the demo; everybody else invites. The type is
// MEMBER or GUEST. It takes a seat.
func (d *Directory) UserAdd(ctx context.Context, tenant, person uuid.UUID, typ user.Type) (*ent.User, error) {
	if err := operator(ctx); err != nil {
		return nil, err
	}
	if typ != user.TypeMEMBER && typ != user.TypeGUEST {
		return nil, fault.BadInput(fault.Invalid, "A person is a member or a guest.", "type")
	}
	ctx = viewer.In(ctx, tenant)
	return journal.Write(ctx, d.log, journal.UserCreated, func(tx *ent.Client) (*ent.User, error) {
		if err := Seats(ctx, tx, tenant, 1); err != nil {
			return nil, err
		}
		who, err := tx.Person.Get(ctx, person)
		if ent.IsNotFound(err) {
			return nil, fault.Missing("person")
		}
		if err != nil {
			return nil, fmt.Errorf("reading a person: %w", err)
		}
		there, err := tx.User.Query().Where(user.TenantID(tenant), user.PersonID(person)).Exist(ctx)
		if err != nil {
			return nil, fmt.Errorf("looking for a user: %w", err)
		}
		if there {
			return nil, fault.BadInput(fault.AlreadyExists, who.Name+" is a user there already.", "email")
		}
		return only(MakeUsers(ctx, tx, d.log.Clock().Now(), []UserSpec{{Tenant: tenant, Person: who, Type: typ, Company: who.Company}}))
	})
}

// ServiceUserAdd makes a user for a program, in the viewer's tenant. It is known
// there by its unique id, holds nothing yet, and takes no seat.
func (d *Directory) ServiceUserAdd(ctx context.Context, name, uniqueID string) (*ent.User, error) {
	name, err := named(name, "name")
	if err != nil {
		return nil, err
	}
	uniqueID = strings.TrimSpace(uniqueID)
	if f := nameFlaw(uniqueID, longestName); f != "" {
		return nil, fault.BadInput(fault.Invalid, "The unique id "+f+".", "uniqueId")
	}
	return journal.Write(ctx, d.log, journal.UserCreated, func(tx *ent.Client) (*ent.User, error) {
		at := d.log.Clock().Now()
		tenant, _, err := Here(ctx, tx, at, viewer.UsersManage)
		if err != nil {
			return nil, err
		}
		there, err := tx.User.Query().Where(user.TenantID(tenant), user.UniqueID(uniqueID)).Exist(ctx)
		if err != nil {
			return nil, fmt.Errorf("looking for a user: %w", err)
		}
		if there {
			return nil, fault.BadInput(fault.AlreadyExists, "There is a user with that unique id already.", "uniqueId")
		}
		return only(MakeUsers(ctx, tx, at, []UserSpec{{Tenant: tenant, Type: user.TypeSERVICE, Name: name, UniqueID: &uniqueID}}))
	})
}

func only(m *Made, err error) (*ent.User, error) {
	if err != nil {
		return nil, err
	}
	return m.Users[0], nil
}
