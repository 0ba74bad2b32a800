package outbound

import (
	"regexp"
	"strings"
)

// hushed is an error that repeats no secret. What it wraps is for errors.Is and As alone.
type hushed struct {
	error
	said string
}

func (h hushed) Error() string { return h.said }
func (h hushed) Unwrap() error { return h.error }

var word = regexp.MustCompile(`[\w-]{12,}`)

// hush is err without these texts, nor long pieces of them: a mail server may quote the
// line that it did not like, and a long one was broken in two.
func hush(err error, secrets ...string) error {
	if err == nil {
		return nil
	}
	said := err.Error()
	for _, s := range secrets {
		if s == "" {
			continue
		}
		said = word.ReplaceAllStringFunc(strings.ReplaceAll(said, s, "[redacted]"), func(w string) string {
			if strings.Contains(s, w) {
				return "[redacted]"
			}
			return w
		})
	}
	return hushed{err, said}
}
