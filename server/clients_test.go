package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"doorward/server/servertest"
)

// prelude gives a program outside a browser what the page's examples take from one: an
// address, and a cookie that goes with every request.
const prelude = `
import { readFileSync } from 'node:fs';
const { DOORWARD } = process.env;
const cookie = readFileSync('jar', 'utf8').split('\n').filter((l) => l.startsWith('#HttpOnly_')).map((l) => l.split('\t').slice(5).join('=')).join('; ');
globalThis.location = { origin: DOORWARD };
const fetched = globalThis.fetch;
globalThis.fetch = (path, init) => fetched(new URL(path, DOORWARD), { ...init, headers: { ...init.headers, cookie } });
const Socket = globalThis.WebSocket;
globalThis.WebSocket = class extends Socket {
  constructor(url, protocols) { super(url, { protocols, headers: { cookie, origin: DOORWARD } }); }
};
`

// TestClientsPage runs every example of docs/clients.md, in its order, and holds it to
// the answer that stands below it: "…" is anything.
func TestClientsPage(t *testing.T) {
	modules, err := filepath.Abs("../frontend/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(modules, "graphql-ws")); err != nil {
		t.Skip("the examples in JavaScript need the console's modules (npm ci in frontend)")
	}
	s, dir := servertest.Start(t), t.TempDir()
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "prelude.mjs"), prelude)
	blocks := regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```").FindAllStringSubmatch(page(t, "clients.md"), -1)
	for n, b := range blocks {
		if b[1] == "json" {
			continue
		}
		name := fmt.Sprintf("example_%d_%s", n, b[1])
		t.Run(name, func(t *testing.T) {
			got := example(t, s, dir, b[1], b[2])
			if n+1 < len(blocks) && blocks[n+1][1] == "json" {
				asWritten(t, got, blocks[n+1][2])
			}
		})
	}
}

func example(t *testing.T, s *servertest.Server, dir, kind, text string) []byte {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 2*servertest.Patience)
	defer stop()
	cmd := exec.CommandContext(ctx, "bash", "-euo", "pipefail", "-c", text)
	if kind == "js" || kind == "mjs" { // a browser's, or Node's own
		write(t, filepath.Join(dir, "example.mjs"), text)
		args := []string{"--no-warnings", "--experimental-websocket", "example.mjs"}
		if kind == "js" {
			args = append([]string{"--import", "./prelude.mjs"}, args...)
		}
		cmd = exec.CommandContext(ctx, "node", args...)
	}
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "DOORWARD=http://"+s.Addr())
	var stderr bytes.Buffer
	cmd.Stderr, cmd.WaitDelay = &stderr, time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, stderr.String(), out)
	}
	return out
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func asWritten(t *testing.T, got []byte, written string) {
	t.Helper()
	var is, want any
	if err := json.Unmarshal(got, &is); err != nil {
		t.Fatalf("%v: %s", err, got)
	}
	if err := json.Unmarshal([]byte(written), &want); err != nil {
		t.Fatalf("the page: %v: %s", err, written)
	}
	if !same(is, want) {
		t.Errorf("the page has\n%s\nit is\n%s", strings.TrimSpace(written), got)
	}
}

// same tells whether a value is as the page has it.
func same(is, want any) bool {
	switch want := want.(type) {
	case string:
		return want == "…" && is != nil || is == want
	case []any:
		all, ok := is.([]any)
		if !ok || len(all) != len(want) {
			return false
		}
		for i := range want {
			if !same(all[i], want[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		all, ok := is.(map[string]any)
		if !ok || len(all) != len(want) {
			return false
		}
		for key := range want {
			if !same(all[key], want[key]) {
				return false
			}
		}
		return true
	}
	return is == want
}
