package journal_test

import (
	"regexp"
	"slices"
	"testing"

	"doorward/internal/journal"
	"doorward/internal/viewer"
)

func TestVerbs(t *testing.T) {
	shape := regexp.MustCompile(`^[a-z]+\.[a-z]+(_[a-z]+)*$`)
	all := journal.Verbs()
	if len(all) == 0 {
		t.Fatal("none")
	}
	for name, v := range all {
		if v.Name != name || !shape.MatchString(name) {
			t.Errorf("%q is called %q", name, v.Name)
		}
		if !slices.Contains(viewer.Permissions, v.Reads) {
			t.Errorf("%s: reading it takes %q, which is no permission", name, v.Reads)
		}
		if got, known := journal.VerbOf(name); !known || got != v {
			t.Errorf("%s is not found", name)
		}
	}
	if _, known := journal.VerbOf("tenant.forgotten"); known {
		t.Error("a verb that nobody declared is known")
	}
}
