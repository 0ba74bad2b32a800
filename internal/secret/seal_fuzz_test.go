package secret_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"doorward/internal/secret"
)

// FuzzSeal holds that whatever is sealed comes back, under its own purpose alone, and
// that nothing else is opened: no text but the one that was given out.
func FuzzSeal(f *testing.F) {
	keys, err := secret.NewKeys([]byte(strings.Repeat("k", 32)))
	if err != nil {
		f.Fatal(err)
	}
	ours := keys.Seal("list", []byte(`{"t":"1"}`))
	for _, seed := range []string{ours, ours[1:], ours + "=", ours[:len(ours)-1], ours + "\n", strings.ToUpper(ours), "", "AA", strings.Repeat("A", 60)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		payload, err := keys.Open("list", text)
		switch {
		case err == nil && keys.Seal("list", payload) != text:
			t.Fatalf("%q was opened as %q", text, payload)
		case err != nil && (!errors.Is(err, secret.ErrNotOurs) || payload != nil):
			t.Fatalf("%q: %q %v", text, payload, err)
		}
		sealed := keys.Seal("list", []byte(text))
		if back, err := keys.Open("list", sealed); err != nil || !bytes.Equal(back, []byte(text)) {
			t.Fatalf("%q came back as %q: %v", text, back, err)
		}
		if _, err := keys.Open("journal", sealed); !errors.Is(err, secret.ErrNotOurs) {
			t.Fatal("opened under another purpose")
		}
		if len(text) > 8 && strings.Contains(sealed, text) {
			t.Fatalf("%q is to be read in what was sealed", text)
		}
	})
}
