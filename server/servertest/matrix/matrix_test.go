package matrix_test

import (
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"doorward/server/servertest"
	"doorward/server/servertest/matrix"
)

// TestMatrix asks everything as everybody, on both databases, and looks into the log as well.
func TestMatrix(t *testing.T) {
	var log strings.Builder
	everything := servertest.Logger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	console := documents(t)
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		log.Reset()
		matrix.Run(t, s, console...)
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
		if at := strings.Index(log.String(), matrix.Canary); at >= 0 {
			t.Errorf("the log tells %s", log.String()[max(0, at-200):min(at+200, log.Len())])
		}
		if !strings.Contains(log.String(), "/graphql") {
			t.Error("nothing was logged, so a canary would not have been seen")
		}
	}, append(matrix.Options(console...), everything)...)
}

var text = regexp.MustCompile(`"text": ("(?:[^"\\]|\\.)*")`)

// documents are those of the console as its compiler has written them: no build is needed.
func documents(t *testing.T) (all []string) {
	t.Helper()
	artifacts, err := filepath.Glob("../../../frontend/src/gql/__generated__/*.graphql.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range artifacts {
		code, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if quoted := text.FindSubmatch(code); quoted != nil { // a fragment has none
			var one string
			if err := json.Unmarshal(quoted[1], &one); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			all = append(all, one)
		}
	}
	if len(all) < 20 {
		t.Fatalf("the console has %d documents", len(all))
	}
	return all
}
