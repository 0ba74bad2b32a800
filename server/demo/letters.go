package demo

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/internal/identity"
	"doorward/internal/outbound"
	"doorward/internal/viewer"
)

// lead sends most of the invites.
const lead = "priya.sharma@acme.example"

// letter is an invite and what becomes of it.
type letter struct {
	tenant, by  string
	name, email string
	group       string // of acme-production
	sent        float64
	then        []turn
}

// turn is what happens to an invite so many days ago.
type turn struct {
	ago float64
	do  func(*stage, *letter) error
}

var (
	opened    = func(g *stage, l *letter) error { return g.preview(l.email) }
	accepted  = func(g *stage, l *letter) error { return g.accept(l) }
	expired   = func(g *stage, l *letter) error { return g.expire(l.email) }
	cancelled = func(g *stage, l *letter) error { return g.change(l, g.identity.InviteCancel) }
	resent    = func(g *stage, l *letter) error { return g.change(l, g.identity.InviteResend) }
	again     = func(g *stage, l *letter) error { return g.send(l) } // the older one is superseded
)

// refusing is the domain whose mail server takes nothing.
const refusing = "bounce.example"

var letters = []letter{
	{production, lead, "Bilal Hussain", "bilal.hussain@acme.example", "Frontline", 1.1, nil},
	{production, lead, "Camille Dubois", "camille.dubois@acme.example", "Frontline", 0.2, nil},
	{production, lead, "Diego Morales", "diego.morales@acme.example", "Frontline", 2.4, []turn{{2.2, opened}}},
	{production, lead, "Esra Kaya", "esra.kaya@acme.example", "Frontline", 3.3, []turn{{1.4, opened}}},
	{production, lead, "Freya Hansen", "freya.hansen@northwind.example", "Partners", 4.6, nil},
	{production, lead, "Goran Marković", "goran.markovic@acme.example", "Frontline", 12.1, []turn{{5.1, expired}, {3.2, resent}}},
	{production, lead, "Hiroshi Sato", "hiroshi.sato@acme.example", "Frontline", 6.2, []turn{{2.6, resent}}},
	{production, lead, "Inés Navarro", "ines.navarro@" + refusing, "Partners", 5.4, nil},
	{production, lead, "Jakub Novotný", "jakub.novotny@acme.example", "Frontline", 9.3, []turn{{2.3, expired}}},
	{production, lead, "Kerry Walsh", "kerry.walsh@bluebird.example", "Partners", 21, []turn{{20, opened}, {14, expired}}},
	{production, lead, "Liam Byrne", "liam.byrne@acme.example", "Frontline", 16, []turn{{9, expired}}},
	{production, lead, "Maja Horvat", "maja.horvat@acme.example", "Frontline", 35, []turn{{34.5, opened}, {34.4, accepted}}},
	{production, lead, "Nikhil Rao", "nikhil.rao@acme.example", "Frontline", 24, []turn{{22, opened}, {22, accepted}}},
	{production, lead, "Orla Kavanagh", "orla.kavanagh@northwind.example", "Partners", 13.5, []turn{{11, resent}, {10.9, accepted}}},
	{production, lead, "Paulo Mendes", "paulo.mendes@acme.example", "Frontline", 6.8, []turn{{6.1, accepted}}},
	{production, lead, "Quentin Moreau", "quentin.moreau@acme.example", "Frontline", 18, []turn{{17.2, cancelled}}},
	{production, lead, "Rosa Jiménez", "rosa.jimenez@kestrel.example", "Partners", 8.1, []turn{{7.7, opened}, {7.4, cancelled}}},
	{production, lead, "Selin Arslan", "selin.arslan@acme.example", "Frontline", 10.2, []turn{{4.3, again}}},
	{"acme-sandbox", owner, "Tomás Silva", "tomas.silva@acme.example", "", 1.7, nil},
	{"globex", "hank@globex.example", "Uma Patel", "uma.patel@globex.example", "", 2.1, nil},
	{"globex", "hank@globex.example", "Vera Lund", "vera.lund@globex.example", "", 15, []turn{{8, expired}}},
}

func span(days float64) time.Duration { return time.Duration(days * 24 * float64(time.Hour)) }

func (g *stage) letters() (all []scene) {
	for i := range letters {
		l := &letters[i]
		all = append(all, scene{span(l.sent), func() error { return g.send(l) }})
		for _, t := range l.then {
			all = append(all, scene{span(t.ago), func() error {
				if err := t.do(g, l); err != nil {
					return fmt.Errorf("the invite of %s: %w", l.email, err)
				}
				return nil
			}})
		}
	}
	return all
}

