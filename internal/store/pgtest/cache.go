package pgtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"doorward/ent/migrate/migrations"
	"doorward/internal/store"
)

// template is the database that every migrated one is copied from.
const template = "doorward"

// content is what a data folder holds before the first test.
type content int

const (
	blank content = iota
	migrated
)

// start runs a server on a copy of the data folder that is kept for the content. The
// lock is for the test processes of one "go test ./...", which all begin at once.
func start(ctx context.Context, c content) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	home, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	home = filepath.Join(home, "doorward-pgtest")
	if err := os.MkdirAll(home, 0o700); err != nil {
		return nil, err
	}
	lock, err := os.OpenFile(filepath.Join(home, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	defer lock.Close() // and with it the lock
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return nil, err
	}
	return cache{home, bin}.serve(ctx, c)
}

// cache keeps data folders: initdb takes seconds. A folder's name tells what it was
// made from, so that a new migration makes a new one.
type cache struct{ home, bin string }

func (k cache) serve(ctx context.Context, c content) (*Server, error) {
	kept, err := k.keep(ctx, c)
	if err != nil {
		return nil, err
	}
	dir, err := folder()
	if err != nil {
		return nil, err
	}
	if err := command("cp", "-Rp", kept, filepath.Join(dir, "data")); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return run(ctx, k.bin, dir)
}

func (k cache) keep(ctx context.Context, c content) (string, error) {
	print, err := k.fingerprint(c)
	if err != nil {
		return "", err
	}
	kept := filepath.Join(k.home, fmt.Sprintf("%d-%s", c, print))
	if _, err := os.Stat(kept); err == nil {
		return kept, nil
	}
	old, err := filepath.Glob(filepath.Join(k.home, fmt.Sprintf("%d-*", c)))
	if err != nil {
		return "", err
	}
	half := filepath.Join(k.home, "half")
	for _, one := range append(old, half) {
		if err := os.RemoveAll(one); err != nil {
			return "", err
		}
	}
	make := k.initialise
	if c == migrated {
		make = k.migrate
	}
	if err := make(ctx, half); err != nil {
		return "", err
	}
	return kept, os.Rename(half, kept)
}

func (k cache) fingerprint(c content) (string, error) {
	hash := sha256.New()
	fmt.Fprintln(hash, k.bin, initdb, Login)
	if c == migrated {
		files, err := fs.Glob(migrations.Files, "postgres/*.sql")
		if err != nil {
			return "", err
		}
		for _, path := range files {
			text, err := fs.ReadFile(migrations.Files, path)
			if err != nil {
				return "", err
			}
			fmt.Fprintln(hash, path, len(text), string(text))
		}
	}
	return hex.EncodeToString(hash.Sum(nil)[:8]), nil
}

// initdb asks for a collation that is not the bytes' order, where the machine has one:
// a test then notices who relies on the database's own order.
var initdb = [][]string{
	{"--locale-provider=icu", "--icu-locale=en-US"},
	{},
}

func (k cache) initialise(_ context.Context, half string) error {
	dir, err := folder()
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	data := filepath.Join(dir, "data")
	for _, locale := range initdb {
		args := append([]string{"-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale",
			"--no-sync", "--wal-segsize=4"}, locale...)
		if err = lesserCommand(dir, filepath.Join(k.bin, "initdb"), args...); err == nil {
			return command("cp", "-Rp", data, half)
		}
		if err := os.RemoveAll(data); err != nil {
			return err
		}
	}
	return err
}

// migrate keeps the folder of a server that has the template and was stopped in order.
func (k cache) migrate(ctx context.Context, half string) error {
	s, err := k.serve(ctx, blank)
	if err != nil {
		return err
	}
	defer s.Stop()
	if _, err := s.admin.ExecContext(ctx, "CREATE DATABASE "+template+" OWNER "+Login+" TEMPLATE template0"); err != nil {
		return err
	}
	if err := errors.Join(s.migrate(ctx, template), s.halt()); err != nil {
		return err
	}
	return command("cp", "-Rp", filepath.Join(s.dir, "data"), half)
}

func (s *Server) migrate(ctx context.Context, name string) error {
	db, err := store.Open(ctx, store.Config{DatabaseURL: s.url(name, Login)})
	if err != nil {
		return err
	}
	_, err = db.Migrate(ctx)
	return errors.Join(err, db.Close())
}
