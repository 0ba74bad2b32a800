package doorward_test

import (
	"regexp"
	"slices"
	"testing"

	"doorward/internal/journal"
	"doorward/internal/viewer"
)

func TestVerbs(t *testing.T) {
	said := regexp.MustCompile(`^[a-z_]+\.[a-z_]+$`)
	for name, verb := range journal.Verbs() {
		if !said.MatchString(name) || verb.Name != name {
			t.Errorf("%q (%q) is not a noun and what happened to it", name, verb.Name)
		}
		if !slices.Contains(viewer.Permissions, verb.Reads) {
			t.Errorf("%s: nobody knows who may read it, its Reads is %q", name, verb.Reads)
		}
	}
}
