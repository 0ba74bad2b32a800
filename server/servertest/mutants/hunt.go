package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"doorward/server/servertest/mutants/overlay"
)

// patience is how many times as long as the whole product a mutant may take before it hangs.
const patience = 6

// verdict is what became of one mutant.
type verdict struct {
	overlay.Mutant
	by     string // what noticed; empty: nothing did
	never  bool   // the check refused nothing that was asked
	second *pair  // the wall behind it, with which together it is noticed
}

// hunter knows which probes meet which check.
type hunter struct {
	binary string
	probes map[string][]string // by check, from the quickest
	limit  time.Duration
	loud   bool // tells each verdict at once
}

// begin asks the whole product first: there is nothing to be noticed in it.
func begin(ctx context.Context, binary string, loud bool) (*hunter, error) {
	w := worker{binary: binary}
	defer w.stop()
	began := time.Now()
	got, err := w.do(ctx, work{}, 5*time.Minute)
	if err != nil {
		return nil, fmt.Errorf("asking the whole product: %w", err)
	}
	if got.Killed != "" {
		return nil, fmt.Errorf("the whole product is found wrong: %s", got.Killed)
	}
	h := &hunter{binary, map[string][]string{}, max(30*time.Second, patience*time.Since(began)), loud}
	for _, p := range got.Order {
		for _, check := range got.Fired[p] {
			h.probes[check] = append(h.probes[check], p)
		}
	}
	fmt.Printf("The whole product answers rightly (%.0f s).\n", time.Since(began).Seconds())
	return h, nil
}

// hunt switches one check off after the other.
func (h *hunter) hunt(ctx context.Context, all []overlay.Mutant, workers int) []verdict {
	found := make([]verdict, len(all))
	next := make(chan int)
	var wg sync.WaitGroup
	var told sync.Mutex
	done, began := 0, time.Now()
	for range workers {
		wg.Go(func() {
			w := worker{binary: h.binary}
			defer w.stop()
			for i := range next {
				at := time.Now()
				found[i] = h.try(ctx, &w, all[i])
				told.Lock()
				done++
				if h.loud {
					fmt.Fprintf(os.Stderr, "%-44s %.1f s  %s\n", all[i].Name, time.Since(at).Seconds(), found[i].by)
				}
				progress(done, len(all), began)
				told.Unlock()
			}
		})
	}
	for i := range all {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	fmt.Fprintln(os.Stderr)
	return found
}

func (h *hunter) try(ctx context.Context, w *worker, m overlay.Mutant) verdict {
	v := verdict{Mutant: m, never: len(h.probes[m.Name]) == 0}
	if !v.never {
		v.by = h.without(ctx, w, h.probes[m.Name], m.Name)
	}
	if p := pairOf(m); v.by == "" && p != nil {
		probes := h.probes[m.Name]
		for _, other := range p.others {
			probes = append(probes, h.probes[other.Name]...)
		}
		names := []string{m.Name}
		for _, other := range p.others {
			names = append(names, other.Name)
		}
		if by := h.without(ctx, w, probes, names...); by != "" {
			v.second = p
		}
	}
	return v
}

// without asks these probes with these checks off, and tells what noticed.
func (h *hunter) without(ctx context.Context, w *worker, probes []string, off ...string) string {
	got, err := w.do(ctx, work{off, once(probes)}, h.limit)
	switch {
	case errors.Is(err, errHangs), errors.Is(err, errCrashed):
		return err.Error()
	case err != nil:
		return ""
	}
	return got.Killed
}

// progress is one line that is written over, on a terminal, and else now and then one.
func progress(done, of int, began time.Time) {
	if info, err := os.Stderr.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		fmt.Fprintf(os.Stderr, "\r%d of %d, %.0f s ", done, of, time.Since(began).Seconds())
	} else if done%50 == 0 {
		fmt.Fprintf(os.Stderr, "%d of %d, %.0f s\n", done, of, time.Since(began).Seconds())
	}
}

// once leaves out what comes again.
func once(all []string) (some []string) {
	for _, one := range all {
		if !slices.Contains(some, one) {
			some = append(some, one)
		}
	}
	return some
}
