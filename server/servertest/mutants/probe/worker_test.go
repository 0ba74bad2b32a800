// Package probe_test owns what is asked of the product with a check switched off: the
// tenant matrix, and what the matrix does not reach. Without the overlay of `make mutants`
// it is an ordinary test: everything it asks is answered rightly by the whole product.
package probe_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"doorward/server/servertest"
	"doorward/server/servertest/mutants/off"
)

// TestProbes holds the whole product against every probe.
func TestProbes(t *testing.T) {
	for _, p := range probes {
		t.Run(p.name, func(t *testing.T) { p.ask(t) })
	}
}

// work is what the command asks a worker: which probes, with which checks off.
type work struct {
	Off    []string
	Probes []string // in this order, until one fails; empty: all of them
}

// outcome is the answer.
type outcome struct {
	Killed string              // by what; empty: by nothing
	Fired  map[string][]string // by probe: the checks that refused something
	Order  []string            // of the probes
}

// TestWorker works for the command: one line of JSON in, one out, until the input ends.
// Each piece of work begins with a world of its own.
func TestWorker(t *testing.T) {
	if os.Getenv("DOORWARD_MUTANTS") == "" {
		return
	}
	answers := json.NewEncoder(os.NewFile(3, "answers"))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var w work
		if err := json.Unmarshal(lines.Bytes(), &w); err != nil {
			t.Fatal(err)
		}
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			if err := answers.Encode(do(t, w)); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// do asks one probe after the other. The world is made with every check on.
func do(t *testing.T, w work) outcome {
	off.Only()
	servertest.World(t, false)
	got := outcome{Fired: map[string][]string{}}
	for _, p := range chosen(w.Probes) {
		got.Order = append(got.Order, p.name)
		off.Only(w.Off...)
		off.Fired()
		first := ""
		fine := t.Run(p.name, func(t *testing.T) { p.ask(&witness{TB: t, first: &first}) })
		got.Fired[p.name] = off.Fired()
		if !fine {
			got.Killed = p.name + ": " + first
			break
		}
	}
	off.Only()
	return got
}

func chosen(names []string) []probe {
	if len(names) == 0 {
		return probes
	}
	var some []probe
	for _, n := range names {
		for _, p := range probes {
			if p.name == n {
				some = append(some, p)
			}
		}
	}
	return some
}

// witness keeps the first thing that went wrong.
type witness struct {
	testing.TB
	first *string
}

func (w *witness) note(what string) {
	if *w.first == "" {
		*w.first = what
	}
}

// Error is testing.TB's.
func (w *witness) Error(args ...any) { w.TB.Helper(); w.note(fmt.Sprint(args...)); w.TB.Error(args...) }

// Errorf is testing.TB's.
func (w *witness) Errorf(format string, args ...any) {
	w.TB.Helper()
	w.note(fmt.Sprintf(format, args...))
	w.TB.Errorf(format, args...)
}

// Fatal is testing.TB's.
func (w *witness) Fatal(args ...any) { w.TB.Helper(); w.note(fmt.Sprint(args...)); w.TB.Fatal(args...) }

// Fatalf is testing.TB's.
func (w *witness) Fatalf(format string, args ...any) {
	w.TB.Helper()
	w.note(fmt.Sprintf(format, args...))
	w.TB.Fatalf(format, args...)
}
