package identity

import (
	"context"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/internal/access"
	"doorward/internal/fault"
	"doorward/internal/viewer"
)

// PasswordMin is how many characters a password has at least (NIST SP 800-63B-4).
const PasswordMin = 15

// Origin is where a request comes from.
type Origin struct{ RequestID, IP, UserAgent string }

func (i *Identity) SignIn(ctx context.Context, email, password string) (token string, s *ent.Session, err error) {
	panic("not yet")
}
func (i *Identity) SignOut(ctx context.Context) (bool, error) { panic("not yet") }
func (i *Identity) Viewer(ctx context.Context, token, tenantSlug string, o Origin) (*viewer.Viewer, error) {
	panic("not yet")
}
func (i *Identity) Alive(v *viewer.Viewer) bool { panic("not yet") }
func (i *Identity) Tenants(ctx context.Context, person uuid.UUID) ([]access.Tenant, error) {
	panic("not yet")
}

type Invitee struct {
	Email         string
	Name, Company *string
	Type          invite.Type
	Grants        []GrantSpec
	Groups        []uuid.UUID
}
type GrantSpec struct {
	Role          uuid.UUID
	ExpiresAt     *time.Time
	Justification *string
}
type InviteResult struct {
	Email  string
	Invite *ent.Invite
	Fault  *fault.Fault
}

func (i *Identity) InviteSend(ctx context.Context, all []Invitee) ([]InviteResult, error) {
	panic("not yet")
}
func (i *Identity) InviteResend(ctx context.Context, id uuid.UUID) (*ent.Invite, error) {
	panic("not yet")
}
func (i *Identity) InviteCancel(ctx context.Context, id uuid.UUID) (*ent.Invite, error) {
	panic("not yet")
}

type Preview struct {
	Invite                         *ent.Invite
	MaskedEmail, TenantName        string
	InvitedBy                      *string
	SignedInAsOther, NeedsPassword bool
}

func (i *Identity) InvitePreview(ctx context.Context, token string) (*Preview, error) {
	panic("not yet")
}
func (i *Identity) InviteAccept(ctx context.Context, token string, name, password *string) (sessionToken string, s *ent.Session, err error) {
	panic("not yet")
}
func (i *Identity) RunExpiry(ctx context.Context) error { panic("not yet") }
