// Package secret owns proofs: the master key and what is derived from it, links
// and sealed cursors, tokens, and the hashing of passwords. It refuses to know
// what any of them is for.
package secret

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// masterMin is how many bytes a master key has at least: 256 bit.
const masterMin = 32

// Master is the key from which every other is derived: the configured text, of
// at least 32 bytes, taken as it is; or else the file `secret` in the data
// folder, which is made with mode 0600 on the first start.
func Master(dataDir, configured string) ([]byte, error) {
	if configured != "" {
		if len(configured) < masterMin {
			return nil, fmt.Errorf("DOORWARD_SECRET has %d bytes: at least %d are needed, for example those of `openssl rand -hex 32`", len(configured), masterMin)
		}
		return []byte(configured), nil
	}
	path := filepath.Join(dataDir, "secret")
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeMaster(dataDir, path); err != nil {
			return nil, fmt.Errorf("making the secret: %w", err)
		}
		key, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the secret: %w", err)
	}
	if len(key) < masterMin {
		return nil, fmt.Errorf("%s is damaged: it has %d bytes instead of %d", path, len(key), masterMin)
	}
	return key, nil
}

// makeMaster puts a whole file in place, or leaves the one that another process
// put there first.
func makeMaster(dir, path string) (err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "secret-*") // made with mode 0600
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(f.Name())) }()
	key := make([]byte, masterMin)
	_, _ = rand.Read(key) // never fails
	_, err = f.Write(key)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
