package directory_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"doorward/internal/directory"
	"doorward/internal/store/storetest"
)

func text(name, body string) *directory.ImportFile {
	return &directory.ImportFile{Name: name, Body: strings.NewReader(body)}
}

// folder is the files of a folder of testdata, those that are there.
func folder(t *testing.T, dir string) (in directory.ImportInput) {
	t.Helper()
	for name, to := range map[string]**directory.ImportFile{"roles.csv": &in.Roles, "groups.csv": &in.Groups, "users.csv": &in.Users} {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		*to = &directory.ImportFile{Name: name, Body: bytes.NewReader(must(body, err)(t))}
	}
	in.Tenant = "acme"
	return in
}

func TestImport_hostile(t *testing.T) {
	eachWorld(t, func(w *world) {
		for _, dir := range must(filepath.Glob("testdata/hostile/*"))(w) {
			w.Run(filepath.Base(dir)+"_is_refused", func(t *testing.T) {
				want := string(must(os.ReadFile(filepath.Join(dir, "want.txt")))(t))
				var err error
				w.writes(func() { _, err = w.dir.Import(w.ctx, folder(t, dir)) })
				var wrong *directory.ImportErrors
				if !errors.As(err, &wrong) {
					t.Fatalf("got %v", err)
				}
				if diff := cmp.Diff(want, wrong.Error()+"\n"); diff != "" {
					t.Error(diff)
				}
			})
		}
	})
}

// endless is a file without an end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return len(p), nil
}

func TestImport_bombs(t *testing.T) {
	const header = "email,name,type,company,groups,roles\n"
	w := newWorld(t, storetest.SQLite(t))
	rows := func(n int) string {
		var b strings.Builder
		b.WriteString(header)
		for range n {
			b.WriteString(",x,,,,\n")
		}
		return b.String()
	}
	cases := map[string]struct {
		body io.Reader
		want string
	}{
		"an_endless_file":                  {&endless{}, "users.csv: is larger than 5 MiB: split it"},
		"one_line_of_5_MiB":                {strings.NewReader(header + strings.Repeat("x", 5<<20-len(header))), "users.csv:2: the row has 1 cells, and there are 6 columns"},
		"a_million_columns":                {strings.NewReader(strings.Repeat(",", 1_000_000)), "users.csv:1:51: more than 50 columns"},
		"10_001_rows":                      {strings.NewReader(rows(10_001)), "users.csv:10002:1: more than 10,000 rows: split the file"},
		"a_quote_open_for_a_million_lines": {strings.NewReader(header + "\"" + strings.Repeat("\n", 1_000_000)), "users.csv:2:1: a quote (\") is opened here and never closed"},
	}
	for name, c := range cases {
		t.Run(name+"_is_refused", func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := w.dir.Import(w.ctx, directory.ImportInput{Tenant: "acme", Users: &directory.ImportFile{Name: "users.csv", Body: c.body}})
			runtime.ReadMemStats(&after)
			if err == nil || err.Error() != c.want {
				t.Errorf("got %.300v, not %s", err, c.want)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 128<<20 {
				t.Errorf("it took %d MiB of memory", used>>20)
			}
		})
	}
	t.Run("ten_thousand_bad_rows_are_told_in_part_and_counted", func(t *testing.T) {
		_, err := w.dir.Import(w.ctx, directory.ImportInput{Tenant: "acme", Users: text("users.csv", rows(10_000))})
		var wrong *directory.ImportErrors
		if !errors.As(err, &wrong) || len(wrong.Faults) != 300 || wrong.More != 9_700 {
			t.Fatalf("%.300v", err)
		}
		if !strings.HasSuffix(err.Error(), "users.csv:301:1: the email is missing\nand 9700 more") {
			t.Errorf("it ends %q", err.Error()[len(err.Error())-80:])
		}
	})
}
