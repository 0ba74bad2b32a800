package matrix

import (
	"context"
	"encoding/json"
	"fmt"

	"entgo.io/ent/dialect/sql/schema"
	"entgo.io/ent/schema/field"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/invite"
	"doorward/ent/journalentry"
	"doorward/ent/migrate"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/id"
	"doorward/internal/journal"
)

// Canary begins every one of them; its table, its column and its row's id follow. It
// begins with a digit, so that it stands first in every list by name.
const Canary = "0zq."

// plant gives the other tenant a row of every kind, and puts a canary into each text of each
// of its rows, beside the doors: they would refuse some of them.
func (p *probe) plant() error {
	other, err := p.s.Log.DB().Client().Tenant.Query().Where(tenant.Slug(otherSlug)).Only(p.ctx)
	if err != nil {
		return fmt.Errorf("looking for the other tenant: %w", err)
	}
	_, err = journal.Write(p.ctx, p.s.Log, journal.DirectoryImported, func(tx *ent.Client) (journal.Several, error) {
		p.rows, p.columns = 0, 0
		m := mover{p: p, ctx: p.ctx, tx: tx}
		m.fill(other)
		if m.err != nil {
			return nil, m.err
		}
		for _, t := range migrate.Tables {
			for _, c := range t.Columns {
				if err := p.paint(tx, t, c, other.ID.String()); err != nil {
					return nil, err
				}
			}
			if err := p.note(tx, t, other.ID.String()); err != nil {
				return nil, err
			}
		}
		return journal.Several{{Kind: id.Tenant, ID: other.ID}}, nil
	})
	if err != nil {
		return err
	}
	p.world.other.tenant = Canary + "tenants.slug." + other.ID.String()
	p.world.theirs, err = p.sideOf(p.world.other.tenant)
	return err
}

// fill makes the rows that the world's other tenant lacks.
func (m *mover) fill(t *ent.Tenant) {
	now, in := m.p.s.Log.Clock().Now(), t.ID
	r, err := m.tx.Role.Create().SetCreatedAt(now).SetTenantID(in).SetName("Tester").SetDescription("-").Save(m.ctx)
	if !m.keep(err) {
		return
	}
	a := m.hired("A tester", "tester@globex.example", t, r)
	if m.err != nil {
		return
	}
	m.keep(m.tx.Grant.Update().Where(grant.TenantID(in)).SetJustification("-").Exec(m.ctx))
	g, err := m.tx.Group.Create().SetCreatedAt(now).SetTenantID(in).SetName("Testers").SetDescription("-").Save(m.ctx)
	if !m.keep(err) {
		return
	}
	m.keep(m.tx.Grant.Create().SetCreatedAt(now).SetTenantID(in).SetRoleID(r.ID).SetGroupID(g.ID).SetJustification("-").Exec(m.ctx))
	m.keep(m.tx.Membership.Create().SetCreatedAt(now).SetTenantID(in).SetGroupID(g.ID).SetUserID(a.user.ID).Exec(m.ctx))
	one, err := m.tx.Permission.Create().SetCreatedAt(now).SetTenantID(in).SetKey("a.key").SetCapability("-").SetDescription("-").SetArea("-").Save(m.ctx)
	if !m.keep(err) {
		return
	}
	m.keep(m.tx.RolePermission.Create().SetCreatedAt(now).SetTenantID(in).SetRoleID(r.ID).SetPermissionID(one.ID).Exec(m.ctx))
	inv, err := m.tx.Invite.Create().SetCreatedAt(now).SetTenantID(in).SetEmail("invited@globex.example").SetName("-").SetCompany("-").
		SetInvitedBy(a.user.ID).SetExpiresAt(now.AddDate(0, 0, 7)).Save(m.ctx)
	if !m.keep(err) {
		return
	}
	m.keep(m.tx.InviteRole.Create().SetCreatedAt(now).SetTenantID(in).SetInviteID(inv.ID).SetRoleID(r.ID).SetJustification("-").Exec(m.ctx))
	m.keep(m.tx.InviteGroup.Create().SetCreatedAt(now).SetTenantID(in).SetInviteID(inv.ID).SetGroupID(g.ID).Exec(m.ctx))
	f, err := m.tx.Flag.Query().First(m.ctx)
	if !m.keep(err) {
		return
	}
	m.keep(m.tx.FlagState.Create().SetCreatedAt(now).SetTenantID(in).SetFlagID(f.ID).SetEnabled(true).SetUpdatedAt(now).SetUpdatedBy(a.user.ID).Exec(m.ctx))
	m.leftovers(t, a, inv)
}

