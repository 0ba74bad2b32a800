package demo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"doorward/ent/user"
	"doorward/internal/directory"
)

// scene is what happens at a moment, so long before the present.
type scene struct {
	ago time.Duration
	do  func() error
}

// everydays plays every scene of the two months in its order.
func (g *stage) everydays() error {
	all := slices.Concat(g.hirings(), g.signIns(), g.leavings(), g.turns(), g.letters())
	slices.SortStableFunc(all, func(a, b scene) int { return cmp.Compare(b.ago, a.ago) })
	for _, s := range all {
		g.ago(s.ago)
		if err := s.do(); err != nil {
			return err
		}
	}
	return nil
}

// sometime is a moment of the day so many days ago; today's are over already.
func (g *stage) sometime(day int) time.Duration {
	return days(day) + time.Duration(10+g.chance.IntN(22*60))*time.Minute*8/24
}

func (g *stage) hirings() (all []scene) {
	for _, c := range colleagues {
		all = append(all, scene{days(c.joined) + 12*time.Hour, func() error { return g.hire(c) }})
	}
	return all
}

func (g *stage) hire(c colleague) error {
	if _, err := g.person(c.name, c.email(), c.company, g.light); err != nil {
		return err
	}
	typ := user.TypeMEMBER
	if c.guest() {
		typ = user.TypeGUEST
	}
	if err := g.add(production, c.email(), typ, ""); err != nil {
		return err
	}
	_, err := g.directory.MembershipAdd(g.in(production), g.groups[c.team], []uuid.UUID{g.users[c.email()].ID}, nil)
	return err
}

// signIns are the last one of everybody who ever did, and a few before.
func (g *stage) signIns() (all []scene) {
	in := func(email, tenant string, day int) {
		all = append(all, scene{g.sometime(day), func() error { return g.visit(email, tenant, nil) }})
	}
	for _, c := range colleagues {
		if c.last < 0 {
			continue
		}
		in(c.email(), production, c.last)
		if c.joined-c.last > 2 && g.chance.IntN(2) == 0 {
			in(c.email(), production, c.last+1+g.chance.IntN(c.joined-c.last-1))
		}
	}
	in("manager@acme.example", production, 1)
	in("agent@acme.example", production, 0)
	in("agent@acme.example", "acme-sandbox", 2)
	in("guest@acme.example", production, 6)
	in(owner, "acme", 2)
	in(owner, "acme-sandbox", 9)
	in("owner@globex.example", "globex", 1)
	in("hank@globex.example", "globex", 0)
	in("ingrid@globex.example", "globex", 3)
	in("sam@support.example", "support", 0)
	in("dana@support.example", "support", 4)
	return all
}

// leavings are deactivations: by a lead where that is enough, else by the owner.
func (g *stage) leavings() (all []scene) {
	for _, c := range colleagues {
		if c.left == "" {
			continue
		}
		by, day := owner, max(c.last, c.joined-10)
		if c.team == "Frontline" || c.team == "Partners" {
			by = lead
		}
		if c.last >= 0 {
			day = c.last - 1
		}
		all = append(all, scene{g.sometime(day), func() error {
			return g.visit(by, production, func(ctx context.Context) error {
				_, err := g.directory.UserDeactivate(ctx, g.users[c.email()].ID, &c.left, false)
				return err
			})
		}})
	}
	return all
}

// turns are what happens once.
func (g *stage) turns() []scene {
	by := func(who, tenant string, ago time.Duration, do func(ctx context.Context) error) scene {
		return scene{ago, func() error { return g.visit(who, tenant, do) }}
	}
	return []scene{
		by(owner, production, days(40)+5*time.Hour, func(ctx context.Context) error { return g.flag(ctx, "cases", true) }),
		by(owner, "acme-sandbox", days(38), func(ctx context.Context) error { return g.flag(ctx, "reply_drafts", false) }),
		by(owner, production, days(31), func(ctx context.Context) error {
			return g.beta(ctx, "hana.kobayashi", "elif.yildiz", "james.oconnor", "li.wei", "priya.sharma")
		}),
		by(lead, production, days(30), func(ctx context.Context) error { return g.away(ctx, "wanjiru.kamau@acme.example") }),
		by(lead, production, days(25), func(ctx context.Context) error {
			_, err := g.directory.UserReactivate(ctx, g.users["wanjiru.kamau@acme.example"].ID)
			return err
		}),
		by(owner, production, days(22), func(ctx context.Context) error {
			return g.lend(ctx, "etienne.lefevre@bluebird.example", "Analyst", -days(3), "Builds the quarterly report with us.")
		}),
		by(owner, production, days(11), func(ctx context.Context) error { return g.flag(ctx, "scheduled_scans", false) }),
		by(owner, production, days(7)+time.Hour, func(ctx context.Context) error {
			if err := g.lend(ctx, "elif.yildiz@acme.example", "Manager", days(5), "Stands in for Priya, who is on leave."); err != nil {
				return err
			}
			return g.lend(ctx, "marit.vanderberg@acme.example", "Billing clerk", days(40), "Changes the payment method to the new bank.")
		}),
		by(owner, production, days(4), func(ctx context.Context) error {
			until := g.now.Add(days(9))
			_, err := g.directory.MembershipAdd(ctx, g.groups["Night shift"], []uuid.UUID{g.users["james.oconnor@acme.example"].ID, g.users["chiara.ricci@acme.example"].ID, g.users["noa.levi@acme.example"].ID}, &until)
			return err
		}),
	}
}

func (g *stage) flag(ctx context.Context, key string, on bool) error {
	_, err := g.directory.FlagSet(ctx, g.flags[key], on)
	if err != nil {
		return fmt.Errorf("flag %s: %w", key, err)
	}
	return nil
}

func (g *stage) beta(ctx context.Context, locals ...string) error {
	for _, l := range locals {
		if _, err := g.directory.BetaSet(ctx, g.users[l+"@acme.example"].ID, true); err != nil {
			return fmt.Errorf("beta for %s: %w", l, err)
		}
	}
	return nil
}

func (g *stage) away(ctx context.Context, email string) error {
	_, err := g.directory.UserDeactivate(ctx, g.users[email].ID, filled("On leave for a week."), false)
	return err
}

// lend gives a role until so long after the present.
func (g *stage) lend(ctx context.Context, email, role string, until time.Duration, why string) error {
	u, end := g.users[email].ID, g.now.Add(until)
	_, err := g.directory.GrantCreate(ctx, directory.GrantInput{Role: g.roles[role], User: &u, ExpiresAt: &end, Justification: &why})
	if err != nil {
		return fmt.Errorf("%s for %s: %w", role, email, err)
	}
	return nil
}
