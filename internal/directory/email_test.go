package directory_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"doorward/ent/rule"
	"doorward/internal/directory"
	"doorward/internal/fault"
)

// hidden are characters of every kind that shows nothing.
var hidden = []string{
	"\u200b", "\u00ad", "\u2060", "\u180e", "\ufe0f", "\ufe00", "\U000e0061", "\U000e0100", "\u115f", "\u3164", "\u034f",
	"\u2800", "\u2028", "\u202e", "\u2066", "\u061c", "\ufeff", "\u200c", "\u200d", "\u0085", "\x00",
}

func TestEmail(t *testing.T) {
	refused := func(t *testing.T, email string) {
		t.Helper()
		if got, err := directory.Email(email); !fault.Is(err, fault.Invalid) || !slices.Equal(fault.Of(err).Field, []string{"email"}) {
			t.Errorf("%q: %q, %v", email, got, err)
		}
	}
	t.Run("letters_that_are_compared_as_others_are_refused", func(t *testing.T) {
		for _, email := range []string{
			"nikos@βόλος.gr", "иᲀан@acme.example", "ᾳ@acme.example", "a\u0345@acme.example", "straße@acme.example", "ſam@acme.example",
			"İpek@acme.example", "ａda@acme.example", "oﬃce@acme.example", "µ@acme.example",
		} {
			refused(t, email)
		}
	})
	t.Run("letters_with_a_case_are_taken", func(t *testing.T) {
		for _, email := range []string{"nikos@βόλοσ.gr", "NIKOS@ΒΌΛΟΣ.gr", "ИВАН@acme.example", "ıpek@acme.example", "Ꭰ@acme.example", "ꭰ@acme.example", "José@acme.example"} {
			if _, err := directory.Email(email); err != nil {
				t.Errorf("%q: %v", email, err)
			}
		}
	})
	t.Run("no_two_that_are_taken_are_compared_as_one_but_by_case", func(t *testing.T) {
		same := map[string]string{}
		for r := rune(' '); r <= unicode.MaxRune; r++ {
			if !unicode.In(r, unicode.L, unicode.M) || unicode.Is(unicode.Han, r) { // the others have no case
				continue
			}
			email, err := directory.Email("a" + string(r) + "b@acme.example")
			if err != nil {
				continue
			}
			key := rule.Fold(email)
			if was, there := same[key]; there && !directory.SameEmail(was, email) {
				t.Errorf("%q and %q", was, email)
			}
			same[key] = email
		}
		if len(same) < 30_000 {
			t.Errorf("%d letters were taken", len(same))
		}
	})
	t.Run("what_cannot_be_seen_is_refused", func(t *testing.T) {
		for _, h := range hidden {
			refused(t, "ad"+h+"a@acme.example")
			refused(t, "ada@ac"+h+"me.example")
		}
		refused(t, "क्\u200dष@acme.example")
		refused(t, "❤\ufe0f@acme.example")
	})
}

func TestTextsThatHide(t *testing.T) {
	refused := func(t *testing.T, text string) {
		t.Helper()
		if got, err := directory.Line(&text, "name", "name"); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
		if got, err := directory.Described(&text, "reason"); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	t.Run("what_cannot_be_seen_is_refused", func(t *testing.T) {
		for _, h := range hidden {
			refused(t, "Ad"+h+"a")
			refused(t, "Ада"+h+h+"Ада")
		}
		for _, text := range []string{"می\u200c\u200cخواهم", "می\u200c خواهم", "क्\u200d\u200dष", "A\u200d❤", "❤\u200dA", "❤\ufe0f\ufe0f"} {
			refused(t, text)
		}
	})
	t.Run("what_shapes_letters_and_pictures_is_taken", func(t *testing.T) {
		for _, text := range []string{"می\u200cخواهم", "क्\u200dष", "ක්\u200dෂ", "ന്\u200d", "❤\ufe0f Support", "👩🏽\u200d🚒", "🏴\u200d☠\ufe0f", "Zoë 名前", "\u0600١٢"} {
			if got, err := directory.Line(&text, "name", "name"); err != nil || *got != strings.TrimSpace(text) {
				t.Errorf("%q: %v", text, err)
			}
		}
	})
}
