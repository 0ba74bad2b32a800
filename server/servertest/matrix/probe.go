package matrix

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"doorward/server/servertest"
)

// probe is one server being asked, and what came of it.
type probe struct {
	ctx   context.Context
	s     *servertest.Server
	first bool     // stop at the first leak
	texts []string // the console's documents

	leaks []string
	hung  bool // a stream that was to be refused has begun
	api   *api
	world *world

	requests, rows, columns int
	seen                    map[string]bool // columns whose canaries their own owner was shown
	foreign                 map[string]bool // numbers of the other tenant's rows
	noted                   map[string]bool // documents, with the way they went
	asked                   map[string]bool // fields of the operation itself, with the ways over which they were
}

// over tells whether there is nothing left to find.
func (p *probe) over() bool { return p.first && len(p.leaks) > 0 || p.ctx.Err() != nil }

// leak notes what was answered wrongly.
func (p *probe) leak(format string, args ...any) {
	if !p.over() {
		p.leaks = append(p.leaks, fmt.Sprintf(format, args...))
	}
}

// all asks what a check switched off would answer otherwise, what is cheap first.
func (p *probe) all() {
	p.api = newAPI(running())
	if err := p.moveIn(); err != nil {
		p.leak("moving in: %v", err)
		return
	}
	for _, wrong := range p.api.gaps() {
		p.leak("%s", wrong)
	}
	before := p.reads(p.world.owner)
	if err := p.plant(); err != nil {
		p.leak("planting canaries: %v", err)
		return
	}
	p.compare(before, p.reads(p.world.owner))
	p.steps(p.guards, p.verbs, p.conditions, p.ids, p.cursors, p.guessing, p.others, p.control, p.denied, p.rules, p.live, p.left)
}

// more asks what is about the form of the API rather than about a check.
func (p *probe) more() {
	p.steps(p.everyWay, p.byGet, p.console, p.together, p.inputs, p.done, p.hostile, p.left)
}

func (p *probe) steps(all ...func()) {
	for _, step := range all {
		if !p.over() {
			step()
		}
	}
	if err := p.ctx.Err(); err != nil {
		p.leaks = append(p.leaks, fmt.Sprintf("the probe was cut off: %v", err))
	}
}

// compare holds the two readings of the own tenant, without and with canaries in the
// other one, against each other: nothing there may show here, not even by a number.
func (p *probe) compare(before, after map[string]string) {
	for _, what := range slices.Sorted(maps.Keys(before)) {
		if before[what] != after[what] {
			p.leak("%s: what happened in the other tenant changed the answer, from %s to %s", what, clip(before[what]), clip(after[what]))
		}
	}
}

// tally says what was tried.
func (p *probe) tally() string {
	var ids int
	for _, f := range p.api.roots {
		ids += len(f.idLeaves())
	}
	return fmt.Sprintf("%d root fields (%d places for an id) × %d actors; %d requests; %d canaries in %d columns, of which their owner sees %d; %d leaks",
		len(p.api.roots), ids, len(p.world.actors()), p.requests, p.rows, p.columns, len(p.seen), len(p.leaks))
}

// eventually waits for what comes by itself: a mail, an event. What does not come in so long
// is not coming.
func (p *probe) eventually(holds func() bool) bool {
	for end := time.Now().Add(servertest.Patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if p.over() || time.Now().After(end) {
			return false
		}
	}
	return true
}

func clip(text string) string {
	if len(text) > 300 {
		text = strings.ToValidUTF8(text[:300], "") + "…"
	}
	return text
}
