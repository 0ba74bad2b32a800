package outbound

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"doorward/internal/store"
	"doorward/internal/store/storetest"
)

// TestErrorsRepeatNoSecret has a mail server quote all that it is told.
func TestErrorsRepeatNoSecret(t *testing.T) {
	const password = "Tr0ub4dor/3 unique"
	t.Run("of_the_credentials", func(t *testing.T) {
		for how, sent := range map[string]string{
			"as it is": password,
			"PLAIN":    base64.StdEncoding.EncodeToString([]byte("\x00ada\x00" + password)),
			"LOGIN":    base64.StdEncoding.EncodeToString([]byte(password)),
			"XOAUTH2":  base64.StdEncoding.EncodeToString([]byte("user=ada\x01auth=Bearer " + password + "\x01\x01")),
		} {
			s := listen(t)
			s.answers(func(command string) string {
				if command == "AUTH" {
					return "535 5.7.8 not these: " + sent
				}
				return ""
			})
			transport, err := SMTP(strings.Replace(s.url(), "smtp://", "smtp://ada:Tr0ub4dor%2F3%20unique@", 1))
			if err != nil {
				t.Fatal(err)
			}
			err = transport(t.Context(), Mail{To: "nora@acme.example", Text: "hello"})
			if err == nil || strings.Contains(err.Error(), sent) || !strings.Contains(err.Error(), "not these: [redacted]") {
				t.Errorf("%s: %v", how, err)
			}
		}
	})
	t.Run("of_the_link", func(t *testing.T) {
		storetest.Each(t, func(t *testing.T, db *store.DB) {
			w := newWorld(t, db)
			w.mail(func(_ context.Context, m Mail) error {
				_, token, _ := strings.Cut(m.Text, "/accept#")
				token, _, _ = strings.Cut(token, "\n")
				return fmt.Errorf("554 5.7.1 spam: %s and %s= %s", token, token[:40], token[40:])
			})
			inv := w.invite("nora@acme.example")
			w.until("the first try", func() bool { q := w.messages(inv); return len(q) == 1 && q[0].LastError != nil })
			if got := *w.messages(inv)[0].LastError; got != "554 5.7.1 spam: [redacted] and [redacted]= [redacted]" {
				w.t.Errorf("%q", got)
			}
		})
	})
}
