package demo

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"doorward/internal/directory"
)

const (
	production = "acme-production"
	owner      = "owner@acme.example"
)

type customRole struct {
	name, description string
	keys              []string
}

var customRoles = []customRole{
	{"Escalation handler", "Takes over what the front line cannot solve.", []string{"conversations.read", "conversations.reply", "conversations.assign", "conversations.close", "cases.read", "cases.manage", "contacts.read"}},
	{"Auditor", "Reads who may do what, and what was done.", []string{"USERS_READ", "GROUPS_READ", "ROLES_READ", "INVITES_READ", "FLAGS_READ", "JOURNAL_READ", "REVIEWS_READ"}},
	{"Billing clerk", "Sees invoices and keeps the payment method.", []string{"billing.read", "billing.manage"}},
}

type team struct{ name, description, role, why string }

var teams = []team{
	{"Frontline", "First answer to every customer.", "Agent", ""},
	{"Escalations", "What the front line hands on.", "Escalation handler", ""},
	{"Insights", "Numbers for everybody else.", "Analyst", "Need the data warehouse for the monthly report."},
	{"Platform", "Keys, webhooks and the programs behind them.", "Developer", "Connect our own systems."},
	{"Team leads", "Answer for a team and its access.", "Manager", "Each lead looks after the access of a team."},
	{"Partners", "People of other companies who look in.", "Guest", ""},
	{"Auditors", "Kestrel, once a year.", "Auditor", ""},
	{"Night shift", "Rota; nobody stays in it for long.", "Agent", ""},
}

// rights are made by the owner on the first day: roles, groups and what they give.
func (g *stage) rights() error {
	g.pass(days(1) / 4)
	err := g.visit(owner, production, func(ctx context.Context) error {
		for _, r := range customRoles {
			made, err := g.directory.RoleCreate(ctx, directory.RoleInput{Name: r.name, Description: &r.description, PermissionKeys: r.keys})
			if err != nil {
				return fmt.Errorf("role %s: %w", r.name, err)
			}
			g.roles[r.name] = made.ID
		}
		for _, t := range teams {
			if err := g.team(ctx, t); err != nil {
				return fmt.Errorf("group %s: %w", t.name, err)
			}
		}
		return g.programs(ctx)
	})
	if err != nil {
		return err
	}
	_, err = g.directory.MembershipAdd(g.in(production), g.groups["Frontline"], []uuid.UUID{g.users["agent@acme.example"].ID}, nil)
	return err
}

func (g *stage) team(ctx context.Context, t team) error {
	made, err := g.directory.GroupCreate(ctx, directory.GroupInput{Name: t.name, Description: &t.description})
	if err != nil {
		return err
	}
	g.groups[t.name] = made.ID
	g.pass(days(1) / 480)
	_, err = g.directory.GrantCreate(ctx, directory.GrantInput{Role: g.roles[t.role], Group: &made.ID, Justification: filled(t.why)})
	return err
}

func (g *stage) programs(ctx context.Context) error {
	for _, s := range services {
		u, err := g.directory.ServiceUserAdd(ctx, s.name, s.uniqueID)
		if err != nil {
			return fmt.Errorf("service %s: %w", s.name, err)
		}
		g.users[s.uniqueID] = u
		if s.role == "" {
			continue
		}
		if _, err := g.directory.GrantCreate(ctx, directory.GrantInput{Role: g.roles[s.role], User: &u.ID, Justification: filled("What the program does by itself.")}); err != nil {
			return fmt.Errorf("service %s: %w", s.name, err)
		}
	}
	return nil
}
