package doorward_test

import (
	"os"
	"regexp"
	"testing"
)

// TestSecurity holds docs/security.md to its word: a promise stands there with the test that keeps it.
func TestSecurity(t *testing.T) {
	page, err := os.ReadFile("docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for path, text := range written(t, ".go") {
		if path == "security_test.go" {
			continue
		}
		for _, found := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`).FindAllSubmatch(text, -1) {
			there[string(found[1])] = true
		}
	}
	there["TestSecurity"] = true
	for _, named := range regexp.MustCompile("`((?:Test|Fuzz)\\w+)`").FindAllSubmatch(page, -1) {
		if name := string(named[1]); !there[name] {
			t.Errorf("docs/security.md promises something by %s, which is no test", name)
		}
	}
	for _, named := range regexp.MustCompile("`(frontend/[\\w./-]+)`").FindAllSubmatch(page, -1) {
		if _, err := os.Stat(string(named[1])); err != nil {
			t.Errorf("docs/security.md names %s: %v", named[1], err)
		}
	}
}
