package directory

import (
	"context"
	"fmt"
	"io"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/person"
	"doorward/ent/rule"
	"doorward/ent/tenant"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// ImportFile is one file to import.
type ImportFile struct {
	Name string // as messages name it
	Body io.Reader
}

// ImportInput says what to import, and where.
type ImportInput struct {
	Tenant               string                // the slug
	Roles, Groups, Users *ImportFile           // nil: none
	Invite               bool                  // invite everybody new instead of making them users
	DryRun               bool                  // say what would be done, and write nothing
	CreateTenant         string                // the name of the tenant to make where the slug names none; empty: it must be there
	Owner                string                // with CreateTenant: the e-mail of the person who is to own it
	Progress             func(done, total int) // in rows of the files; nil: nobody asks
}

// ImportCount counts what became of one kind of thing.
type ImportCount struct{ Created, Updated, Unchanged int }

// ImportReport says what was done; after a dry run, what would be.
type ImportReport struct {
	Tenant                                                          *ent.Tenant
	TenantCreated                                                   bool
	Permissions, Roles, Groups, Users, Memberships, Grants, Invites ImportCount
	KnownElsewhere                                                  int // of the invites created: for persons who sign in elsewhere already
	DryRun                                                          bool
}

// Changed tells whether anything was done, or would be.
func (r *ImportReport) Changed() bool {
	changed := r.TenantCreated
	for _, c := range []ImportCount{r.Permissions, r.Roles, r.Groups, r.Users, r.Memberships, r.Grants, r.Invites} {
		changed = changed || c.Created+c.Updated > 0
	}
	return changed
}

// importedPlan is the plan of a tenant that an import makes.
const importedPlan = "ENTERPRISE"

// Import takes a directory in: roles.csv (role, permissions), groups.csv (group,
// description, roles) and users.csv (email, name, type, company, groups, roles),
// lists within a cell separated by semicolons; all but role, permissions, group and
// email may be left out, and are then empty. It is one Write or nothing: files
// with anything wrong in them are *ImportErrors, which names every place.
//
// Rows are recognised by the folded name or address. Importing again adds what is
// new (permissions of a role, roles of a group, roles and groups of a user) and
// brings names, descriptions and types to where the file is; an empty cell changes
// nothing, and what is equal is not written. It never removes: what the file no
// longer has stays, an ended grant or membership stays ended, an inactive user
// stays inactive, and e-mail and company never change (A18, A19).
//
// New users are active, have no password yet, and take a seat. With Invite they
// are invited instead. Whoever is a person already, in another tenant, is invited
// in any case, never joined silently. An address with an open invite is left alone.
//
// Permission keys that the catalogue and the tenants above lack become the tenant's
// own. The catalogue's own roles cannot be changed. Since an import may give
// anything, it is an owner's to do, or the operator's (MORE_THAN_HELD).
func (d *Directory) Import(ctx context.Context, in ImportInput) (*ImportReport, error) {
	errs := &ImportErrors{}
	docs, err := read(in, errs)
	if err != nil {
		return nil, err
	}
	if in.Progress == nil {
		in.Progress = func(int, int) {}
	}
	for attempt := 1; ; attempt++ {
		report, err := d.importOnce(ctx, in, docs, *errs)
		// Another tenant may just have made one of the persons: then that person is invited.
		if ent.IsConstraintError(err) && attempt < 3 {
			continue
		}
		return report, err
	}
}

func (d *Directory) importOnce(ctx context.Context, in ImportInput, docs *documents, errs ImportErrors) (*ImportReport, error) {
	var report *ImportReport
	_, err := journal.Write(ctx, d.log, journal.DirectoryImported, func(tx *ent.Client) (*importing, error) {
		found := errs // a transaction may run again
		i := &importing{tx: tx, at: d.log.Clock().Now(), in: in, docs: docs, errs: &found, report: &ImportReport{DryRun: in.DryRun}}
		report = i.report
		return i, i.run(ctx, d)
	})
	if err != nil {
		return nil, err
	}
	return report, nil
}

func (i *importing) run(ctx context.Context, d *Directory) error {
	ctx, err := i.enter(ctx, d)
	if err != nil {
		return err
	}
	if err := i.resolve(ctx); err != nil {
		return err
	}
	if err := i.errs.err(); err != nil {
		return err
	}
	if err := Seats(ctx, i.tx, i.tenant.ID, len(i.newUsers)); err != nil {
		return err
	}
	if i.in.DryRun || !i.report.Changed() {
		i.in.Progress(i.docs.rows(), i.docs.rows())
		return journal.Nothing
	}
	return i.write(ctx)
}

// enter finds the tenant or makes it, locks it, and refuses whoever does not own it.
func (i *importing) enter(ctx context.Context, d *Directory) (context.Context, error) {
	v := viewer.From(ctx)
	if v == nil {
		return nil, rule.ErrNoViewer
	}
	t, err := i.tx.Tenant.Query().Where(tenant.Slug(i.in.Tenant)).Only(ctx)
	switch {
	case ent.IsNotFound(err) && i.in.CreateTenant != "":
		if t, err = i.create(ctx, d); err != nil {
			return nil, err
		}
	case ent.IsNotFound(err), err == nil && !v.System && !v.ActsIn(t.ID):
		return nil, fault.Missing("tenant")
	case err != nil:
		return nil, fmt.Errorf("reading a tenant: %w", err)
	}
	chain, err := LockTenant(ctx, i.tx, t.ID)
	if err != nil {
		return nil, err
	}
	i.tenant, i.report.Tenant = chain[0], chain[0]
	i.chain = ids(chain, func(t *ent.Tenant) uuid.UUID { return t.ID })
	i.giver = giver(ctx)
	a, err := ActorIn(ctx, i.tx, i.at, t.ID)
	if err != nil {
		return nil, err
	}
	if !a.Owns() {
		return nil, &fault.Fault{Kind: fault.Authorization, Code: fault.MoreThanHeld,
			Message: "An import may give anything in " + t.Name + ", so only an owner can run it.", Next: "Ask an owner."}
	}
	return viewer.In(ctx, t.ID), nil
}

// create makes the tenant for a person who can sign in already.
func (i *importing) create(ctx context.Context, d *Directory) (*ent.Tenant, error) {
	doc, err := d.applied()
	if err != nil {
		return nil, err
	}
	owner, err := i.tx.Person.Query().Where(person.EmailKey(rule.Fold(i.in.Owner))).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.BadInput(fault.NotFound, "Nobody signs in with the owner's e-mail address: the owner has to be there before the tenant.", "owner")
	}
	if err != nil {
		return nil, fmt.Errorf("looking for the owner: %w", err)
	}
	i.founded, err = found(ctx, i.tx, i.at, doc, TenantInput{Slug: i.in.Tenant, Name: i.in.CreateTenant, Plan: importedPlan, Owner: owner.ID})
	if err != nil {
		return nil, err
	}
	i.report.TenantCreated = true
	return i.founded.tenant, nil
}
