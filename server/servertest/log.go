package servertest

import (
	"log/slog"
	"strings"
	"sync"
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
