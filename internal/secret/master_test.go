package secret_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"doorward/internal/secret"
)

func TestMaster(t *testing.T) {
	t.Run("a configured text is taken as it is", func(t *testing.T) {
		dir := t.TempDir()
		key, err := secret.Master(dir, strings.Repeat("s", 32))
		if err != nil || string(key) != strings.Repeat("s", 32) {
			t.Errorf("%q, %v", key, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "secret")); !os.IsNotExist(err) {
			t.Error("a file was made beside it")
		}
	})
	t.Run("one that is too short is refused, and not repeated", func(t *testing.T) {
		_, err := secret.Master(t.TempDir(), "swordfish")
		if err == nil || strings.Contains(err.Error(), "swordfish") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("without one a file is made once, for its owner alone", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "data")
		first, err := secret.Master(dir, "")
		if err != nil || len(first) != 32 {
			t.Fatalf("%x, %v", first, err)
		}
		again, err := secret.Master(dir, "")
		if err != nil || !bytes.Equal(first, again) {
			t.Errorf("the second start has another key: %v", err)
		}
		info, err := os.Stat(filepath.Join(dir, "secret"))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
		files, _ := os.ReadDir(dir)
		if len(files) != 1 {
			t.Errorf("left behind: %v", files)
		}
	})
	t.Run("several first starts agree", func(t *testing.T) {
		dir := t.TempDir()
		keys := make([][]byte, 20)
		var wg sync.WaitGroup
		for n := range keys {
			wg.Go(func() {
				var err error
				if keys[n], err = secret.Master(dir, ""); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for _, k := range keys {
			if !bytes.Equal(k, keys[0]) {
				t.Fatal("two keys")
			}
		}
	})
	t.Run("a damaged file is refused, and kept", func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, "secret")
		if err := os.WriteFile(path, []byte("short"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := secret.Master(dir, ""); err == nil {
			t.Error("taken")
		}
		if kept, _ := os.ReadFile(path); string(kept) != "short" {
			t.Errorf("now %q", kept)
		}
	})
}
