package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"doorward/server"
)

type tenants struct {
	List    tenantList    `cmd:"" help:"List every tenant."`
	Create  tenantCreate  `cmd:"" help:"Make an organization, or a tenant below one."`
	SetPlan tenantSetPlan `cmd:"" help:"Move a tenant to another plan."`
}

type tenantList struct {
	server.Storage
	server.Logging
}

// Run lists them.
func (c *tenantList) Run(ctx context.Context, o out) error {
	return onExisting(ctx, server.Config{Storage: c.Storage, Logging: c.Logging}, func(s *server.Server) error {
		all, err := s.Tenants(ctx)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			_, err := fmt.Fprintln(o.result, `There is no tenant yet: "doorward bootstrap" makes the first.`)
			return err
		}
		table := tabwriter.NewWriter(o.result, 0, 0, 3, ' ', 0)
		fmt.Fprintln(table, "SLUG\tNAME\tPLAN\tBELOW\tSUSPENDED")
		for _, t := range all {
			below, suspended := "–", "no"
			if t.Edges.Parent != nil {
				below = t.Edges.Parent.Slug
			}
			if t.SuspendedAt != nil {
				suspended = "yes"
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", t.Slug, t.Name, t.Plan, below, suspended)
		}
		return table.Flush()
	})
}

type tenantCreate struct {
	Slug   string `arg:"" help:"Its name in addresses: lower-case letters, digits and hyphens."`
	Name   string `required:"" help:"Its name for people."`
	Plan   string `default:"FREE" help:"Its plan, by the catalogue's key."`
	Parent string `placeholder:"SLUG" help:"The organization it stands below. Left out: it is one itself."`
	Owner  string `placeholder:"EMAIL" help:"Who owns it: somebody who is known already."`

	server.Storage
	server.Logging
}

// Run makes it.
func (c *tenantCreate) Run(ctx context.Context, o out) error {
	return onExisting(ctx, server.Config{Storage: c.Storage, Logging: c.Logging}, func(s *server.Server) error {
		t, err := s.CreateTenant(ctx, server.NewTenant{Slug: c.Slug, Name: c.Name, Plan: c.Plan, Parent: c.Parent, Owner: c.Owner})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(o.result, "Made %s (%s, plan %s).\n", t.Name, t.Slug, t.Plan)
		return err
	})
}

type tenantSetPlan struct {
	Slug string `arg:"" help:"The tenant."`
	Plan string `arg:"" help:"The plan, by the catalogue's key."`

	server.Storage
	server.Logging
}

// Run sets it.
func (c *tenantSetPlan) Run(ctx context.Context, o out) error {
	return onExisting(ctx, server.Config{Storage: c.Storage, Logging: c.Logging}, func(s *server.Server) error {
		t, err := s.SetPlan(ctx, c.Slug, c.Plan)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(o.result, "%s is on plan %s now.\n", t.Name, t.Plan)
		return err
	})
}
