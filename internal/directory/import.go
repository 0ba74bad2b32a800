package directory

import (
	"context"
	"io"

	"doorward/ent"
)

// ImportFile is one file to import.
type ImportFile struct {
	Name string // as messages name it
	Body io.Reader
}

// ImportInput says what to import, and where.
type ImportInput struct {
	Tenant               string      // the slug
	Roles, Groups, Users *ImportFile // nil: none
	Invite               bool        // invite everybody new instead of making them users
	DryRun               bool        // say what would be done, and write nothing
	CreateTenant         string      // the name of the tenant to make if there is none with the slug; empty: it must be there
	Owner                string      // with CreateTenant: the e-mail of the person who is to own it
	Progress             func(done, total int)
}

// ImportFault is one place in a file that cannot be imported.
type ImportFault struct {
	File         string
	Line, Column int // from 1, in characters; 0: the whole file, the whole line
	Reason       string
}

// ImportErrors is every place that cannot be imported; nothing was written.
type ImportErrors struct {
	Faults []ImportFault // in the files' order, at most a few hundred
	More   int           // how many there are beyond these
}

// ImportCount counts what became of one kind of thing.
type ImportCount struct{ Created, Updated, Unchanged int }

// ImportReport says what was done; after a dry run, what would be.
type ImportReport struct {
	Tenant                                                          *ent.Tenant
	TenantCreated                                                   bool
	Permissions, Roles, Groups, Users, Memberships, Grants, Invites ImportCount
	KnownElsewhere                                                  int // of Invites.Created: persons who sign in elsewhere already
	DryRun                                                          bool
}

// Import takes over a directory from CSV files.
func (d *Directory) Import(ctx context.Context, in ImportInput) (*ImportReport, error) {
	panic("not yet")
}

func (e *ImportErrors) Error() string { panic("not yet") }

// Changed tells whether anything was written.
func (r *ImportReport) Changed() bool { panic("not yet") }
