package matrix

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/permission"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/secret"
	"doorward/internal/viewer"
	"doorward/server"
)

// The tenants of the named world: the own one, and the other that it never sees.
const (
	ownSlug   = "acme-production"
	otherSlug = "globex"
)

// actor is somebody who asks.
type actor struct {
	name, tenant, token string
	user                *ent.User // nil for nobody
	stands              standing
	lacks               viewer.Permission // a member's one missing right
	poor                bool              // holds no right of the administration
	other               bool              // of the other tenant, in it
}

type standing int

const (
	member   standing = iota
	nobody            // not known, or shut out: asked to sign in
	stranger          // known, and names a tenant that is not theirs
	shut              // of a tenant that is suspended
)

// world is the named one with everybody who asks.
type world struct {
	owner, other, above *actor
	intruder            *actor                       // the other tenant's owner, who names ours
	strangers           []*actor                     // who are refused or see less, but for lacking one right
	lacking             map[viewer.Permission]*actor // hold every right of the administration but one
	own, theirs         *side
}

// actors are all of them.
func (w *world) actors() []*actor {
	all := append([]*actor{w.owner, w.other, w.above}, w.strangers...)
	for _, p := range viewer.Permissions {
		if a := w.lacking[p]; a != nil {
			all = append(all, a)
		}
	}
	return all
}

// moveIn gives everybody a session, and makes those whom the named world lacks.
func (p *probe) moveIn() (err error) {
	p.ctx = server.AsCommand(p.ctx)
	p.seen, p.foreign, p.noted, p.asked = map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	w := &world{lacking: map[viewer.Permission]*actor{}}
	p.world = w
	client := p.s.Log.DB().Client()
	own, err := client.Tenant.Query().Where(tenant.Slug(ownSlug)).Only(p.ctx)
	if err != nil {
		return fmt.Errorf("looking for the own tenant: %w", err)
	}
	_, err = journal.Write(p.ctx, p.s.Log, journal.DirectoryImported, func(tx *ent.Client) (journal.Several, error) {
		m := mover{p: p, ctx: p.ctx, tx: tx}
		w.owner = m.known("the owner", "owner@acme.example", ownSlug)
		w.other = m.known("the other tenant's owner", "owner@globex.example", otherSlug)
		w.other.other = true
		w.above = m.known("the owner in the tenant above", "owner@acme.example", "acme")
		guest := m.known("somebody without rights", "guest@acme.example", ownSlug)
		guest.poor = true
		w.intruder = m.known("the other tenant's owner in ours", "owner@globex.example", ownSlug)
		support := m.known("a support person in ours", "sam@support.example", ownSlug)
		w.intruder.stands, support.stands = stranger, stranger
		w.strangers = []*actor{{name: "nobody", stands: nobody}, guest, w.intruder, support,
			m.known("a support person", "sam@support.example", "support"), m.gone(own.ID), m.suspended()}
		for _, right := range p.api.rights() {
			w.lacking[right] = m.allBut(own.ID, right)
		}
		m.allBut(own.ID, "") // the newest: what happens here happens to them, and nobody asks as them
		return journal.Several{{Kind: id.Tenant, ID: own.ID}}, m.err
	})
	if err != nil {
		return err
	}
	if w.own, err = p.sideOf(ownSlug); err != nil {
		return err
	}
	for _, a := range w.actors() { // their first entries are written before anything is compared
		p.ask(a, "coming in", "{viewer{person{name}}}", nil)
	}
	p.ask(w.owner, "opening an invite", "query($t:String!){invitePreview(token:$t){status}}", map[string]any{"t": w.own.words["token"]})
	return nil
}

// mover makes actors inside one transaction; the first error stays.
type mover struct {
	p   *probe
	ctx context.Context
	tx  *ent.Client
	err error
}

func (m *mover) keep(err error) bool {
	if m.err == nil {
		m.err = err
	}
	return m.err == nil
}

// known is somebody of the named world with a new session.
func (m *mover) known(name, email, slug string) *actor {
	u, err := m.tx.User.Query().Where(user.Email(email)).Order(ent.Asc(user.FieldCreatedAt)).First(m.ctx)
	if here, missing := m.tx.User.Query().Where(user.Email(email), user.HasTenantWith(tenant.Slug(slug))).Only(m.ctx); missing == nil {
		u = here
	}
	if !m.keep(err) {
		return &actor{name: name}
	}
	return m.signedIn(name, slug, u)
}

