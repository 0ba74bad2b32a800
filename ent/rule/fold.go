// Package rule owns what holds whoever writes: folded keys, and the wall
// between tenants. It refuses to know who is allowed what.
package rule

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold brings a text into the form in which it is compared, sorted and searched
// on both databases: NFKC, case folded, white space at the ends gone.
func Fold(s string) string {
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(strings.TrimSpace(s))))
}

// SearchKey is what a search looks into: the folded parts, one line each.
func SearchKey(parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p = Fold(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n")
}
