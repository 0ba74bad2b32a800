package outbound

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestSMTP(t *testing.T) {
	letter := Mail{ID: "m1", To: "nora@new.example", Subject: "Hello", Text: "Hello", HTML: "<p>Hello</p>", At: monday}

	t.Run("a URL that cannot be one is refused without quoting it", func(t *testing.T) {
		for _, url := range []string{"", "localhost:25", "http://mail.example", "smtp://", "smtp://u:geheim@mail.example:0", "smtp://u:geheim@mail.example/path",
			"smtp://u:geheim@mail.example?tls=off", "smtp://u:geheim@mail.example?from=nobody", "smtp://u:gehe%im@mail.example", "smtps://u:geheim@mail.example:99999"} {
			if _, err := SMTP(url); err == nil || strings.Contains(err.Error(), "gehe") {
				t.Errorf("%s: %v", url, err)
			}
		}
	})

	t.Run("good ones are taken", func(t *testing.T) {
		for _, url := range []string{"smtp://mail.example", "smtps://u:p@mail.example", "smtp://u%40mail.example:p@mail.example:25", "smtp://[::1]:2525?from=Acme%20%3Cacme@x.example%3E"} {
			if _, err := SMTP(url); err != nil {
				t.Errorf("%s: %v", url, err)
			}
		}
	})

	t.Run("without TLS only a loopback server gets the mail", func(t *testing.T) {
		plain := listen(t)
		_, port, _ := strings.Cut(plain.addr, ":")
		for url, ok := range map[string]bool{"smtp://127.0.0.1:" + port: true, "smtp://localhost.:" + port + "?from=a@b.example": false, "smtps://127.0.0.1:" + port: false} {
			send, err := SMTP(url)
			if err != nil {
				t.Fatal(err)
			}
			before := len(plain.all())
			if err := send(t.Context(), letter); (err == nil) != ok || len(plain.all())-before != map[bool]int{true: 1}[ok] {
				t.Errorf("%s: %v, %d mails", url, err, len(plain.all())-before)
			}
		}
	})

	t.Run("refused for good is told from not now", func(t *testing.T) {
		server := listen(t)
		send, err := SMTP(server.url())
		if err != nil {
			t.Fatal(err)
		}
		for answer, refused := range map[string]bool{
			"RCPT 550 no such user": true, "RCPT 450 grey": false, "END 554 spam": true, "END 451 later": false,
			"MAIL 550 you may not": false, "CONNECT 421 busy": false, "DATA 452 full": false,
		} {
			command, said, _ := strings.Cut(answer, " ")
			server.answers(func(c string) string {
				if c == command {
					return said
				}
				return ""
			})
			err := send(t.Context(), letter)
			if err == nil || errors.Is(err, ErrRefused) != refused {
				t.Errorf("%s: %v", answer, err)
			}
		}
	})

	t.Run("a server that hangs is left when the context ends", func(t *testing.T) {
		server := listen(t)
		hang := make(chan struct{})
		t.Cleanup(func() { close(hang) })
		asked := make(chan struct{}, 1)
		server.answers(func(c string) string {
			if c == "RCPT" {
				asked <- struct{}{}
				<-hang
			}
			return ""
		})
		send, err := SMTP(server.url())
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- send(ctx, letter) }()
		<-asked
		cancel()
		select {
		case err := <-done:
			if err == nil || errors.Is(err, ErrRefused) {
				t.Errorf("%v", err)
			}
		case <-time.After(10 * time.Second): // the connection has a limit of its own, of 15
			t.Error("it hangs as well")
		}
	})

	t.Run("the same message keeps its id", func(t *testing.T) {
		server := listen(t)
		send, err := SMTP(server.url())
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := send(t.Context(), letter); err != nil {
				t.Fatal(err)
			}
		}
		for _, m := range server.all() {
			if m.header.Get("Message-Id") != "<m1@doorward.example>" || m.header.Get("Date") != "Mon, 23 Nov 2026 09:00:00 +0000" {
				t.Errorf("%v", m.header)
			}
		}
	})
}

func TestMailbox(t *testing.T) {
	var box Mailbox
	for i := range kept + 10 {
		if err := box.Deliver(t.Context(), Mail{At: monday.Add(time.Duration(i))}); err != nil {
			t.Fatal(err)
		}
	}
	all := box.All()
	if len(all) != kept || !all[kept-1].At.Equal(monday.Add(kept+9)) {
		t.Errorf("%d are kept, the last of %v", len(all), all[len(all)-1].At)
	}
}
