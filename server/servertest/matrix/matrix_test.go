package matrix_test

import (
	"log/slog"
	"strings"
	"testing"

	"doorward/server/servertest"
	"doorward/server/servertest/matrix"
)

// TestMatrix asks everything as everybody, on both databases, and looks into the log as well.
func TestMatrix(t *testing.T) {
	var log strings.Builder
	everything := servertest.Logger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		log.Reset()
		matrix.Run(t, s)
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
		if at := strings.Index(log.String(), matrix.Canary); at >= 0 {
			t.Errorf("the log tells %s", log.String()[max(0, at-200):min(at+200, log.Len())])
		}
		if !strings.Contains(log.String(), "/graphql") {
			t.Error("nothing was logged, so a canary would not have been seen")
		}
	}, append(matrix.Options(), everything)...)
}
