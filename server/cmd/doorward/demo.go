package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"doorward/server"
	"doorward/server/demo"
)

// prepare fills the demo, where it is one, and says where to go.
func (c *serve) prepare(ctx context.Context, s *server.Server, o out) ([]func(context.Context) error, error) {
	if !c.Demo {
		_, err := fmt.Fprintf(o.note, "Doorward %s listens on %s, for %s\n", server.Version(), s.Addr(), s.PublicURL())
		return nil, err
	}
	if _, err := demo.Seed(server.AsCommand(ctx), s.House()); err != nil {
		return nil, err
	}
	colleagues := &demo.Actor{Reads: s.Log.DB().Client(), Identity: s.Identity, Keys: s.Keys, Clock: s.Log.Clock()}
	live := func(ctx context.Context) error { return colleagues.Run(server.AsCommand(ctx)) }
	return []func(context.Context) error{live}, greet(o.note, s)
}

// greet is the block that whoever typed `make run` reads.
func greet(w io.Writer, s *server.Server) error {
	url := s.PublicURL()
	fmt.Fprintf(w, "\n  Doorward's demo is ready:  %s\n\n", url)
	table := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	for _, a := range demo.Accounts {
		fmt.Fprintf(table, "    %s\t%s %s\n", a.Email, a.Name, a.Role)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n  Everybody's password:  %s\n", demo.Password)
	fmt.Fprintf(w, "  The demo's mail:       %s/dev/mailbox\n", url)
	if s.Playground() {
		fmt.Fprintf(w, "  The API's playground:  %s/playground/\n", url)
	}
	_, err := fmt.Fprintln(w)
	return err
}
