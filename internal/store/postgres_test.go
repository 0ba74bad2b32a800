package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"doorward/internal/store"
	"doorward/internal/store/pgtest"
	"doorward/internal/store/storetest"
)

func TestPostgresThatCannotBeUsed(t *testing.T) {
	url := pgtest.EmptyURL(t)
	for name, c := range map[string]struct{ url, want string }{
		"another_scheme":      {"mysql://root@localhost/x", "must begin with postgres://"},
		"no_address":          {"postgres://user:hunter2@host:port/x", "must look like postgres://"},
		"nobody_listens":      {"postgres://user:hunter2@127.0.0.1:1/x", `cannot use the database "x" on 127.0.0.1`},
		"no_such_database":    {strings.Replace(url, "?", "0000?", 1), "does not exist"},
		"a_server_may_forget": {strings.Replace(url, "&doorward.fsync_off=allowed", "", 1), "fsync is off"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := store.Open(context.Background(), store.Config{DatabaseURL: c.url})
			if !contains(err, c.want) || strings.ContainsAny(err.Error(), "\n") || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestPostgresSpeaksUTC(t *testing.T) {
	read, _ := storetest.Postgres(t).Pools()
	var zone string
	var at time.Time
	if err := read.QueryRow("SHOW timezone").Scan(&zone); err != nil || zone != "UTC" {
		t.Errorf("the session is in %s, %v", zone, err)
	}
	if err := read.QueryRow("SELECT timestamptz '2026-11-24 12:00:00+02'").Scan(&at); err != nil || at.Location() != time.UTC || at.Hour() != 10 {
		t.Errorf("%v, %v", at, err)
	}
}

func TestPostgresComparesTextsByBytes(t *testing.T) {
	read, _ := storetest.Postgres(t).Pools()
	var others int
	err := read.QueryRow(`SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
		AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'`).Scan(&others)
	if err != nil || others != 0 {
		t.Errorf("%d columns sort otherwise than on SQLite: write COLLATE \"C\" into the migration (%v)", others, err)
	}
}

func TestPostgresSearchIndexes(t *testing.T) {
	indexes := func(t *testing.T, db *store.DB) (n int) {
		read, _ := db.Pools()
		if err := read.QueryRow(`SELECT count(*) FROM pg_indexes WHERE indexname LIKE '%search\_key\_trgm'`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	t.Run("are_there_with_the_extension", func(t *testing.T) {
		if n := indexes(t, storetest.Postgres(t)); n != 3 {
			t.Errorf("%d indexes", n)
		}
	})
	t.Run("are_done_without_when_we_have_no_right_to_it", func(t *testing.T) {
		url := pgtest.EmptyURL(t)
		login(t, url, "plain", "GRANT CREATE ON SCHEMA public TO plain; GRANT served TO plain")
		db := open(t, store.Config{DatabaseURL: as(url, "plain")})
		if _, err := db.Migrate(system); err != nil {
			t.Fatal(err)
		}
		if n := indexes(t, db); n != 0 {
			t.Errorf("%d indexes", n)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestPostgresWithTooManyConnectionsIsBusy(t *testing.T) {
	url := pgtest.EmptyURL(t)
	login(t, url, "narrow", "ALTER ROLE narrow CONNECTION LIMIT 0")
	_, err := store.Open(context.Background(), store.Config{DatabaseURL: as(url, "narrow")})
	if !store.IsBusy(err) {
		t.Errorf("%v", err)
	}
}

// login makes one for the length of the test.
func login(t *testing.T, address, name, with string) {
	t.Helper()
	administrator := pgtest.Administrator(t, address)
	if _, err := administrator.Exec("CREATE ROLE " + name + " LOGIN; " + with); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := administrator.Exec("DROP OWNED BY " + name + "; DROP ROLE " + name); err != nil {
			t.Error(err)
		}
	})
}

// as is the same address for another login.
func as(address, login string) string {
	return strings.Replace(address, "user="+pgtest.Login, "user="+login, 1)
}
