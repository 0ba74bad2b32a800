package servertest

import (
	"bytes"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// Log is all that a server logs, at every level, as text and as JSON: the two print a
// value differently.
type Log struct {
	mu    sync.Mutex
	lines strings.Builder
}

// Write takes a line.
func (l *Log) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.Write(line)
}

// String is what was logged so far.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.String()
}

// Logger writes to it.
func (l *Log) Logger() *slog.Logger {
	everything := &slog.HandlerOptions{Level: slog.LevelDebug}
	return slog.New(slog.NewMultiHandler(slog.NewTextHandler(l, everything), slog.NewJSONHandler(l, everything)))
}

// watched is the log of a test that does not look at it: what is amiss is shown, and at
// any level a line with a secret fails the test.
func watched(t testing.TB) *slog.Logger {
	return slog.New(slog.NewMultiHandler(
		slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}),
		slog.NewTextHandler(watch{t}, &slog.HandlerOptions{Level: slog.LevelDebug}),
	))
}

type watch struct{ t testing.TB }

// random is the shape of a session's token, and of an invite's link.
var random = regexp.MustCompile(`(?:^|[^\w-])[\w-]{43}(?:[^\w-]|$)|[\w-]{80}`)

func (w watch) Write(line []byte) (int, error) {
	told := bytes.Contains(line, []byte(Password)) || bytes.Contains(line, []byte(key))
	for _, found := range random.FindAll(line, -1) {
		told = told || bytes.ContainsAny(found, "0123456789") // else a long name of a function
	}
	if told {
		w.t.Errorf("a secret is logged: %s", line)
	}
	return len(line), nil
}
