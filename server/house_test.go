package server_test

import (
	"strings"
	"testing"

	"doorward/server"
	"doorward/server/demo"
	"doorward/server/servertest"
)

func TestTheDemoIsKeptApart(t *testing.T) {
	const addr, public = "127.0.0.1:0", "https://access.example.com"
	start := func(t *testing.T, c server.Config) (*server.Server, error) {
		c.Addr, c.OpsAddr, c.Synchronous = addr, "off", "NORMAL"
		s, err := server.New(t.Context(), c, server.Deps{})
		if err == nil {
			t.Cleanup(func() { _ = s.Close() })
		}
		return s, err
	}
	refused := func(t *testing.T, c server.Config, says string) {
		t.Helper()
		if _, err := start(t, c); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v", err)
		}
	}
	each := func(t *testing.T, f func(t *testing.T, postgres bool)) {
		t.Run("sqlite", func(t *testing.T) { f(t, false) })
		t.Run("postgres", func(t *testing.T) { f(t, true) })
	}
	t.Run("the_demo_takes_no_database_with_tenants_of_others", func(t *testing.T) {
		each(t, func(t *testing.T, postgres bool) {
			refused(t, server.Config{Demo: true, Storage: servertest.World(t, postgres)}, "not the demo's")
		})
	})
	t.Run("what_the_demo_filled_is_served_here_alone", func(t *testing.T) {
		kept := server.Storage{Data: t.TempDir()}
		s, err := start(t, server.Config{Demo: true, Storage: kept})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := demo.Seed(server.AsCommand(t.Context()), s.House()); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		refused(t, server.Config{PublicURL: public, Storage: kept}, "not for other machines")
		for _, again := range []bool{true, false} {
			if s, err = start(t, server.Config{Demo: again, Storage: kept}); err != nil {
				t.Fatalf("with --demo=%v: %v", again, err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
