package outbound

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"
)

// received is one message as it came over the wire.
type received struct {
	from, to string
	header   mail.Header
	text     string
	html     string
}

func (r received) subject(t *testing.T) string {
	t.Helper()
	s, err := new(mime.WordDecoder).DecodeHeader(r.header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// server is a mail server on a loopback port; say decides its answer to a command
// (empty: the usual one), and may hang.
type server struct {
	t    *testing.T
	addr string
	mu   sync.Mutex
	say  func(command string) string
	mail []received
	talk int // connections so far
}

func listen(t *testing.T) *server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, addr: l.Addr().String()}
	var talks sync.WaitGroup
	talks.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			talks.Go(func() { s.serve(conn) })
		}
	})
	t.Cleanup(func() { _ = l.Close(); talks.Wait() })
	return s
}

func (s *server) url() string { return "smtp://" + s.addr + "?from=doorward@doorward.example" }

func (s *server) answers(say func(command string) string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.say = say
}

func (s *server) all() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]received(nil), s.mail...)
}

func (s *server) talks() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.talk
}

func (s *server) serve(conn net.Conn) {
	defer conn.Close()
	_ = conn.SetReadDeadline(time.Now().Add(3 * time.Second)) // a client that speaks TLS to it never ends its line
	s.mu.Lock()
	s.talk++
	s.mu.Unlock()
	c := textproto.NewConn(conn)
	answer := func(command, usual string) (goesOn bool) {
		s.mu.Lock()
		say := s.say
		s.mu.Unlock()
		if say != nil {
			if other := say(command); other != "" {
				usual = other
			}
		}
		return c.PrintfLine("%s", usual) == nil && usual[0] < '4'
	}
	if !answer("CONNECT", "220 here") {
		return
	}
	var m received
	for {
		line, err := c.ReadLine()
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(line, " ")
		switch strings.ToUpper(verb) {
		case "EHLO":
			if c.PrintfLine("250-here") != nil || c.PrintfLine("250-8BITMIME") != nil || c.PrintfLine("250-AUTH SCRAM-SHA-256") != nil || c.PrintfLine("250 SMTPUTF8") != nil {
				return
			}
		case "MAIL":
			m = received{from: rest}
			answer("MAIL", "250 ok")
		case "RCPT":
			m.to = rest
			answer("RCPT", "250 ok")
		case "DATA":
			if !answer("DATA", "354 go on") {
				continue
			}
			if err := m.read(c.DotReader()); err != nil {
				s.t.Errorf("the message cannot be read: %v", err)
			}
			s.mu.Lock()
			s.mail = append(s.mail, m)
			s.mu.Unlock()
			answer("END", "250 taken")
		case "QUIT":
			_ = c.PrintfLine("221 bye")
			return
		default:
			answer(verb, "250 ok")
		}
	}
}

func (r *received) read(from io.Reader) error {
	msg, err := mail.ReadMessage(from)
	if err != nil {
		return err
	}
	r.header = msg.Header
	kind, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		return fmt.Errorf("it is %s: %w", kind, err)
	}
	parts := multipart.NewReader(msg.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		var body io.Reader = p
		if p.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
			body = quotedprintable.NewReader(p)
		}
		text, err := io.ReadAll(body)
		if err != nil {
			return err
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") {
			r.html = string(text)
		} else {
			r.text = string(text)
		}
	}
}
