package main

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"doorward/internal/secret"
	"doorward/internal/store/pgtest"
	"doorward/server/servertest"
)

// TestCommandLineTellsNoSecret gives it secrets in the settings that take one, where they
// do not fit, and in other places.
func TestCommandLineTellsNoSecret(t *testing.T) {
	const hidden = "Hidden0Password0Of0Somebody"
	serve := func(more ...string) []string {
		return append([]string{"serve", "--addr", "127.0.0.1:0", "--ops-addr", "off"}, more...)
	}
	all := map[string][]string{
		"help":                      {"serve", "--help"},
		"a flag that is none":       serve("--colour=" + hidden),
		"a flag that is nearly one": serve("--database-ur=postgres://u:" + hidden + "@h/d"),
		"a word too many":           serve(hidden),
		"a URL too many":            serve("postgres://u:" + hidden + "@h/d"),
		"a command that is none":    {hidden},
		"a command below":           {"tenant", hidden},
		"a secret too short":        serve("--secret", hidden),
		"a catalogue":               serve("--catalogue", "none.yaml"),
		"a public URL":              serve("--public-url", "https://u:"+hidden+"@h"),
		"a public URL, another":     serve("--public-url", "ftp://u:"+hidden+"@h"),
	}
	for what, url := range map[string]string{
		"nobody listens":  "postgres://u:$@127.0.0.1:1/d",
		"another scheme":  "mysql://u:$@127.0.0.1:1/d",
		"a broken port":   "postgres://u:$@127.0.0.1:x/d",
		"a broken escape": "postgres://u:$%zz@127.0.0.1:1/d",
		"a slash":         "postgres://u:$/a@127.0.0.1:1/d",
		"a hash":          "postgres://u:$#a@127.0.0.1:1/d",
		"a space":         "postgres://u:$ a@127.0.0.1:1/d",
		"a parameter":     "postgres://u@127.0.0.1:1/d?password=$&sslmode=disable",
		"a mode":          "postgres://u:$@127.0.0.1:1/d?sslmode=none",
		"no such name":    "postgres://u:$@no.such.host.invalid/d",
	} {
		url = strings.ReplaceAll(url, "$", hidden)
		all["a database: "+what] = serve("--database-url", url)
		all["a database to migrate: "+what] = []string{"migrate", "--database-url", url}
	}
	there := strings.Replace(pgtest.EmptyURL(t), "user="+pgtest.Login, "user=nobody", 1)
	all["a database: no such login"] = serve("--database-url", there+"&password="+hidden)
	for what, url := range map[string]string{
		"another scheme": "http://u:$@h", "no host": "smtp://u:$@", "a port": "smtp://u:$@h:99999", "a broken port": "smtp://u:$@h:x",
		"a parameter": "smtp://u:$@h?a=1", "a sender": "smtp://u:$@h?from=nobody", "a path": "smtp://u:$@h/a", "no scheme": "u:$@h",
	} {
		all["a mail server: "+what] = serve("--smtp-url", strings.ReplaceAll(url, "$", hidden))
	}
	for what, args := range all {
		t.Run(strings.ReplaceAll(what, " ", "_"), func(t *testing.T) {
			t.Parallel()
			env := []string{"DOORWARD_SECRET=" + strings.Repeat(hidden, 2), "DATABASE_URL=postgres://u:" + hidden + "@127.0.0.1:1/d", "DOORWARD_SMTP_URL=smtp://u:" + hidden + "@h"}
			got := with(t, t.TempDir(), env, args...)
			if (got.code == 0) != (what == "help") || got.out+got.note == "" {
				t.Errorf("%+v", got)
			}
			if strings.Contains(got.out+got.note, hidden) {
				t.Errorf("it is told: %s%s", got.out, got.note)
			}
		})
	}
}

