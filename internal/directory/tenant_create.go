package directory

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/permission"
	"doorward/ent/plan"
	"doorward/ent/role"
	"doorward/ent/tenant"
	"doorward/ent/user"
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

// planOf finds a plan by its key; the lowest where none is named.
func planOf(ctx context.Context, tx *ent.Client, key string) (*ent.Plan, error) {
	q := tx.Plan.Query().Order(ent.Asc(plan.FieldRank))
	if key != "" {
		q.Where(plan.KeyEqualFold(key))
	}
	p, err := q.First(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.BadInput(fault.Invalid, "There is no such plan.", "plan")
	}
	if err != nil {
		return nil, fmt.Errorf("reading plans: %w", err)
	}
	return p, nil
}

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
