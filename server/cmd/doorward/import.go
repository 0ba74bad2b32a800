package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"doorward/internal/directory"
	"doorward/server"
)

type importing struct {
	Tenant       string `required:"" placeholder:"SLUG" help:"The tenant to import into."`
	Roles        string `placeholder:"FILE" help:"roles.csv."`
	Groups       string `placeholder:"FILE" help:"groups.csv."`
	Users        string `placeholder:"FILE" help:"users.csv."`
	Invite       bool   `help:"Send each new user an invite, instead of making them active at once without a password."`
	DryRun       bool   `help:"Only say what would be done."`
	CreateTenant string `placeholder:"NAME" help:"Make the tenant, under this name, if it is not there: plan ENTERPRISE, owned by --owner."`
	Owner        string `placeholder:"EMAIL" help:"Who owns a tenant that is made: somebody who is known already."`

	server.Storage
	server.Logging
}

// Help shows it whole.
func (importing) Help() string {
	return `All or nothing: with one bad row nothing is changed, and every bad row is listed with its file, line and column.
A second run of the same files changes nothing, and what is in no file is left as it is.

    doorward import --tenant kubernetes --create-tenant Kubernetes --owner ada@example.com \
        --roles roles.csv --groups groups.csv --users users.csv

Each file is CSV, with commas, in UTF-8; its first line names its columns, in any order. Those in brackets may be left out:

    roles.csv    role, permissions
    groups.csv   group, [description], [roles]
    users.csv    email, [name], [type], [company], [groups], [roles]

Where a cell holds several, a semicolon stands between them. The type is member or guest. An empty cell changes nothing.`
}

// Validate finds what makes no sense before anything is opened.
func (c *importing) Validate() error {
	switch {
	case c.Roles == "" && c.Groups == "" && c.Users == "":
		return errors.New("nothing to import: name at least one of --roles, --groups and --users")
	case (c.CreateTenant == "") != (c.Owner == ""):
		return errors.New("--create-tenant and --owner go together")
	}
	return nil
}

// Run imports and sums up.
func (c *importing) Run(ctx context.Context, o out) (err error) {
	in := directory.ImportInput{Tenant: c.Tenant, Invite: c.Invite, DryRun: c.DryRun, CreateTenant: c.CreateTenant, Owner: c.Owner}
	for _, one := range []struct {
		path string
		into **directory.ImportFile
	}{{c.Roles, &in.Roles}, {c.Groups, &in.Groups}, {c.Users, &in.Users}} {
		if one.path == "" {
			continue
		}
		file, err := open(one.path)
		if err != nil {
			return err
		}
		defer file.Close()
		*one.into = &directory.ImportFile{Name: one.path, Body: file}
	}
	draw, clear := progress(o.note)
	in.Progress = draw
	return onExisting(ctx, server.Config{Storage: c.Storage, Logging: c.Logging}, func(s *server.Server) error {
		if _, there := s.Who.BySlug(c.Tenant); !there && c.CreateTenant == "" {
			return fmt.Errorf("there is no tenant %q: make it with --create-tenant and --owner, or name another one", c.Tenant)
		}
		report, err := s.Directory.Import(server.AsCommand(ctx), in)
		clear()
		var rows *directory.ImportErrors
		if errors.As(err, &rows) {
			listFaults(o.note, rows)
			return errTold
		}
		if err != nil {
			return err
		}
		return sumUp(o.result, report)
	})
}

func open(path string) (*os.File, error) {
	file, err := os.Open(path)
	var wrong *fs.PathError
	if errors.As(err, &wrong) {
		return nil, fmt.Errorf("%s cannot be read: %w", path, wrong.Err)
	}
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, errors.Join(fmt.Errorf("%s is a folder, not a file", path), file.Close())
	}
	return file, nil
}

// progress draws a bar where somebody watches; a log gets none. clear takes it away
// again, whatever came of the import.
func progress(w io.Writer) (draw func(done, total int), clear func()) {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return nil, func() {}
	}
	bar := progressbar.NewOptions(1, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("Importing"),
		progressbar.OptionShowCount(), progressbar.OptionSetWidth(40), progressbar.OptionSetRenderBlankState(false))
	// A bar that cannot be drawn is no reason to stop.
	draw = func(done, total int) {
		if total != bar.GetMax() {
			bar.ChangeMax(total)
		}
		_ = bar.Set(done)
	}
	return draw, func() { _ = bar.Clear() }
}
