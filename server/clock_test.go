package server_test

import (
	"strings"
	"testing"
	"time"

	"doorward/server"
)

func TestClock(t *testing.T) {
	at := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		theirs time.Duration
		says   string
	}{
		"the_same":                       {0, ""},
		"half_a_minute_is_borne":         {30 * time.Second, ""},
		"half_a_minute_back_is_borne":    {-30 * time.Second, ""},
		"beyond_it_is_refused":           {31*time.Second + time.Millisecond, "behind"},
		"beyond_it_backwards_is_refused": {-31 * time.Second, "ahead"},
	} {
		t.Run(name, func(t *testing.T) {
			err := server.Skewed(at, at.Add(c.theirs), at.Add(time.Millisecond))
			if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("%v", err)
			}
		})
	}
}
