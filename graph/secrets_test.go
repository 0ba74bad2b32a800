package graph_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestInputsHideSecrets finds an input with a password or a token that a defect would
// print: gqlgen.yml gives such a field the type secret.Text.
func TestInputsHideSecrets(t *testing.T) {
	text, err := os.ReadFile("model/models_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	fields := regexp.MustCompile(`(?m)^\t(\w*(?:Password|Token|Secret)) +(\S+)`).FindAllStringSubmatch(string(text), -1)
	if len(fields) < 3 {
		t.Errorf("only %q", fields)
	}
	for _, f := range fields {
		if f[2] != "bool" && !strings.Contains(f[2], "secret.Text") {
			t.Errorf("%s is a %s", f[1], f[2])
		}
	}
}
