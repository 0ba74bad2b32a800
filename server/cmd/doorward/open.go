package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"doorward/server"
)

// on runs fn on a server that listens nowhere, and closes it.
func on(ctx context.Context, c server.Config, fn func(*server.Server) error) error {
	c.Addr, c.OpsAddr = "", ""
	s, err := server.New(ctx, c, server.Deps{Logger: c.Logger()})
	if err != nil {
		return err
	}
	return closing(s, fn(s))
}

// onExisting does the same on a database that is there already: a folder that was
// mistyped must not become another one.
func onExisting(ctx context.Context, c server.Config, fn func(*server.Server) error) error {
	if missing(c.Storage) {
		return noDatabase(c.Storage)
	}
	return on(ctx, c, fn)
}

// missing tells whether the data folder holds no SQLite database. Whether a
// PostgreSQL database is there, the server that holds it says.
func missing(s server.Storage) bool {
	_, err := os.Stat(filepath.Join(s.Data, "doorward.db"))
	return s.DatabaseURL == "" && errors.Is(err, fs.ErrNotExist)
}

func noDatabase(s server.Storage) error {
	return fmt.Errorf("there is no database in %s: name its folder with --data, or make one with \"doorward bootstrap\"", s.Data)
}

func closing(s *server.Server, err error) error { return errors.Join(err, s.Close()) }