// leftovers are what is gone, shut out or kept beside the tenant's rows.
func (m *mover) leftovers(t *ent.Tenant, a *actor, inv *ent.Invite) {
	now, in := m.p.s.Log.Clock().Now(), t.ID
	m.keep(m.tx.User.Update().Where(user.TenantID(in)).SetDeactivatedReason("-").Exec(m.ctx))
	m.keep(m.tx.User.Create().SetCreatedAt(now).SetTenantID(in).SetType(user.TypeSERVICE).SetName("A program").SetUniqueID("program").SetCompany("-").Exec(m.ctx))
	m.keep(m.tx.Invite.Update().Where(invite.TenantID(in)).SetName("-").Exec(m.ctx))
	m.keep(m.tx.MailMessage.Create().SetCreatedAt(now).SetTenantID(in).SetEntryID(1 << 40).SetTemplate("invite").SetTo("-").SetSubjectID(inv.ID).
		SetState("SENT").SetNextAttemptAt(now).SetLastError("-").Exec(m.ctx))
	m.keep(m.tx.OnceKey.Create().SetCreatedAt(now).SetTenantID(in).SetSender(*a.user.PersonID).SetKeyHash([]byte("-")).SetRequestHash([]byte("-")).
		SetAnswer("-").Exec(m.ctx))
	lost := id.New()
	m.keep(m.tx.Label.Create().SetID(lost).SetText(Canary + "labels.text." + lost.String()).Exec(m.ctx))
	for _, s := range []journal.Subject{{Kind: id.User, ID: a.user.ID}, {Kind: id.Invite, ID: inv.ID}, {Kind: id.Group, ID: lost}} {
		m.entry(m.ctx, t, a, s)
	}
}

// entry says that something happened in the other tenant, of each kind of the rows that lists show.
func (m *mover) entry(ctx context.Context, t *ent.Tenant, a *actor, s journal.Subject) {
	verb := map[id.Kind]journal.Verb{id.Group: journal.GroupCreated, id.User: journal.UserCreated, id.Invite: journal.InviteOpened}[s.Kind]
	after, err := json.Marshal(map[string]string{"note": Canary + "journal_entries.after." + s.ID.String()})
	m.keep(err)
	m.keep(m.tx.JournalEntry.Create().SetAt(m.p.s.Log.Clock().Now()).SetVerb(verb.Name).SetTenantID(t.ID).SetActorKind(journalentry.ActorKindPERSON).
		SetActorUserID(a.user.ID).SetSubjectKind(string(s.Kind)).SetSubjectID(s.ID).SetAfter(after).
		SetRequestID(Canary + "journal_entries.request_id." + s.ID.String()).Exec(ctx))
}

// theirs is the condition for the rows of a table that are the other tenant's.
func theirs(t *schema.Table, in string) string {
	persons := "(SELECT person_id FROM users WHERE tenant_id = '" + in + "')"
	switch t.Name {
	case "tenants":
		return "id = '" + in + "'"
	case "persons":
		return "id IN " + persons
	case "sessions":
		return "person_id IN " + persons
	}
	for _, c := range t.Columns {
		if c.Name == "tenant_id" {
			return "tenant_id = '" + in + "'"
		}
	}
	return ""
}

// painted are the columns whose canaries were written with their rows: nothing changes them.
var painted = map[string]bool{"labels.text": true, "journal_entries.after": true, "journal_entries.request_id": true}

// paint puts canaries into one column of the other tenant's rows.
func (p *probe) paint(tx *ent.Client, t *schema.Table, c *schema.Column, in string) error {
	name := t.Name + "." + c.Name
	if c.Type != field.TypeString && c.Type != field.TypeJSON || bare[name] != "" {
		return nil
	}
	p.columns++
	if painted[name] {
		p.rows += 3
		return nil
	}
	where := theirs(t, in)
	if where == "" {
		return fmt.Errorf("%s: whose is it? It has neither a canary nor a row in bare", name)
	}
	// A value's form is what reads it asks for: an address has a domain.
	value := fmt.Sprintf("'%s%s.' || CAST(id AS TEXT)", Canary, name)
	if c.Name == "email" || c.Name == "email_key" || c.Name == "to" {
		value += " || '@globex.example'"
	}
	done, err := tx.ExecContext(p.ctx, fmt.Sprintf("UPDATE %s SET %q = %s WHERE %s", t.Name, c.Name, value, where))
	if err != nil {
		return fmt.Errorf("%s takes no canary: %w", name, err)
	}
	n, err := done.RowsAffected()
	if err != nil || n == 0 {
		return fmt.Errorf("%s carries no canary: there is no row, %w", name, err)
	}
	p.rows += int(n)
	return nil
}

// note keeps the numbers of the other tenant's rows: they are not to be told either.
func (p *probe) note(tx *ent.Client, t *schema.Table, in string) error {
	where := theirs(t, in)
	if where == "" || t.Name == "journal_entries" {
		return nil
	}
	rows, err := tx.QueryContext(p.ctx, fmt.Sprintf("SELECT CAST(id AS TEXT) FROM %s WHERE %s", t.Name, where))
	if err != nil {
		return fmt.Errorf("reading the numbers of %s: %w", t.Name, err)
	}
	defer rows.Close()
	for rows.Next() {
		var number string
		if err := rows.Scan(&number); err != nil {
			return fmt.Errorf("reading the numbers of %s: %w", t.Name, err)
		}
		p.foreign[number] = true
	}
	return rows.Err()
}
