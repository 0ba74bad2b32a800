package probe_test

import "testing"

func askSight(t testing.TB)   {}
func askStreams(t testing.TB) {}
