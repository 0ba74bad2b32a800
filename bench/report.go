package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// row is one figure of ours beside its floor, a pair for each round.
type row struct {
	what, unit  string
	ours, floor []float64
	goal        string // as speed.md words it
	gate        float64
	less        bool // smaller is better, and the gate is the most that may be
	absolute    bool // the gate is about ours, not about the ratio
}

func (r row) ratios() []float64 {
	all := make([]float64, min(len(r.ours), len(r.floor)))
	for i := range all {
		all[i] = r.ours[i] / r.floor[i]
	}
	return all
}

// verdict says plainly whether the gate is reached.
func (r row) verdict() string {
	if r.gate == 0 {
		return ""
	}
	got := median(r.ratios())
	if r.absolute {
		got = median(r.ours)
	}
	if r.less && got <= r.gate || !r.less && got >= r.gate {
		return "reached"
	}
	return "BELOW THE GATE"
}

func median(all []float64) float64 {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}

// spread is least, median and most.
func spread(all []float64) string {
	if len(all) == 0 {
		return "–"
	}
	return fmt.Sprintf("%s / **%s** / %s", short(slices.Min(all)), short(median(all)), short(slices.Max(all)))
}

func short(f float64) string {
	switch {
	case f >= 1000:
		return fmt.Sprintf("%.0f", f)
	case f >= 10:
		return fmt.Sprintf("%.1f", f)
	case f >= 0.1:
		return fmt.Sprintf("%.2f", f)
	}
	return fmt.Sprintf("%.3f", f)
}

type report struct {
	begun time.Time
	noise string // how busy the machine was before
	quick bool
	rows  []row
}

func (r report) table() string {
	var b strings.Builder
	b.WriteString("| what | ours | floor | ours ÷ floor | gate | |\n|---|---|---|---|---|---|\n")
	for _, one := range r.rows {
		fmt.Fprintf(&b, "| %s, %s | %s | %s | %s | %s | %s |\n",
			one.what, one.unit, spread(one.ours), spread(one.floor), spread(one.ratios()), one.goal, one.verdict())
	}
	return b.String()
}

func (r report) markdown() string {
	what := ""
	if r.quick {
		what = "\n**A smoke run on a small world: these figures mean nothing.**\n"
	}
	return fmt.Sprintf(`# Benchmarks

Written by %[1]smake bench%[1]s, never by hand: least / **median** / most of interleaved rounds. Each figure stands beside its floor, what this machine did in
the same minutes with nothing but the parts that any such program needs. Only the ratios inside one run count: absolute values move by 40 %% from machine to machine.
%[2]s
Run of %[3]s, %[4]s. %[5]s, %[6]d cores that the load generator shared with the servers. Load average before: %[7]s, at the end, the bench's own
load with it: %[8]s.

%[9]s
## What is measured

- **Users page**: 50 users after a cursor in name order, of 100,000, with groups, roles, status, last login, cursor and page info; signed in, guards and limits on; 16
  connections. The floor answers the same bytes from net/http, database/sql and go-sqlite3 with three prepared queries, and asks nobody who they are.
- **Check**: one question to the evaluator with every gate (expiry, flag, beta, plan), by name, for users by chance of 100,000; and 200 keys for one user. The floor is a bit set in memory.
- **Fan-out**: one change, made through the API, to 1,000 open sockets of ten people, authorized at each delivery. The floor is gorilla/websocket with a prepared
  message, small buffers and no goroutine kept by the handler; it neither journals nor asks whether anybody may see it. Memory is what is left after a collection.
- **Import**: the Kubernetes directory into an empty tenant, checked, journalled and in one transaction. The floor is the rows that it makes, inserted by prepared statements in one transaction.
- **Journalled change**: a sign-in's update and entry through the journal (the entry's row, before and after), fully synchronous. The floor is the same two statements in one bare transaction.
`, "`", what, r.begun.Format("2006-01-02"), runtime.Version(), machine(), runtime.NumCPU(), r.noise, load(), r.table())
}

func machine() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOOS + "/" + runtime.GOARCH
}

// load says how busy the machine was with other things: the noise.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	one, _, _ := strings.Cut(string(text), " ")
	return one
}
