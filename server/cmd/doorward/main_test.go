package main

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// binary is the built program: what a person runs is what is tested.
var binary string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "doorward")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		binary = filepath.Join(dir, "doorward")
		if text, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
			panic(string(text))
		}
		return m.Run()
	}())
}

// said is what a run printed, and its exit code.
type said struct {
	out, note string
	code      int
}

// in runs the program in a folder with nothing of this process's environment.
func in(t *testing.T, dir string, args ...string) said {
	t.Helper()
	return with(t, dir, nil, args...)
}

// with runs it with this environment.
func with(t *testing.T, dir string, env []string, args ...string) said {
	t.Helper()
	var out, note bytes.Buffer
	c := exec.Command(binary, args...)
	c.Dir, c.Stdout, c.Stderr, c.Env = dir, &out, &note, append(env, "HOME="+dir)
	err := c.Run()
	if c.ProcessState == nil {
		t.Fatal(err)
	}
	return said{out.String(), note.String(), c.ProcessState.ExitCode()}
}

func TestUsage(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for name, c := range map[string]struct {
		args []string
		code int
		note string
	}{
		"a_wrong_flag":                    {[]string{"serve", "--colour"}, usage, `"doorward serve --help" tells`},
		"a_wrong_command":                 {[]string{"sevre"}, usage, `did you mean "serve"? "doorward --help" tells what there is.`},
		"a_wrong_command_below":           {[]string{"tenant", "lst"}, usage, `"doorward tenant --help" tells`},
		"a_log_level_that_is_none":        {[]string{"serve", "--log-level", "loud"}, usage, "log-level"},
		"a_limit_beyond_its_end":          {[]string{"serve", "--max-depth", "21"}, usage, `--max-depth is 21: it must be from 1 to 20. "doorward serve --help" tells`},
		"a_limit_of_nothing":              {[]string{"serve", "--network-budget", "0"}, usage, "--network-budget is 0: it must be from 1"},
		"a_choice_of_documents_unknown":   {[]string{"serve", "--operations", "some"}, usage, "operations"},
		"a_proxy_by_its_name":             {[]string{"serve", "--addr", "127.0.0.1:0", "--trusted-proxies", "proxy.example.com"}, failed, "10.0.0.0/8"},
		"nothing_to_import":               {[]string{"import", "--tenant", "acme"}, usage, `name at least one of --roles, --groups and --users. "doorward import --help" tells`},
		"a_tenant_without_an_owner":       {[]string{"import", "--tenant", "a", "--users", "u.csv", "--create-tenant", "A"}, usage, "go together"},
		"a_bad_address":                   {[]string{"serve", "--addr", "here"}, failed, "must look like"},
		"an_open_address_without_url":     {[]string{"serve", "--addr", ":8080"}, failed, "--public-url"},
		"a_port_that_is_taken":            {[]string{"serve", "--addr", taken.Addr().String()}, failed, "choose another one with --addr"},
		"a_port_for_operations_taken":     {[]string{"serve", "--addr", "127.0.0.1:0", "--ops-addr", taken.Addr().String()}, failed, "choose another one with --ops-addr"},
		"a_secret_that_is_too_short":      {[]string{"serve", "--addr", "127.0.0.1:0", "--secret", "short"}, failed, "32"},
		"a_database_url_that_is_none":     {[]string{"serve", "--addr", "127.0.0.1:0", "--database-url", "mysql://x", "--secret", strings.Repeat("s", 32)}, failed, "postgres://"},
		"a_catalogue_that_is_not_there":   {[]string{"serve", "--addr", "127.0.0.1:0", "--catalogue", "none.yaml"}, failed, "catalogue"},
		"a_file_to_import_that_is_not":    {[]string{"import", "--tenant", "acme", "--users", "none.csv"}, failed, "none.csv cannot be read"},
		"a_folder_to_import":              {[]string{"import", "--tenant", "acme", "--users", "."}, failed, "folder"},
		"a_public_url_without_a_scheme":   {[]string{"serve", "--addr", "127.0.0.1:0", "--public-url", "example.com"}, failed, "public URL"},
		"a_mail_server_that_is_no_server": {[]string{"serve", "--addr", "127.0.0.1:0", "--ops-addr", "off", "--smtp-url", "mail.example.com"}, failed, "smtp"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			got := in(t, dir, c.args...)
			if got.code != c.code || !strings.Contains(got.note, c.note) {
				t.Errorf("code %d, said %q", got.code, got.note)
			}
			if got.out != "" || strings.Count(strings.TrimSpace(got.note), "\n") > 0 && c.code == failed {
				t.Errorf("more than one sentence: %q %q", got.out, got.note)
			}
			if c.code == usage {
				nothingIn(t, dir)
			}
		})
	}
}

func nothingIn(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestHelp(t *testing.T) {
	got := in(t, t.TempDir(), "serve", "--help")
	if got.code != 0 {
		t.Fatalf("code %d: %s", got.code, got.note)
	}
	for _, name := range []string{
		"DOORWARD_ADDR", "DOORWARD_DATA", "DATABASE_URL", "DOORWARD_PUBLIC_URL", "DOORWARD_SMTP_URL", "DOORWARD_OPS_ADDR", "DOORWARD_SECRET",
		"--catalogue", "--demo", "doorward serve --demo",
		"DOORWARD_TRUSTED_PROXIES", "DOORWARD_OPERATIONS", "DOORWARD_PLAYGROUND", "DOORWARD_MAX_BODY", "DOORWARD_MAX_TOKENS", "DOORWARD_MAX_DEPTH",
		"DOORWARD_MAX_ALIASES", "DOORWARD_MAX_COST", "DOORWARD_USER_BUDGET", "DOORWARD_NETWORK_BUDGET", "DOORWARD_MAX_AT_ONCE",
		"DOORWARD_MAX_AT_ONCE_PER_USER", "DOORWARD_MAX_TENANT_SOCKETS",
	} {
		if !strings.Contains(got.out, name) {
			t.Errorf("the help says nothing of %s", name)
		}
	}
}

func TestVersion(t *testing.T) {
	command, flag := in(t, t.TempDir(), "version"), in(t, t.TempDir(), "--version")
	if command.code != 0 || !strings.HasPrefix(command.out, "doorward ") || flag != command {
		t.Errorf("%+v, %+v", command, flag)
	}
}