// TestServingTellsNoSecret has a server log all that it can, talk to a mail server that
// quotes the password, and at last say where each of its goroutines stands.
func TestServingTellsNoSecret(t *testing.T) {
	for name, postgres := range map[string]bool{"sqlite": false, "postgres": true} {
		for _, format := range []string{"text", "json"} {
			t.Run(name+"_"+format, func(t *testing.T) { t.Parallel(); serving(t, postgres, format) })
		}
	}
}

func serving(t *testing.T, postgres bool, format string) {
	hidden := map[string]string{"the mail server's password": "Canary" + rand.Text(), "the database's password": "Canary" + rand.Text(), "the secret": "Canary" + rand.Text()}
	mails := quoting(t, hidden["the mail server's password"])
	in := servertest.World(t, postgres)
	in.Secret = secret.Text(strings.Repeat(hidden["the secret"], 2))
	if postgres {
		in.DatabaseURL += secret.Text("&password=" + hidden["the database's password"])
	}
	var note, out lines
	addr := freeAddr(t)
	c := exec.Command(binary, "serve", "--addr", addr, "--ops-addr", "off", "--log-level", "debug", "--log-format", format, "--data", in.Data)
	c.Env = []string{"GOTRACEBACK=all", "DOORWARD_SECRET=" + string(in.Secret), "DATABASE_URL=" + string(in.DatabaseURL),
		"DOORWARD_SMTP_URL=smtp://ada:" + hidden["the mail server's password"] + "@" + mails + "?from=doorward@doorward.example"}
	c.Stderr, c.Stdout = &note, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	owner := servertest.NewClient(t, "http://"+addr)
	servertest.Eventually(t, "the server answers", func() bool {
		got, err := owner.Try(`{serverInfo{version}}`, nil)
		return err == nil && len(got.Errors) == 0
	})
	owner.SignIn(t, "owner@acme.example", servertest.Password)
	hidden["a password"] = servertest.Password
	owner.In("acme-production").Query(t, send, map[string]any{"email": "nobody@acme.example"}, nil)
	const quoted = "5.7.8 not with"
	servertest.Eventually(t, "the mail is refused", func() bool {
		return strings.Contains(note.String(), quoted) && strings.Contains(stored(t, string(in.DatabaseURL), in.Data), quoted)
	})
	if err := c.Process.Signal(syscall.SIGQUIT); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := c.Wait(); !errors.As(err, &exit) || !strings.Contains(note.String(), "goroutine ") || !strings.Contains(note.String(), "/graphql") {
		t.Errorf("it ended with %v, and said %d bytes", err, len(note.String()))
	}
	kept := stored(t, string(in.DatabaseURL), in.Data)
	for what, s := range hidden {
		for where, text := range map[string]string{"the log": note.String() + out.String(), "the database": kept} {
			if strings.Contains(text, s) {
				t.Errorf("%s tells %s", where, what)
			}
		}
	}
}

// lines are written by the program and read by the test.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// quoting is a mail server that takes no password and quotes it.
func quoting(t *testing.T, password string) (addr string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				c := textproto.NewConn(conn)
				defer c.Close()
				answer := "220 here"
				for c.PrintfLine("%s", answer) == nil {
					line, err := c.ReadLine()
					if err != nil {
						return
					}
					answer = "250-here\r\n250 AUTH SCRAM-SHA-256"
					if !strings.HasPrefix(line, "EHLO") {
						answer = "535 5.7.8 not with " + password
					}
				}
			}()
		}
	}()
	return l.Addr().String()
}

// stored is every byte of a SQLite database's files, or each mail on PostgreSQL.
func stored(t *testing.T, url, dir string) string {
	t.Helper()
	var all strings.Builder
	if url == "" {
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		for _, path := range files {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
		if err != nil || len(files) == 0 {
			t.Fatalf("%q, %v", files, err)
		}
		return all.String()
	}
	rows, err := pgtest.Administrator(t, url).Query(`SELECT last_error FROM mail_messages`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var said sql.NullString
		if err := rows.Scan(&said); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&all, said.String)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all.String()
}
