package main

import (
	"context"
	"fmt"

	"doorward/server"
)

type bootstrap struct {
	Name             string `required:"" help:"The first owner's name."`
	Email            string `required:"" help:"The first owner's address, to sign in with."`
	Organization     string `required:"" placeholder:"SLUG" help:"The organization's name in addresses: lower-case letters, digits and hyphens."`
	OrganizationName string `required:"" help:"The organization's name for people."`
	Plan             string `default:"ENTERPRISE" help:"The organization's plan, by the catalogue's key."`
	PublicURL        string `name:"public-url" env:"DOORWARD_PUBLIC_URL" default:"http://127.0.0.1:8080" placeholder:"URL" help:"The address that people type: the link begins with it."`

	server.Storage
	server.Logging
}

// Help shows it whole.
func (bootstrap) Help() string {
	return `Prints a link that works once, for seven days, and is kept nowhere: whoever opens it chooses the owner's password.
Until then the command may be repeated, and the link before is dead. Once there is an owner it is refused for ever.

    doorward bootstrap --name "Ada Lovelace" --email ada@example.com \
        --organization example --organization-name "Example Ltd"`
}

// Run makes the organization and prints the link.
func (c *bootstrap) Run(ctx context.Context, o out) error {
	config := server.Config{PublicURL: c.PublicURL, Storage: c.Storage, Logging: c.Logging}
	return on(ctx, config, func(s *server.Server) error {
		link, err := s.Bootstrap(ctx, server.FirstOwner{
			Name: c.Name, Email: c.Email, Slug: c.Organization, OrganizationName: c.OrganizationName, Plan: c.Plan,
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(o.note, "%s is made. %s opens this link to become its owner (it works once, for seven days):\n", c.OrganizationName, c.Name)
		_, err = fmt.Fprintln(o.result, link)
		return err
	})
}
