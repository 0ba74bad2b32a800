package pgtest_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"doorward/internal/store"
	"doorward/internal/store/pgtest"
)

func version(t *testing.T, address string) int64 {
	t.Helper()
	db, err := store.Open(context.Background(), store.Config{DatabaseURL: address})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	current, _, err := db.MigrationStatus(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return current
}

func TestURLIsMigratedAndEmptyURLIsNot(t *testing.T) {
	full, empty := pgtest.URL(t), pgtest.EmptyURL(t)
	if full == empty || version(t, full) == 0 || version(t, empty) != 0 {
		t.Errorf("%s is at %d, %s at %d", full, version(t, full), empty, version(t, empty))
	}
}

// TestAKilledTestLeavesNothing runs itself, and kills that with its server running.
func TestAKilledTestLeavesNothing(t *testing.T) {
	if os.Getenv("PGTEST_VICTIM") != "" {
		fmt.Println(pgtest.EmptyURL(t))
		time.Sleep(time.Hour)
	}
	pgtest.EmptyURL(t) // skips here where there is no PostgreSQL
	victim := exec.Command(os.Args[0], "-test.run=^TestAKilledTestLeavesNothing$")
	victim.Env = append(os.Environ(), "PGTEST_VICTIM=1")
	out, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, 1000)
	n, err := out.Read(said)
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(strings.TrimSpace(string(said[:n])))
	if err != nil {
		t.Fatal(err)
	}
	dir := address.Query().Get("host")
	if _, err := os.Stat(dir); dir == "" || err != nil {
		t.Fatalf("no server in %q: %v", dir, err)
	}
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = victim.Wait() // it says that it was killed
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if _, err := os.Stat(dir); os.IsNotExist(err) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s is still there", dir)
		}
	}
}