// signedIn mints a session beside the door: what the door asks for is not the matrix's matter.
func (m *mover) signedIn(name, slug string, u *ent.User) *actor {
	token, hash := secret.NewToken()
	now := m.p.s.Log.Clock().Now()
	_, err := m.tx.Session.Create().SetCreatedAt(now).SetPersonID(*u.PersonID).SetTokenHash(hash).SetLastSeenAt(now).
		SetExpiresAt(now.AddDate(0, 0, 1)).Save(m.ctx)
	m.keep(err)
	return &actor{name: name, tenant: slug, token: token, user: u}
}

// gone is a user of the tenant who was deactivated.
func (m *mover) gone(in uuid.UUID) *actor {
	u, err := m.tx.User.Query().Where(user.TenantID(in), user.StatusEQ(user.StatusINACTIVE), user.PersonIDNotNil()).First(m.ctx)
	if !m.keep(err) {
		return &actor{}
	}
	a := m.signedIn("somebody deactivated", ownSlug, u)
	a.stands = nobody
	return a
}

// suspended is the owner of a tenant that is.
func (m *mover) suspended() *actor {
	now := m.p.s.Log.Clock().Now()
	t, err := m.tx.Tenant.Create().SetCreatedAt(now).SetSlug("shut").SetName("Shut").SetPlan("FREE").SetSuspendedAt(now).Save(m.ctx)
	if !m.keep(err) {
		return &actor{}
	}
	r, err := m.tx.Role.Create().SetCreatedAt(now).SetTenantID(t.ID).SetName("Owner").SetSystem(true).SetOwner(true).Save(m.ctx)
	if !m.keep(err) {
		return &actor{}
	}
	a := m.hired("the owner of a suspended tenant", "shut@example.org", t, r)
	a.stands = shut
	return a
}

// allBut is a user with every right of the administration but one.
func (m *mover) allBut(in uuid.UUID, right viewer.Permission) *actor {
	now := m.p.s.Log.Clock().Now()
	t, err := m.tx.Tenant.Get(m.ctx, in)
	if !m.keep(err) {
		return &actor{}
	}
	r, err := m.tx.Role.Create().SetCreatedAt(now).SetTenantID(in).SetName("Everything but " + string(right)).Save(m.ctx)
	if !m.keep(err) {
		return &actor{}
	}
	rights, err := m.tx.Permission.Query().Where(permission.TenantIDIsNil(), permission.Area("Administration"),
		permission.Vendor(false), permission.KeyNEQ(string(right))).All(m.ctx)
	m.keep(err)
	for _, one := range rights {
		m.keep(m.tx.RolePermission.Create().SetCreatedAt(now).SetTenantID(in).SetRoleID(r.ID).SetPermissionID(one.ID).Exec(m.ctx))
	}
	a := m.hired("somebody without "+string(right), "no-"+string(right)+"@acme.example", t, r)
	a.lacks = right
	return a
}

// hired is a new person, in a tenant, with one role.
func (m *mover) hired(name, email string, in *ent.Tenant, r *ent.Role) *actor {
	now := m.p.s.Log.Clock().Now()
	who, err := m.tx.Person.Create().SetCreatedAt(now).SetName(name).SetEmail(email).Save(m.ctx)
	if !m.keep(err) {
		return &actor{}
	}
	u, err := m.tx.User.Create().SetCreatedAt(now).SetTenantID(in.ID).SetPersonID(who.ID).SetType(user.TypeMEMBER).
		SetName(name).SetEmail(email).Save(m.ctx)
	if !m.keep(err) {
		return &actor{}
	}
	m.keep(m.tx.Grant.Create().SetCreatedAt(now).SetTenantID(in.ID).SetRoleID(r.ID).SetUserID(u.ID).Exec(m.ctx))
	return m.signedIn(name, in.Slug, u)
}

// session is one more of somebody's.
func (p *probe) session(a *actor) (string, error) {
	var again *actor
	_, err := journal.Write(p.ctx, p.s.Log, journal.SessionBegan, func(tx *ent.Client) (journal.Several, error) {
		m := mover{p: p, ctx: p.ctx, tx: tx}
		again = m.signedIn(a.name, a.tenant, a.user)
		return journal.Several{{Kind: id.Person, ID: *a.user.PersonID}}, m.err
	})
	if err != nil {
		return "", err
	}
	return again.token, nil
}
