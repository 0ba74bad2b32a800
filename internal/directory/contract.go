package directory

import (
	"context"
	"io"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

type TenantInput struct {
	Slug, Name, Plan string
	Parent           *uuid.UUID
	Owner            uuid.UUID
	Vendor           bool
}

func (d *Directory) TenantCreate(ctx context.Context, in TenantInput) (*ent.Tenant, error) {
	panic("not yet")
}
func (d *Directory) TenantSetPlan(ctx context.Context, tenant uuid.UUID, plan string) (*ent.Tenant, error) {
	panic("not yet")
}
func (d *Directory) CatalogueApply(ctx context.Context, doc *access.Document) (changed int, err error) {
	panic("not yet")
}

type PersonInput struct {
	Name, Email  string
	Company      *string
	PasswordHash string
}

func (d *Directory) PersonCreate(ctx context.Context, in PersonInput) (*ent.Person, error) {
	panic("not yet")
}
func (d *Directory) UserAdd(ctx context.Context, tenant, person uuid.UUID, typ user.Type) (*ent.User, error) {
	panic("not yet")
}
func (d *Directory) ServiceUserAdd(ctx context.Context, name, uniqueID string) (*ent.User, error) {
	panic("not yet")
}
func (d *Directory) UserDeactivate(ctx context.Context, id uuid.UUID, reason *string, everywhereBelow bool) (*ent.User, error) {
	panic("not yet")
}
func (d *Directory) UserReactivate(ctx context.Context, id uuid.UUID) (*ent.User, error) {
	panic("not yet")
}

type GroupInput struct {
	Name        string
	Description *string
	Roles       []uuid.UUID
}

func (d *Directory) GroupCreate(ctx context.Context, in GroupInput) (*ent.Group, error) {
	panic("not yet")
}

type RoleInput struct {
	Name           string
	Description    *string
	PermissionKeys []string
}

func (d *Directory) RoleCreate(ctx context.Context, in RoleInput) (*ent.Role, error) {
	panic("not yet")
}

type GrantInput struct {
	Role          uuid.UUID
	User, Group   *uuid.UUID
	Subtree       bool
	ExpiresAt     *time.Time
	Justification *string
}

func (d *Directory) GrantCreate(ctx context.Context, in GrantInput) (*ent.Grant, error) {
	panic("not yet")
}
func (d *Directory) MembershipAdd(ctx context.Context, group uuid.UUID, users []uuid.UUID, until *time.Time) (*ent.Group, error) {
	panic("not yet")
}
func (d *Directory) FlagSet(ctx context.Context, flag uuid.UUID, on bool) (*ent.Flag, error) {
	panic("not yet")
}
func (d *Directory) BetaSet(ctx context.Context, user uuid.UUID, on bool) (*ent.User, error) {
	panic("not yet")
}

// LockTenant locks a tenant and those above it, root first, and gives them nearest first.
func LockTenant(ctx context.Context, tx *ent.Client, tenant uuid.UUID) ([]*ent.Tenant, error) {
	panic("not yet")
}

// Seats refuses (SEATS_EXHAUSTED) when so many more users do not fit the tenant's plan; it locks the tenant.
func Seats(ctx context.Context, tx *ent.Client, tenant uuid.UUID, more int) error { panic("not yet") }

// GrantSpec is a role to be given.
type GrantSpec struct {
	Role          uuid.UUID
	ExpiresAt     *time.Time
	Justification *string
}

// UserSpec says which user to make.
type UserSpec struct {
	Tenant   uuid.UUID
	Person   *ent.Person // nil for a service user
	Type     user.Type
	Name     string // empty: the person's
	Company  *string
	UniqueID *string // service users
	Grants   []GrantSpec
	Groups   []uuid.UUID
	By       *uuid.UUID // the user who gives
}

// Made is users and what they were given; journal.Change.
type Made struct {
	Users  []*ent.User
	Grants []*ent.Grant
}

// Subjects of the change.
func (m *Made) Subjects() []journal.Subject { return journal.Of(m.Users, m.Grants) }

// MakeUsers makes users inside a transaction; seats and rights are checked by the caller.
func MakeUsers(ctx context.Context, tx *ent.Client, at time.Time, all []UserSpec) (*Made, error) {
	panic("not yet")
}

// InviteLife is how long an invite lives.
const InviteLife = 7 * 24 * time.Hour

// InviteSpec says which invite to make.
type InviteSpec struct {
	Tenant        uuid.UUID
	Email         string
	Name, Company *string
	Type          invite.Type
	Grants        []GrantSpec
	Groups        []uuid.UUID
	By            *uuid.UUID
}

// InvitesMade is new invites and those that they supersede; journal.Change.
type InvitesMade struct{ Invites, Superseded []*ent.Invite }

// Subjects of the change.
func (m *InvitesMade) Subjects() []journal.Subject { return journal.Of(m.Invites, m.Superseded) }

// MakeInvites makes invites inside a transaction, superseding the open ones of
// the same addresses; seats and rights are checked by the caller.
func MakeInvites(ctx context.Context, tx *ent.Client, at time.Time, all []InviteSpec) (*InvitesMade, error) {
	panic("not yet")
}

// Actor is somebody's rights in a tenant, read inside the committing transaction.
type Actor struct{}

// ActorIn is the context's viewer in a tenant. The command line and Doorward itself may do everything.
func ActorIn(ctx context.Context, tx *ent.Client, at time.Time, tenant uuid.UUID) (*Actor, error) {
	panic("not yet")
}

// UserActor is a user (of this tenant or one above) in a tenant: an inviter at accept, say. Unknown: an actor who holds nothing.
func UserActor(ctx context.Context, tx *ent.Client, at time.Time, tenant, user uuid.UUID) (*Actor, error) {
	panic("not yet")
}

// Can refuses (the denial of access.Decide) what the actor may not do.
func (a *Actor) Can(p viewer.Permission) error { panic("not yet") }

// MayGive refuses (MORE_THAN_HELD) roles that give more than the actor holds, and NOT_FOUND for roles that cannot be given here.
func (a *Actor) MayGive(roles ...uuid.UUID) error { panic("not yet") }

// MayJoin is MayGive for what the groups give; a group that is not the tenant's own is NOT_FOUND.
func (a *Actor) MayJoin(ctx context.Context, tx *ent.Client, groups ...uuid.UUID) error {
	panic("not yet")
}

// ImportFile is one file to import.
type ImportFile struct {
	Name string // as messages name it
	Body io.Reader
}

// ImportInput says what to import, and where.
type ImportInput struct {
	Tenant               string // slug
	Roles, Groups, Users *ImportFile
	Invite, DryRun       bool
	CreateTenant         string // the name of a tenant to make if it is not there
	Owner                string // the e-mail of the person who owns it
	Progress             func(done, total int)
}

// ImportFault is one place in a file that cannot be imported.
type ImportFault struct {
	File         string
	Line, Column int // from 1; Column 0: the whole line
	Reason       string
}

// ImportErrors is every place that cannot be imported, as an error; nothing was written.
type ImportErrors struct {
	Faults []ImportFault // the first few hundred
	More   int           // how many there are beyond
}

func (e *ImportErrors) Error() string { panic("not yet") }

// ImportCount counts one kind of thing.
type ImportCount struct{ Created, Updated, Unchanged int }

// ImportReport says what was done, or with DryRun what would be done.
type ImportReport struct {
	Tenant                                                          *ent.Tenant
	TenantCreated                                                   bool
	Permissions, Roles, Groups, Users, Memberships, Grants, Invites ImportCount
	KnownElsewhere                                                  int // persons with users elsewhere, who were invited
	Entries                                                         int // journal entries written
	DryRun                                                          bool
}

// Changed tells whether anything was or would be written.
func (r *ImportReport) Changed() bool { panic("not yet") }

// Import takes over a directory from CSV files.
func (d *Directory) Import(ctx context.Context, in ImportInput) (*ImportReport, error) {
	panic("not yet")
}
