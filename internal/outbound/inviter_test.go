package outbound

import (
	"strings"
	"testing"

	"doorward/ent"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
)

func TestInviterNamed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		up, err := journal.Write(w.ctx, w.log, journal.TenantCreated, func(tx *ent.Client) (*ent.Tenant, error) {
			return tx.Tenant.Create().SetCreatedAt(monday).SetSlug("above").SetName("Acme").SetPlan("FREE").Save(w.ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		amara, err := journal.Write(w.ctx, w.log, journal.UserCreated, func(tx *ent.Client) (*ent.User, error) {
			return tx.User.Create().SetCreatedAt(monday).SetTenantID(up.ID).SetType("MEMBER").SetName("Amara Above").SetEmail("amara@acme.example").Save(w.ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			by            *ent.User
			said, subject string
		}{
			"a user of the tenant is named":            {w.by, "Olga Owner", "Olga Owner invited you to Acme Production on Doorward"},
			"one from above is not, as in the preview": {amara, "", "Join Acme Production on Doorward"},
		} {
			t.Run(name, func(t *testing.T) {
				var box Mailbox
				defer w.mail(box.Deliver)()
				w.by = c.by
				inv := w.invite(c.by.Name[:4] + "@new.example")
				w.until("the receipt", func() bool { return w.read(inv).Delivery == "SENT" })
				m := box.All()[0]
				if m.Subject != c.subject || !strings.Contains(m.Text, c.said) || strings.Contains(m.Text+m.HTML, "Amara Above") {
					t.Errorf("%q\n%s", m.Subject, m.Text)
				}
			})
		}
	})
}
