package demo

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"doorward/ent/flag"
	"doorward/ent/role"
	"doorward/ent/user"
	"doorward/internal/directory"
)

// organizations makes the tenants and the accounts of the README.
func (g *stage) organizations() error {
	for _, a := range Accounts {
		if _, err := g.person(a.Name, a.Email, companyOf(a.Email), g.full); err != nil {
			return err
		}
	}
	acme, globex, sam := g.persons["owner@acme.example"], g.persons["owner@globex.example"], g.persons["sam@support.example"]
	for _, t := range []struct {
		directory.TenantInput
		parent string
	}{
		{directory.TenantInput{Slug: "acme", Name: "Acme", Plan: "ENTERPRISE", Owner: acme}, ""},
		{directory.TenantInput{Slug: "acme-production", Name: "Acme Production", Plan: "TEAM", Owner: acme}, "acme"},
		{directory.TenantInput{Slug: "acme-sandbox", Name: "Acme Sandbox", Plan: "FREE", Owner: acme}, "acme"},
		{directory.TenantInput{Slug: "globex", Name: "Globex", Plan: "TEAM", Owner: globex}, ""},
		{directory.TenantInput{Slug: "support", Name: "Helpline Support", Plan: "ENTERPRISE", Owner: sam, Vendor: true}, ""},
	} {
		if t.parent != "" {
			above := g.tenants[t.parent]
			t.Parent = &above
		}
		made, err := g.directory.TenantCreate(g.ctx, t.TenantInput)
		if err != nil {
			return fmt.Errorf("%s: %w", t.Slug, err)
		}
		g.tenants[t.Slug] = made.ID
		g.pass(days(1) / 96)
	}
	if _, err := g.directory.TenantSetPlan(g.ctx, g.tenants["acme-production"], "BUSINESS"); err != nil {
		return err
	}
	if err := g.names(); err != nil {
		return err
	}
	return g.staff()
}

func companyOf(email string) string {
	switch email {
	case "guest@acme.example":
		return "Northwind Services"
	case "owner@globex.example":
		return "Globex"
	case "sam@support.example":
		return "Helpline"
	}
	return "Acme"
}

// names reads what the catalogue and the organization brought along.
func (g *stage) names() error {
	roles, err := g.log.DB().Client().Role.Query().Where(role.TenantID(g.tenants["acme"])).All(g.ctx)
	if err != nil {
		return fmt.Errorf("reading roles: %w", err)
	}
	for _, r := range roles {
		g.roles[r.Name] = r.ID
	}
	flags, err := g.log.DB().Client().Flag.Query().Where(flag.RetiredAtIsNil()).All(g.ctx)
	if err != nil {
		return fmt.Errorf("reading flags: %w", err)
	}
	for _, f := range flags {
		g.flags[f.Key] = f.ID
	}
	return nil
}

// globexPeople and supportPeople are the users of the smaller organizations.
var (
	globexPeople  = []string{"Hank Lindgren", "Ingrid Solberg", "Tariq Aziz", "Mirela Ionescu", "Kofi Boateng", "Hye-rin Lee"}
	supportPeople = []string{"Dana Reyes", "Viktor Novák"}
)

// staff puts the accounts, and a few people of the smaller tenants, where they work.
func (g *stage) staff() error {
	for _, one := range []struct {
		tenant, email string
		typ           user.Type
		why, role     string
	}{
		{"acme-production", "manager@acme.example", user.TypeMEMBER, "Runs the support team.", "Manager"},
		{"acme-production", "agent@acme.example", user.TypeMEMBER, "", "Agent"},
		{"acme-production", "guest@acme.example", user.TypeGUEST, "", "Guest"},
		{"acme-sandbox", "agent@acme.example", user.TypeMEMBER, "Tries changes here before they go live.", "Manager"},
	} {
		if err := g.add(one.tenant, one.email, one.typ, one.why, one.role); err != nil {
			return err
		}
	}
	if err := g.crew("globex", "Globex", "globex.example", "Leads the desk.", globexPeople); err != nil {
		return err
	}
	return g.crew("support", "Helpline", "support.example", "Works on customers' cases.", supportPeople)
}

// crew makes people whose address is their first name; the first of them manages.
func (g *stage) crew(tenant, company, domain, why string, names []string) error {
	organization := g.tenants[tenant]
	manager, err := g.log.DB().Client().Role.Query().Where(role.TenantID(organization), role.Name("Manager")).OnlyID(g.ctx)
	if err != nil {
		return fmt.Errorf("reading roles: %w", err)
	}
	agent, err := g.log.DB().Client().Role.Query().Where(role.TenantID(organization), role.Name("Agent")).OnlyID(g.ctx)
	if err != nil {
		return fmt.Errorf("reading roles: %w", err)
	}
	for i, name := range names {
		first, _, _ := strings.Cut(strings.ToLower(name), " ")
		if _, err := g.person(name, first+"@"+domain, company, g.light); err != nil {
			return err
		}
		u, err := g.directory.UserAdd(g.ctx, organization, g.persons[first+"@"+domain], user.TypeMEMBER)
		if err != nil {
			return err
		}
		in := directory.GrantInput{Role: agent, User: &u.ID}
		if i == 0 {
			in.Role, in.Justification = manager, filled(why)
		}
		if _, err := g.directory.GrantCreate(g.in(tenant), in); err != nil {
			return err
		}
	}
	return nil
}

func (g *stage) add(tenant, email string, typ user.Type, why string, roles ...string) error {
	u, err := g.directory.UserAdd(g.ctx, g.tenants[tenant], g.persons[email], typ)
	if err != nil {
		return fmt.Errorf("%s in %s: %w", email, tenant, err)
	}
	if tenant == "acme-production" {
		g.users[email] = u
	}
	for _, r := range roles {
		if err := g.give(tenant, u.ID, r, why); err != nil {
			return err
		}
	}
	return nil
}

func (g *stage) give(tenant string, u uuid.UUID, r, why string) error {
	_, err := g.directory.GrantCreate(g.in(tenant), directory.GrantInput{Role: g.roles[r], User: &u, Justification: filled(why)})
	if err != nil {
		return fmt.Errorf("%s in %s: %w", r, tenant, err)
	}
	return nil
}
