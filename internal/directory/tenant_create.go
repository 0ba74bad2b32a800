package directory

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/tenant"
	"doorward/internal/access"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// TenantInput is a tenant to be made.
type TenantInput struct {
	Slug, Name string
	Plan       string     // a key of the catalogue; empty: the lowest plan
	Parent     *uuid.UUID // nil: an organization
	Owner      uuid.UUID  // the person who owns it; Nil: nobody yet
	Vendor     bool       // the vendor's own tenant
}

// slugs stand in addresses: lower case letters, digits, single hyphens inside.
var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// TenantCreate makes a tenant. An organization starts with the catalogue's roles;
// a tenant below is given those of its organization. The owner becomes its user
// with the owner's role, reaching down. Organizations, plans and the vendor's own
// tenant are the operator's to make (PERMISSION_DENIED); a tenant below takes
// TENANT_MANAGE in its parent. A slug that is taken is ALREADY_EXISTS.
func (d *Directory) TenantCreate(ctx context.Context, in TenantInput) (*ent.Tenant, error) {
	doc, err := d.applied()
	if err != nil {
		return nil, err
	}
	made, err := journal.Write(ctx, d.log, journal.TenantCreated, func(tx *ent.Client) (*founded, error) {
		return found(ctx, tx, d.log.Clock().Now(), doc, in)
	})
	if err != nil {
		return nil, err
	}
	return made.tenant, nil
}

// founded is a tenant and what it starts with.
type founded struct {
	tenant *ent.Tenant
	roles  []*ent.Role
	made   Made
}

// Subjects of the change.
func (f *founded) Subjects() []journal.Subject { return journal.Of(f.tenant) }

// Then are its roles, its owner and the owner's role.
func (f *founded) Then() []journal.Link {
	return append([]journal.Link{
		{Verb: journal.RoleCreated, Subjects: journal.Of(f.roles)},
		{Verb: journal.UserCreated, Subjects: f.made.Subjects()},
	}, f.made.Then()...)
}

// found makes a tenant inside a transaction.
func found(ctx context.Context, tx *ent.Client, at time.Time, doc *access.Document, in TenantInput) (*founded, error) {
	if err := mayFound(ctx, tx, at, in); err != nil {
		return nil, err
	}
	name, err := named(in.Name, "name")
	if err != nil {
		return nil, err
	}
	if err := freeSlug(ctx, tx, in.Slug); err != nil {
		return nil, err
	}
	p, err := planOf(ctx, tx, in.Plan)
	if err != nil {
		return nil, err
	}
	f := &founded{}
	f.tenant, err = tx.Tenant.Create().SetID(id.New()).SetCreatedAt(at).SetSlug(in.Slug).SetName(name).SetPlan(p.Key).
		SetNillableParentID(in.Parent).SetVendor(in.Vendor).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("making a tenant: %w", err)
	}
	ctx = viewer.In(ctx, f.tenant.ID)
	if in.Parent == nil {
		if f.roles, err = rolesOf(ctx, tx, at, f.tenant.ID, doc); err != nil {
			return nil, err
		}
	}
	if in.Owner != uuid.Nil {
		if err := f.own(ctx, tx, at, in.Owner); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func mayFound(ctx context.Context, tx *ent.Client, at time.Time, in TenantInput) error {
	if in.Parent == nil || in.Plan != "" || in.Vendor {
		if err := operator(ctx); err != nil {
			return err
		}
	}
	if in.Parent == nil {
		return nil
	}
	if v := viewer.From(ctx); v != nil && !v.System && !v.ActsIn(*in.Parent) {
		return fault.Missing("tenant")
	}
	if _, err := LockTenant(ctx, tx, *in.Parent); err != nil {
		return err
	}
	a, err := ActorIn(ctx, tx, at, *in.Parent)
	if err != nil {
		return err
	}
	return a.Can(viewer.TenantManage)
}

func freeSlug(ctx context.Context, tx *ent.Client, slug string) error {
	if len(slug) < 2 || len(slug) > 63 || !slugForm.MatchString(slug) {
		return fault.BadInput(fault.Invalid, "The short name is 2 to 63 lower case letters, digits, and hyphens between them.", "slug")
	}
	taken, err := tx.Tenant.Query().Where(tenant.Slug(slug)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("looking for a slug: %w", err)
	}
	if taken {
		return fault.BadInput(fault.AlreadyExists, "That short name is taken.", "slug")
	}
	return nil
}
