package store_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"doorward/internal/store"
)

// TestSQLiteWithoutRights looks at files as somebody else does: as root it lays down
// root's rights for one thread, which is thrown away.
func TestSQLiteWithoutRights(t *testing.T) {
	foreign := t.TempDir()
	if err := os.Chmod(foreign, 0o555); err != nil {
		t.Fatal(err)
	}
	unreadable := t.TempDir()
	file := filepath.Join(unreadable, "doorward.db")
	if err := os.WriteFile(file, nil, 0); err != nil {
		t.Fatal(err)
	}
	for dir := unreadable; dir != "/"; dir = filepath.Dir(dir) { // the way there is open
		if info, err := os.Stat(dir); err == nil && os.Getuid() == 0 && info.Mode().Perm()&0o005 != 0o005 && dir != "/tmp" {
			if err := os.Chmod(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, dir := range map[string]string{"a_folder_of_somebody_else": foreign, "a_file_of_somebody_else": unreadable} {
		t.Run(name, func(t *testing.T) {
			said := make(chan error)
			go func() {
				runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
				if os.Getuid() == 0 {
					if err := syscall.Setfsuid(65534); err != nil {
						t.Error(err)
					}
				}
				_, err := store.Open(context.Background(), store.Config{DataDir: dir})
				said <- err
			}()
			if err, want := <-said, "cannot open "+filepath.Join(dir, "doorward.db")+": permission denied"; err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}
