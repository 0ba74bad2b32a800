package directory

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const unseenFlaw = "holds a character that cannot be seen"

// blank are letters and signs of Unicode that show nothing.
var blank = []*unicode.RangeTable{
	unicode.Cf, unicode.Zl, unicode.Zp, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point,
}

// unseen tells whether a character shows nothing by itself, or turns what stands
// around it. Signs that embrace the digits behind them are formats too, and seen.
func unseen(r rune) bool {
	return unicode.IsControl(r) && r != '\n' || r == '\u2800' || unicode.In(r, blank...) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// hides tells whether a text holds an unseen character where it does not shape the
// one before it: joiners in the scripts that need them (RFC 5892, appendix A), and
// what makes a picture of symbols.
func hides(text string) bool {
	all := []rune(text)
	for i, r := range all {
		if !unseen(r) {
			continue
		}
		before, after := ' ', ' '
		if i > 0 {
			before = all[i-1]
		}
		if i+1 < len(all) {
			after = all[i+1]
		}
		if !shapes(before, r, after) {
			return true
		}
	}
	return false
}

func shapes(before, r, after rune) bool {
	const nonJoiner, joiner, picture = '\u200c', '\u200d', '\ufe0f'
	switch r {
	case picture:
		return unicode.Is(unicode.So, before)
	case joiner:
		return halves(before) || unicode.Is(unicode.So, after) && (unicode.In(before, unicode.So, unicode.Sk) || before == picture)
	case nonJoiner:
		return halves(before) || cursive(before) && cursive(after)
	}
	return false
}

// halves tells whether a mark takes the vowel from the letter before it (virama):
// with it, joiners decide how two letters are written.
func halves(r rune) bool { return norm.NFC.PropertiesString(string(r)).CCC() == 9 }

// cursive letters join by themselves.
func cursive(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian) && unicode.In(r, unicode.L, unicode.M)
}
