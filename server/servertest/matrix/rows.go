package matrix

import (
	"fmt"

	"doorward/ent"
	"doorward/ent/flag"
	"doorward/ent/grant"
	"doorward/ent/group"
	"doorward/ent/invite"
	"doorward/ent/journalentry"
	"doorward/ent/permission"
	"doorward/ent/role"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/id"
	"doorward/internal/identity"
)

// sideOf reads one row of every kind of a tenant, as arguments name it. Flags are the
// catalogue's: those of another tenant are not to be had.
func (p *probe) sideOf(slug string) (*side, error) {
	c := p.s.Log.DB().Client()
	t, err := c.Tenant.Query().Where(tenant.Slug(slug)).Only(p.ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for %s: %w", slug, err)
	}
	s := &side{tenant: t.ID, slug: slug, ids: map[string]string{"Tenant": id.Of(id.Tenant, t.ID), "UserCounts": id.Of(id.Counts, t.ID)}, common: map[string]bool{"Flag": true}, words: map[string]string{}}
	u, err := c.User.Query().Where(user.TenantID(t.ID), user.TypeEQ(user.TypeMEMBER), user.StatusEQ(user.StatusACTIVE)).Order(ent.Desc(user.FieldID)).First(p.ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for a user: %w", err)
	}
	s.ids["User"], s.ids["Person"], s.words["email"] = id.Of(id.User, u.ID), id.Of(id.Person, *u.PersonID), *u.Email
	inv, err := c.Invite.Query().Where(invite.TenantID(t.ID), invite.StatusEQ(invite.StatusPENDING)).Order(ent.Desc(invite.FieldID)).First(p.ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for an invite: %w", err)
	}
	s.ids["Invite"], s.words["token"] = id.Of(id.Invite, inv.ID), identity.InviteLink(p.s.Keys, inv)
	if err := p.giving(s, c); err != nil {
		return nil, err
	}
	e, err := c.JournalEntry.Query().Where(journalentry.TenantID(t.ID)).Order(ent.Desc(journalentry.FieldID)).First(p.ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for an entry: %w", err)
	}
	s.ids["JournalEntry"] = id.Of(id.Entry, id.FromNumber(e.ID))
	return s, nil
}

// giving reads what gives rights.
func (p *probe) giving(s *side, c *ent.Client) error {
	g, err := c.Group.Query().Where(group.TenantID(s.tenant)).Order(ent.Desc(group.FieldID)).First(p.ctx)
	if err != nil {
		return fmt.Errorf("looking for a group: %w", err)
	}
	r, err := c.Role.Query().Where(role.TenantID(s.tenant)).Order(ent.Desc(role.FieldID)).First(p.ctx)
	if err != nil {
		return fmt.Errorf("looking for a role: %w", err)
	}
	given, err := c.Grant.Query().Where(grant.TenantID(s.tenant)).Order(ent.Desc(grant.FieldID)).First(p.ctx)
	if err != nil {
		return fmt.Errorf("looking for a grant: %w", err)
	}
	one, err := c.Permission.Query().Where(permission.TenantID(s.tenant)).First(p.ctx)
	if ent.IsNotFound(err) { // nothing was imported: one of the catalogue's
		s.common["Permission"] = true
		one, err = c.Permission.Query().Where(permission.TenantIDIsNil()).Order(ent.Asc(permission.FieldKey)).First(p.ctx)
	}
	if err != nil {
		return fmt.Errorf("looking for a permission: %w", err)
	}
	f, err := c.Flag.Query().Where(flag.RetiredAtIsNil()).Order(ent.Asc(flag.FieldKey)).First(p.ctx)
	if err != nil {
		return fmt.Errorf("looking for a flag: %w", err)
	}
	s.ids["Group"], s.ids["Role"], s.ids["Grant"] = id.Of(id.Group, g.ID), id.Of(id.Role, r.ID), id.Of(id.Grant, given.ID)
	s.ids["Permission"], s.ids["Flag"] = id.Of(id.Permission, one.ID), id.Of(id.Flag, f.ID)
	return nil
}
