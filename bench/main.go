// Command bench measures Doorward beside its floors: what the same machine does in
// the same minutes with nothing but the parts that any such program needs. Only the
// ratios inside one run count. A module of its own, so that what it needs stays out
// of the product.
//
//	go run . [--quick] [--only page,check,fan-out,import,write] [--write ../docs/benchmarks.md]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

// scale is how much is measured.
type scale struct {
	users   int           // of the big tenant
	sockets int           // of the fan-out
	rounds  int           // of each pair
	window  time.Duration // of one measurement
	events  int           // of the fan-out, a round
}

var (
	whole = scale{users: 100_000, sockets: 1000, rounds: 5, window: 3 * time.Second, events: 40}
	smoke = scale{users: 3000, sockets: 60, rounds: 1, window: 300 * time.Millisecond, events: 5}
)

// section measures one thing and gives its rows.
type section struct {
	name string
	run  func(context.Context, *bench) ([]row, error)
}

var sections = []section{{"page", usersPage}, {"check", checks}, {"fan-out", fanOut}, {"import", imports}, {"write", writes}}

// bench is one run.
type bench struct {
	scale
	world *world // made by the first section that needs it
	dir   string
}

func main() {
	quick := flag.Bool("quick", false, "a smoke run on a small world: its figures mean nothing")
	rounds := flag.Int("rounds", whole.rounds, "how many times each pair is measured")
	only := flag.String("only", "", "sections, by name: page,check,fan-out,import,write")
	write := flag.String("write", "", "also write the table to this Markdown file")
	flag.StringVar(&profile, "profile", "", "also write CPU profiles of the servers that are measured to files that begin so")
	child := flag.String("child", "", "be one of the servers that are measured")
	dir := flag.String("dir", "", "the world's folder (with --child)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	whole.rounds = *rounds
	var err error
	if *child != "" {
		err = profiled(*child, func() error { return beChild(ctx, *child, *dir) })
	} else {
		err = measure(ctx, *quick, *only, *write)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, quick bool, only, write string) (err error) {
	b := &bench{scale: whole}
	if quick {
		b.scale = smoke
	}
	if b.dir, err = os.MkdirTemp("", "doorward-bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	report := report{begun: time.Now(), noise: load(), quick: quick}
	for _, s := range sections {
		if only != "" && !strings.Contains(","+only+",", ","+s.name+",") {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s …\n", s.name)
		rows, err := s.run(ctx, b)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		report.rows = append(report.rows, rows...)
	}
	fmt.Print(report.table())
	if write == "" {
		return nil
	}
	return os.WriteFile(write, []byte(report.markdown()), 0o644)
}
