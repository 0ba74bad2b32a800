package directory

import (
	"context"
	"fmt"

	"doorward/ent"
	"doorward/ent/person"
	"doorward/ent/rule"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// PersonInput is somebody who is to be able to sign in.
type PersonInput struct {
	Name, Email  string
	Company      *string
	PasswordHash string // of secret.Hasher; empty: no password yet
}

// PersonCreate makes a person without an invite: for the operator's command line
// and the demo alone. An address that is known is ALREADY_EXISTS.
func (d *Directory) PersonCreate(ctx context.Context, in PersonInput) (*ent.Person, error) {
	if err := operator(ctx); err != nil {
		return nil, err
	}
	name, err := named(in.Name, "name")
	if err != nil {
		return nil, err
	}
	email, err := Email(in.Email)
	if err != nil {
		return nil, err
	}
	company, err := Described(in.Company, "company")
	if err != nil {
		return nil, err
	}
	return journal.Write(ctx, d.log, journal.PersonCreated, func(tx *ent.Client) (*ent.Person, error) {
		known, err := tx.Person.Query().Where(person.EmailKey(rule.Fold(email))).Exist(ctx)
		if err != nil {
			return nil, fmt.Errorf("looking for an address: %w", err)
		}
		if known {
			return nil, fault.BadInput(fault.AlreadyExists, "Somebody has that e-mail address already.", "email")
		}
		at := d.log.Clock().Now()
		c := tx.Person.Create().SetCreatedAt(at).SetName(name).SetEmail(email).SetNillableCompany(company)
		if in.PasswordHash != "" {
			c.SetPasswordHash(in.PasswordHash).SetPasswordSetAt(at)
		}
		return c.Save(ctx)
	})
}

// operator refuses everybody but the command line and Doorward itself.
func operator(ctx context.Context) error {
	v := viewer.From(ctx)
	if v == nil {
		return rule.ErrNoViewer
	}
	if !free(v) {
		return &fault.Fault{Kind: fault.Authorization, Code: fault.PermissionDenied, Message: "Only whoever runs Doorward can do that.", Next: "Ask them."}
	}
	return nil
}
