// Command mutants tells whether a missing check would be noticed: each guard, each part of
// the wall, each lock and each question of what somebody holds is switched off, one at a
// time and while the program runs, and then the tenant matrix and the probes beside it are
// asked. A check is killed when something is answered wrongly without it.
//
// The switches stand in an overlay for `go build`: in the product there is no trace of them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"

	"doorward/server/servertest/mutants/overlay"
)

// least is the score below which the command fails, in percent: of the checks that are
// noticed alone. A part may consist of second walls, and is held to it with those.
const least = 95

func main() {
	list := flag.Bool("list", false, "list the checks, and ask nothing")
	only := flag.String("only", "", "only the groups and places that hold this text, such as wall or identity/invite")
	at := flag.Int("workers", runtime.NumCPU(), "how many are asked at once")
	loud := flag.Bool("v", false, "tell each verdict when it is found")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *only, *list, *loud, *at); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

var errLow = fmt.Errorf("fewer than %d %% of the checks are noticed when they are missing", least)

func run(ctx context.Context, only string, list, loud bool, workers int) error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	o, err := overlay.Make(root)
	if err != nil {
		return err
	}
	if err := named(o.Mutants); err != nil {
		return err
	}
	var chosen []overlay.Mutant
	for _, m := range o.Mutants {
		if strings.Contains(m.Group, only) || strings.Contains(m.Name, only) {
			chosen = append(chosen, m)
		}
	}
	if len(chosen) == 0 {
		return fmt.Errorf("no check's group or place holds %q", only)
	}
	if list {
		for _, m := range chosen {
			fmt.Printf("%-7s %-44s %s\n", m.Group, m.Name, m.Text)
		}
		return nil
	}
	binary, err := build(ctx, o, root)
	if err != nil {
		return err
	}
	h, err := begin(ctx, binary, loud)
	if err != nil {
		return err
	}
	r := report{all: h.hunt(ctx, chosen, workers)}
	if err := ctx.Err(); err != nil {
		return errors.New("stopped")
	}
	r.print(os.Stdout)
	if part := only != ""; r.score(part) < least {
		return errLow
	}
	return nil
}

// build compiles the probes with every switch in place, once.
func build(ctx context.Context, o *overlay.Overlay, root string) (string, error) {
	dir := filepath.Join(root, ".cache", "mutants")
	file, err := o.Write(root, filepath.Join(dir, "overlay"))
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "probe.test")
	cmd := exec.CommandContext(ctx, "go", "test", "-c", "-overlay", file, "-o", binary, "./server/servertest/mutants/probe")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the probes with switches: %w\n%s", err, out)
	}
	return binary, nil
}
