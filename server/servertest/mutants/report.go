package main

import (
	"fmt"
	"io"

	"doorward/server/servertest/mutants/overlay"
)

// report is every verdict, in the order of groups and places.
type report struct{ all []verdict }

func (r report) print(to io.Writer) {
	fmt.Fprintln(to)
	for _, group := range overlay.Groups {
		total, killed, doubled := r.count(group)
		if total > 0 {
			fmt.Fprintf(to, "%-7s %3d of %3d noticed", group, killed, total)
			if doubled > 0 {
				fmt.Fprintf(to, ", %d more only together with the wall behind them", doubled)
			}
			fmt.Fprintln(to)
		}
	}
	r.list(to, "\nNot noticed alone, because a second wall stands behind it; noticed with both off:", func(v verdict) string {
		if v.second == nil {
			return ""
		}
		return "        " + v.second.why + "\n"
	})
	r.list(to, "\nNot noticed:", func(v verdict) string {
		switch {
		case v.by != "" || v.second != nil:
			return ""
		case v.never:
			return "        refused nothing that was asked\n"
		}
		return "        \n"
	})
	crashed := 0
	for _, v := range r.all {
		if len(v.by) > 7 && v.by[:7] == "crashes" || v.by == "hangs" {
			crashed++
		}
	}
	total, killed, doubled := r.count("")
	fmt.Fprintf(to, "\n%d of %d checks are noticed when they alone are missing: %.1f %%. With second walls %d: %.1f %%. By a crash or a hang: %d.\n",
		killed, total, r.score(false), killed+doubled, r.score(true), crashed)
}

func (r report) list(to io.Writer, title string, line func(verdict) string) {
	for _, v := range r.all {
		if text := line(v); text != "" {
			if title != "" {
				fmt.Fprintln(to, title)
				title = ""
			}
			fmt.Fprintf(to, "  %-7s %-44s %s\n", v.Group, v.Name, v.Text)
			if text != "        \n" {
				fmt.Fprint(to, text)
			}
		}
	}
}

// count is of one group, or of all.
func (r report) count(group string) (total, killed, doubled int) {
	for _, v := range r.all {
		if group != "" && v.Group != group {
			continue
		}
		total++
		if v.by != "" {
			killed++
		}
		if v.second != nil {
			doubled++
		}
	}
	return total, killed, doubled
}

// score is how many are noticed, in percent: alone, or with second walls.
func (r report) score(walls bool) float64 {
	total, killed, doubled := r.count("")
	if walls {
		killed += doubled
	}
	return 100 * float64(killed) / float64(total)
}
