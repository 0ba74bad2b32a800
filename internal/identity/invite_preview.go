package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/user"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// Preview is what an invite link shows before it is accepted.
type Preview struct {
	Invite          *ent.Invite // its Status as it is for this link: a link of an older mail is SUPERSEDED
	MaskedEmail     string
	TenantName      string
	InvitedBy       *string // nil where it was not a user of this tenant
	SignedInAsOther bool
	NeedsPassword   bool // acceptance sets the person's first password
}

// InvitePreview shows where a link leads, and never uses it up; nil for a link
// that is not ours, or whose address is taken for another. The first time, the invite
// is noted as opened.
func (i *Identity) InvitePreview(ctx context.Context, token string) (*Preview, error) {
	l, ours := i.readLink(token)
	if !ours {
		return nil, nil
	}
	system, c := viewer.AsSystem(ctx), i.log.DB().Client()
	inv, err := l.row(system, c)
	if err != nil || inv == nil {
		return nil, err
	}
	p, err := i.invited(system, c, inv)
	if fault.Of(err) != nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if inv.OpenedAt == nil && l.works(inv, i.log.Clock().Now()) == nil {
		if inv, err = i.open(opener(ctx, inv, p), system, l); err != nil {
			return nil, err
		}
	}
	inv.Status = l.status(inv, i.log.Clock().Now())
	return i.preview(system, c, inv, p, viewer.From(ctx))
}

// opener is the context in which an invite is opened: by whoever acts in its tenant,
// or whom it is for. Anybody else is nobody there, however they are signed in
// elsewhere: no tenant learns of another's people.
func opener(ctx context.Context, inv *ent.Invite, p *ent.Person) context.Context {
	switch asked := viewer.From(ctx); {
	case asked.Tenant == inv.TenantID:
		return ctx
	case p != nil && p.ID == asked.Person:
		return as(ctx, p.ID)
	}
	return as(ctx, uuid.Nil)
}

func (i *Identity) preview(ctx context.Context, c *ent.Client, inv *ent.Invite, p *ent.Person, asked *viewer.Viewer) (*Preview, error) {
	in, err := c.Tenant.Get(ctx, inv.TenantID)
	if err != nil {
		return nil, fmt.Errorf("reading an invite's tenant: %w", err)
	}
	show := &Preview{Invite: inv, MaskedEmail: masked(inv.Email), TenantName: in.Name,
		SignedInAsOther: asked.SignedIn() && (p == nil || p.ID != asked.Person),
		NeedsPassword:   p == nil || p.PasswordHash == nil}
	if inv.InvitedBy == nil {
		return show, nil
	}
	by, err := c.User.Query().Where(user.ID(*inv.InvitedBy), user.TenantID(inv.TenantID)).Only(ctx)
	switch {
	case err == nil:
		show.InvitedBy = &by.Name
	case !ent.IsNotFound(err):
		return nil, fmt.Errorf("reading who invited: %w", err)
	}
	return show, nil
}

// open notes the first opening; of several at once, one.
func (i *Identity) open(ctx, system context.Context, l link) (*ent.Invite, error) {
	inv, err := journal.Write(ctx, i.log, journal.InviteOpened, func(tx *ent.Client) (*ent.Invite, error) {
		inv, err := l.row(system, tx, func(q *ent.InviteQuery) { q.Modify(store.ForUpdate) })
		if err != nil {
			return nil, err
		}
		now := i.log.Clock().Now()
		if inv.OpenedAt != nil || l.works(inv, now) != nil {
			return inv, journal.Nothing
		}
		return tx.Invite.UpdateOne(inv).SetOpenedAt(now).Save(system)
	})
	if err != nil {
		return nil, fmt.Errorf("noting that an invite was opened: %w", err)
	}
	return inv, nil
}
