package server_test

import (
	"testing"
	"time"

	"doorward/internal/clock"
	"doorward/server"
	"doorward/server/servertest"
)

// TestSocketOutlived: an hour that passes writes no entry, and ends the session all the same.
func TestSocketOutlived(t *testing.T) {
	c := clock.NewFake(time.Now())
	own := servertest.Tune(func(s *server.Server) { s.SetLiveLimits(server.LiveLimits{Life: 48 * time.Hour}) }) // its age would end it too
	s := servertest.Start(t, servertest.Clock(c), own)
	k := s.SignIn(t, "owner@acme.example").In("acme-production").Socket(t)
	c.Advance(13 * time.Hour) // beyond any session's longest
	servertest.Eventually(t, "the sweep has come by", func() bool { c.Advance(31 * time.Second); return s.Sockets() == 0 })
	if code := k.Closed(t); code != 4401 {
		t.Errorf("closed with %d", code)
	}
}
