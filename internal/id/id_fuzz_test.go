package id_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"doorward/internal/id"
)

// FuzzID holds that one thing has one name: whatever is taken apart is put together as
// the same text.
func FuzzID(f *testing.F) {
	good := id.Of(id.User, uuid.MustParse("01936f5e-2f4b-7a30-8f6c-0d1e2a3b4c5d"))
	for _, seed := range []string{good, strings.ToUpper(good), good[:29], good[:29] + "u", good[:29] + "1", "usr_" + strings.Repeat("z", 26),
		"usr_" + strings.Repeat("0", 26), "xxx" + good[3:], "\x00\xff\n_" + good[4:], "", "1", id.Of(id.Entry, id.FromNumber(1<<62))} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		kind, u, err := id.Parse(s)
		if err != nil {
			if kind != "" || u != uuid.Nil || strings.Contains(err.Error(), s) && len(s) > 9 {
				t.Fatalf("%q: %q %v %v", s, kind, u, err)
			}
			return
		}
		if again := id.Of(kind, u); again != s {
			t.Fatalf("%q is taken for %q", s, again)
		}
		if got, err := id.As(kind, s); err != nil || got != u {
			t.Fatalf("%q is no id of its own kind: %v", s, err)
		}
		if n := id.Number(u); n != 0 && id.FromNumber(n) != u {
			t.Fatalf("%q carries %d, which is another", s, n)
		}
	})
}
