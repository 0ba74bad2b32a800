package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"doorward/ent"
	"doorward/internal/store"
	"doorward/internal/store/storetest"
)

func contains(err error, text string) bool { return err != nil && strings.Contains(err.Error(), text) }

func open(t testing.TB, c store.Config) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestSQLitePragmas(t *testing.T) {
	for synchronous, number := range map[string]string{"": "2", "FULL": "2", "NORMAL": "1"} {
		db := open(t, store.Config{DataDir: t.TempDir(), Synchronous: synchronous})
		read, write := db.Pools()
		for pragma, want := range map[string][2]string{
			"journal_mode": {"wal", "wal"}, "synchronous": {"1", number}, "foreign_keys": {"1", "1"}, "busy_timeout": {"5000", "5000"},
			"cache_size": {"-16000", "-16000"}, "query_only": {"1", "0"}, "journal_size_limit": {"67108864", "67108864"},
		} {
			for i, pool := range []*sql.DB{read, write} {
				var got string
				if err := pool.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want[i] {
					t.Errorf("synchronous %q, pool %d: %s = %s, want %s (%v)", synchronous, i, pragma, got, want[i], err)
				}
			}
		}
		if _, err := read.Exec("CREATE TABLE x (y)"); err == nil {
			t.Error("the read pool wrote")
		}
		if write.Stats().MaxOpenConnections != 1 {
			t.Error("there is more than one writer")
		}
	}
}

func TestSQLiteFilesArePrivate(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	dir := filepath.Join(t.TempDir(), "new", "with ?, # and %20")
	db := open(t, store.Config{DataDir: dir})
	if _, err := db.Migrate(system); err != nil {
		t.Fatal(err)
	}
	put(t, db, "a", 1)
	if _, err := db.MigrateFrom(system, next("SELECT 1;")); err != nil { // makes a backup
		t.Fatal(err)
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %v, %v", info.Mode(), err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 5 {
		t.Errorf("want the database, its log, its index, the lock and a backup: %v, %v", files, err)
	}
	for _, file := range files {
		if info, err := file.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, %v", file.Name(), info.Mode(), err)
		}
	}
}

func TestSQLiteNarrowsAFileThatOthersMayRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "doorward.db")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	open(t, store.Config{DataDir: dir})
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestSQLiteCloseLeavesOneFile(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Config{DataDir: dir})
	if _, err := db.Migrate(system); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	left, _ := filepath.Glob(filepath.Join(dir, "doorward.db-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestSQLiteThatCannotBeOpened(t *testing.T) {
	file := func(text string) string {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "doorward.db"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	asFolder := t.TempDir()
	if err := os.Mkdir(filepath.Join(asFolder, "doorward.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		dir  string
		want string
	}{
		"is_not_a_database":        {file(strings.Repeat("this is no database ", 200)), "doorward.db: file is not a database"},
		"lies_under_a_file":        {filepath.Join(blocked, "data"), "not a directory"},
		"is_a_folder":              {asFolder, "doorward.db: is a directory"},
		"lies_where_nobody_may_be": {"/proc/doorward", "doorward.db: /proc/doorward: no such file or directory"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := store.Open(context.Background(), store.Config{DataDir: c.dir})
			if !contains(err, c.want) || !contains(err, "cannot open ") || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v", err)
			}
		})
	}
	if _, err := store.Open(context.Background(), store.Config{DataDir: t.TempDir(), Synchronous: "OFF"}); !contains(err, "FULL or NORMAL") {
		t.Errorf("%v", err)
	}
	if err := store.CheckSQLite("3.51.2", 3051002, ""); !contains(err, "3.51.3") {
		t.Errorf("%v", err)
	}
}

func TestSQLiteIsBusyWhileAnotherProcessHoldsIt(t *testing.T) {
	dir := t.TempDir()
	db, other := open(t, store.Config{DataDir: dir}), open(t, store.Config{DataDir: dir})
	if _, err := db.Migrate(system); err != nil {
		t.Fatal(err)
	}
	hold, release := make(chan struct{}), make(chan struct{})
	go func() {
		_ = other.Write(system, func(*ent.Client) error { close(hold); <-release; return nil })
	}()
	<-hold
	answers := make(chan error)
	begun := time.Now()
	for range 5 {
		go func() { answers <- db.Write(system, func(*ent.Client) error { return nil }) }()
	}
	for range 5 {
		if err := <-answers; !store.IsBusy(err) {
			t.Errorf("want busy: %v", err)
		}
	}
	if took := time.Since(begun); took > 6*time.Second {
		t.Errorf("five changes waited one after the other: %v", took)
	}
	close(release)
	put(t, db, "after", 1)
}

func TestSQLiteIsFull(t *testing.T) {
	db := storetest.SQLite(t)
	_, write := db.Pools()
	var pages int
	if err := write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(n string) {
		if _, err := write.Exec("PRAGMA max_page_count=" + n); err != nil {
			t.Fatal(err)
		}
	}
	limit("1")
	err := db.Write(system, func(tx *ent.Client) error {
		return tx.Cursor.Create().SetID(strings.Repeat("x", 1<<20)).SetEntryID(1).Exec(system)
	})
	if !store.IsFull(err) || store.IsBusy(err) {
		t.Errorf("want full: %v", err)
	}
	if rows(t, db.Client()) != 0 {
		t.Error("half a change is there")
	}
	limit("1000000")
	put(t, db, "room again", 1)
}
