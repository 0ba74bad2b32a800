package main

import (
	"fmt"
	"strings"

	"doorward/server/servertest/mutants/overlay"
)

// pair is a check behind which another stands on purpose.
type pair struct {
	check  string   // file, and the text as it is written
	second []string // the same of what stands behind it
	why    string
	others []overlay.Mutant
}

var pairs = []pair{}

// named finds the checks of the pairs; one that is gone fails.
func named(all []overlay.Mutant) error {
	for i := range pairs {
		p := &pairs[i]
		if _, err := find(all, p.check); err != nil {
			return err
		}
		p.others = nil
		for _, s := range p.second {
			some, err := find(all, s)
			if err != nil {
				return err
			}
			p.others = append(p.others, some...)
		}
	}
	return nil
}

func find(all []overlay.Mutant, key string) (some []overlay.Mutant, err error) {
	for _, m := range all {
		if keyOf(m) == key {
			some = append(some, m)
		}
	}
	if len(some) == 0 {
		err = fmt.Errorf("pairs.go: there is no check %q", key)
	}
	return some, err
}

// keyOf is a mutant's name without its line.
func keyOf(m overlay.Mutant) string {
	path, _, _ := strings.Cut(m.Name, ":")
	return path + " " + m.Text
}

func pairOf(m overlay.Mutant) *pair {
	for i := range pairs {
		if pairs[i].check == keyOf(m) {
			return &pairs[i]
		}
	}
	return nil
}
