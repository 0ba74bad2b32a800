package main

import (
	"context"
	"os/signal"
	"syscall"

	"doorward/server"
)

type serve struct{ server.Config }

// Help tells the ordinary ways to start.
func (serve) Help() string {
	return `Try it, with everything made up and nothing to set:

    doorward serve --demo

For good, behind a proxy that speaks TLS:

    doorward serve --public-url https://access.example.com \
        --smtp-url smtp://doorward:secret@mail.example.com:587 --data /var/lib/doorward

On PostgreSQL, set by the environment:

    DATABASE_URL=postgres://doorward:secret@db.example.com:5432/doorward \
    DOORWARD_PUBLIC_URL=https://access.example.com doorward serve

The first SIGTERM (or Ctrl-C) stops in order: requests in flight have ten seconds, open pages are told to come back. The second stops at once.`
}

// Run serves until it is told to stop.
func (c *serve) Run(ctx context.Context, o out) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	server.CollectLess()
	// From the first signal on, the next one has its ordinary effect again: it ends the process.
	context.AfterFunc(ctx, stop)
	s, err := server.New(ctx, c.Config, server.Deps{Logger: c.Logger()})
	if err != nil {
		return err
	}
	beside, err := c.prepare(ctx, s, o)
	if err != nil {
		return closing(s, err)
	}
	return s.Run(ctx, beside...)
}
