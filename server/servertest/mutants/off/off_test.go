package off_test

import (
	"errors"
	"slices"
	"testing"

	"doorward/server/servertest/mutants/off"
)

func TestSwitches(t *testing.T) {
	t.Cleanup(func() { off.Only() })
	no := errors.New("no")
	asks := map[string]func() (refused bool){
		"if":    func() bool { return off.If("if", true) },
		"yes":   func() bool { return !off.Yes("yes", false) },
		"asked": func() bool { yes, _ := off.Asked("asked")(false, nil); return !yes },
		"err":   func() bool { return off.Err("err", no) != nil },
		"where": func() bool { held := false; off.Where("where", func(int) { held = true })(1); return held },
		"wall":  func() bool { return !off.Passing("wall") },
	}
	for name, refuses := range asks {
		off.Only()
		off.Fired()
		if !refuses() {
			t.Errorf("%s refuses nothing while it is on", name)
		}
		if got := off.Fired(); !slices.Equal(got, []string{name}) {
			t.Errorf("%s: %v have refused", name, got)
		}
		off.Only("another")
		if !refuses() {
			t.Errorf("%s is off with another", name)
		}
		off.Only(name)
		if refuses() {
			t.Errorf("%s refuses while it is off", name)
		}
	}
	off.Only()
	off.Fired()
	if off.If("if", false) || !off.Yes("yes", true) || off.Err("err", nil) != nil || len(off.Fired()) > 0 {
		t.Error("something is refused that is right")
	}
	if _, err := off.Asked("asked")(false, no); !errors.Is(err, no) {
		t.Errorf("a failure is taken for an answer: %v", err)
	}
}