func (g *stage) send(l *letter) error {
	err := g.visit(l.by, l.tenant, func(ctx context.Context) error {
		who := identity.Invitee{Email: l.email, Name: &l.name, Type: invite.TypeMEMBER}
		if l.group != "" {
			who.Groups = []uuid.UUID{g.groups[l.group]}
		}
		if l.group == "Partners" {
			who.Type = invite.TypeGUEST
		}
		sent, err := g.identity.InviteSend(ctx, []identity.Invitee{who})
		if err != nil {
			return err
		}
		if sent[0].Fault != nil {
			return sent[0].Fault
		}
		return nil
	})
	if err != nil {
		return err
	}
	return g.post()
}

// open is the one invite of an address that is pending or expired.
func (g *stage) open(email string) (*ent.Invite, error) {
	inv, err := g.log.DB().Client().Invite.Query().
		Where(invite.Email(email), invite.StatusIn(invite.StatusPENDING, invite.StatusEXPIRED)).Only(g.ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the invite: %w", err)
	}
	return inv, nil
}

func (g *stage) change(l *letter, do func(context.Context, uuid.UUID) (*ent.Invite, error)) error {
	inv, err := g.open(l.email)
	if err != nil {
		return err
	}
	if err := g.visit(l.by, l.tenant, func(ctx context.Context) error { _, err := do(ctx, inv.ID); return err }); err != nil {
		return err
	}
	return g.post()
}

// stranger is somebody with nothing but a link.
func (g *stage) stranger() (context.Context, identity.Origin) {
	from := origins[g.chance.IntN(len(origins))]
	return viewer.With(g.ctx, &viewer.Viewer{IP: from.IP, UserAgent: from.UserAgent}), from
}

func (g *stage) preview(email string) error {
	inv, err := g.open(email)
	if err != nil {
		return err
	}
	ctx, _ := g.stranger()
	_, err = g.identity.InvitePreview(ctx, identity.InviteLink(g.house.Keys, inv))
	return err
}

func (g *stage) accept(l *letter) error {
	inv, err := g.open(l.email)
	if err != nil {
		return err
	}
	ctx, from := g.stranger()
	password := Password
	token, _, _, err := g.identity.InviteAccept(ctx, identity.InviteLink(g.house.Keys, inv), &l.name, &password)
	if err != nil {
		return err
	}
	v, err := g.identity.Viewer(ctx, token, l.tenant, from)
	if err != nil {
		return err
	}
	g.pass(5 * time.Minute)
	_, err = g.identity.SignOut(viewer.With(ctx, v))
	return err
}

// post has the mailer send what was asked for, and stops it again.
func (g *stage) post() error {
	m := outbound.NewMailer(g.log, g.house.Keys, g.deliver, g.house.PublicURL, slog.New(slog.DiscardHandler))
	return g.beside(m.Run, func() (bool, error) {
		waiting, err := g.log.DB().Client().Invite.Query().
			Where(invite.StatusEQ(invite.StatusPENDING), invite.DeliveryEQ(invite.DeliveryQUEUED)).Exist(g.ctx)
		return !waiting, err
	})
}

func (g *stage) deliver(ctx context.Context, m outbound.Mail) error {
	if len(m.To) > len(refusing) && m.To[len(m.To)-len(refusing):] == refusing {
		return fmt.Errorf("550 no such mailbox: %w", outbound.ErrRefused)
	}
	return g.house.Deliver(ctx, m)
}

// expire goes to an invite's last moment and waits until it says so.
func (g *stage) expire(email string) error {
	inv, err := g.open(email)
	if err != nil {
		return err
	}
	g.ago(g.now.Sub(inv.ExpiresAt))
	return g.beside(g.identity.RunExpiry, func() (bool, error) {
		inv, err := g.open(email)
		return err == nil && inv.Status == invite.StatusEXPIRED, err
	})
}

// beside runs a follower until something is done, and ends it.
func (g *stage) beside(run func(context.Context) error, done func() (bool, error)) error {
	ctx, stop := context.WithCancel(g.ctx)
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	err := g.until(done)
	stop()
	if failed := <-ended; !errors.Is(failed, context.Canceled) {
		err = errors.Join(err, failed)
	}
	return err
}

func (g *stage) until(done func() (bool, error)) error {
	ctx, stop := context.WithTimeout(g.ctx, 10*time.Second)
	defer stop()
	for {
		after := g.log.Position()
		if is, err := done(); is || err != nil {
			return err
		}
		if _, _, err := g.log.Next(ctx, after, func(*ent.JournalEntry) bool { return true }); err != nil {
			return fmt.Errorf("waiting for what should follow: %w", err)
		}
	}
}
