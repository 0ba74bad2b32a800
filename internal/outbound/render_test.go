package outbound

import (
	"net/mail"
	"strings"
	"testing"
	"unicode/utf8"
)

// Names that people choose cannot begin a header, a tag or a line of their own (T-34).
func TestHostileNames(t *testing.T) {
	hostile := map[string]string{
		"line breaks":   "Eve\r\nBcc: all@victim.example\r\n\r\nBuy\u2028now\x00\x1b[31m",
		"HTML":          `<script>alert(1)</script><a href="https://evil.example">"'`,
		"turned":        "Eve \u202Egpj.exe \u2066x\u2069\u200F",
		"right to left": "מרים הכהן",
		"10 KB":         strings.Repeat("Long name ", 1000),
		"broken bytes":  "Eve \xff\xfe",
		"only spaces":   " \t\n ",
	}
	server := listen(t)
	send, err := SMTP(server.url())
	if err != nil {
		t.Fatal(err)
	}
	for what, name := range hostile {
		t.Run(what, func(t *testing.T) {
			m, err := invitation{Tenant: name, Inviter: name, Name: name, Email: "nora@new.example", Link: "https://doorward.example/accept#x", Expires: monday}.render()
			if err != nil {
				t.Fatal(err)
			}
			m.FromName, m.ID, m.At = name+" via Doorward", "m1", monday
			before := len(server.all())
			if err := send(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			got := server.all()[before]
			for key := range got.header {
				switch key {
				case "Subject", "From", "To", "Date", "Message-Id", "Mime-Version", "Content-Type", "Auto-Submitted":
				default:
					t.Errorf("a header %q: %q", key, got.header[key])
				}
			}
			subject := got.subject(t)
			if strings.ContainsAny(subject, "\r\n\x00\u202e\u2066\u200f\u2028") || utf8.RuneCountInString(subject) > 230 || !utf8.ValidString(subject) {
				t.Errorf("subject %q", subject)
			}
			if from, err := mail.ParseAddress(got.header.Get("From")); err != nil || from.Address != "doorward@doorward.example" {
				t.Errorf("from %v, %v", from, err)
			}
			if strings.Contains(got.html, "<script") || strings.Count(got.html, "<a ") != 2 || strings.Contains(got.html, "\u202e") {
				t.Errorf("html:\n%s", got.html)
			}
			if strings.ContainsAny(got.text, "\u202e\x00\x1b") || strings.Contains(got.text, "\nBcc:") || len(got.text) > 3000 || len(got.html) > 16_000 {
				t.Errorf("text (%d, html %d):\n%s", len(got.text), len(got.html), got.text)
			}
		})
	}
}

// A name that mail programs would turn into a link is left out; names of people stay.
func TestNamesThatLead(t *testing.T) {
	mail := func(name string) Mail {
		t.Helper()
		m, err := invitation{Tenant: "Acme", Inviter: name, Name: name, Email: "nora@new.example", Link: "https://doorward.example/accept#x", Expires: monday}.render()
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, name := range []string{
		"Claim your prize at https://evil.example/win now", "Win at evil.example", "WWW.evil", "ask eve@evil", "javascript://x",
		"evil\uff0eexample", "evil。example", "evil\u200b.example", "192.0.2.10/win",
	} {
		m := mail(name)
		for _, part := range []string{m.Subject, m.Text, m.HTML} {
			if strings.Contains(part, "evil") || strings.Contains(part, "win") || strings.Contains(part, "javascript") {
				t.Errorf("%q leads somewhere:\n%s", name, part)
			}
		}
		if !strings.HasPrefix(m.Text, "Hello,\n") || !strings.HasPrefix(m.Subject, "Join Acme") {
			t.Errorf("%q: %q, %q", name, m.Subject, m.Text)
		}
	}
	for _, name := range []string{"J. R. R. Tolkien", "J.R.R. Tolkien", "Dr. Ana Núñez", "O'Brien", "Nguyễn Văn A", "Sammy Davis, Jr.", "山田 太郎"} {
		if m := mail(name); !strings.HasPrefix(m.Text, "Hello "+name+",") || !strings.HasPrefix(m.Subject, name+" invited you") {
			t.Errorf("%q: %q, %q", name, m.Subject, m.Text)
		}
	}
}

func TestHostileAddresses(t *testing.T) {
	server := listen(t)
	send, err := SMTP(server.url())
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{"", "nobody", "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "a@b.example>\r\nRCPT TO:<c@d.example"} {
		if err := send(t.Context(), Mail{To: to, Subject: "x", Text: "x", At: monday}); err == nil || len(server.all()) != 0 {
			t.Errorf("%q: %v, %d mails", to, err, len(server.all()))
		}
	}
}

func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"  Acme   Prod ": "Acme Prod", "": "", "a\r\nb": "a b", "naïve Zoë": "naïve Zoë", "12345678901": "123456789…", "می\u200cخواهم": "می\u200cخواهم",
	} {
		if got := oneLine(in, 10); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
