package outbound

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// patience is how long the whole talk with the mail server may take.
const patience = 30 * time.Second

// SMTP sends through a mail server: smtp://user:password@host:587 (STARTTLS) or
// smtps://user:password@host:465 (TLS from the start). `?from=address` names the
// sender; without it that is the user where it is an address, else doorward@host.
// Without TLS it talks to a loopback address only. Its errors never quote the URL,
// nor the password where the server does.
func SMTP(address string) (func(context.Context, Mail) error, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" || strings.Trim(u.Path, "/") != "" {
		return nil, errors.New("the mail server's URL must look like smtp://user:password@host:587 or smtps://user:password@host:465")
	}
	from, err := sender(u)
	if err != nil {
		return nil, err
	}
	options, err := smtpOptions(u)
	if err != nil {
		return nil, err
	}
	if _, err := mail.NewClient(u.Hostname(), options...); err != nil {
		return nil, fmt.Errorf("the mail server's URL: %w", err)
	}
	return func(ctx context.Context, m Mail) error {
		msg, err := message(from, m)
		if err != nil {
			return errors.Join(ErrRefused, err)
		}
		client, err := mail.NewClient(u.Hostname(), options...) // one for each talk: it keeps its connection's state
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return hush(judged(msg, talk(ctx, client, msg)), credentials(u.User)...)
	}, nil
}

// credentials are the forms in which the password travels: as it is, and as the
// mechanisms PLAIN, LOGIN and XOAUTH2 write it.
func credentials(u *url.Userinfo) []string {
	password, given := u.Password()
	if !given {
		return nil
	}
	all := []string{password}
	for _, form := range []string{password, "\x00" + u.Username() + "\x00" + password, "user=" + u.Username() + "\x01auth=Bearer " + password + "\x01\x01"} {
		all = append(all, base64.StdEncoding.EncodeToString([]byte(form)))
	}
	return all
}

// talk sends one message. When the context ends the connection is cut, wherever
// they are: the library itself looks at the context only while it dials.
func talk(ctx context.Context, client *mail.Client, msg *mail.Msg) error {
	conn, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return fmt.Errorf("reaching the mail server: %w", err)
	}
	defer conn.Text.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Text.Close() })()
	if err := client.SendWithSMTPClient(conn, msg); err != nil {
		return fmt.Errorf("talking to the mail server: %w", err)
	}
	return client.CloseWithSMTPClient(conn)
}

func sender(u *url.URL) (*netmail.Address, error) {
	text := "doorward@" + u.Hostname()
	if strings.Contains(u.User.Username(), "@") {
		text = u.User.Username()
	}
	for key, values := range u.Query() {
		if key != "from" || len(values) != 1 {
			return nil, fmt.Errorf("the mail server's URL has %q: only one from=address can stand there", key)
		}
		text = values[0]
	}
	if ip := net.ParseIP(u.Hostname()); ip != nil && text == "doorward@"+u.Hostname() {
		text = "doorward@localhost"
	}
	from, err := netmail.ParseAddress(text)
	if err != nil {
		return nil, errors.New("the mail server's URL names a sender that is no address: add ?from=you@example.com")
	}
	return from, nil
}

func smtpOptions(u *url.URL) ([]mail.Option, error) {
	options := []mail.Option{mail.WithTimeout(patience / 2)}
	port := 587
	switch {
	case u.Scheme == "smtps":
		port = 465
		options = append(options, mail.WithSSL())
	case loopback(u.Hostname()):
		options = append(options, mail.WithTLSPolicy(mail.TLSOpportunistic))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if p := u.Port(); p != "" {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || n > 65535 {
			return nil, errors.New("the mail server's port must be a number from 1 to 65535")
		}
		port = n
	}
	options = append(options, mail.WithPort(port))
	if name := u.User.Username(); name != "" {
		password, _ := u.User.Password()
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(name), mail.WithPassword(password))
	}
	return options, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// message puts a mail into headers and parts. Nothing in it can begin a header
// of its own: addresses are parsed, and texts cleared of line breaks.
func message(from *netmail.Address, m Mail) (*mail.Msg, error) {
	to, err := netmail.ParseAddress(m.To)
	if err != nil || strings.ContainsAny(m.To, "\r\n") {
		return nil, errors.New("the receiver is no address")
	}
	name := oneLine(m.FromName, 120)
	if name == "" {
		name = from.Name
	}
	if name == "" {
		name = "Doorward"
	}
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	msg.FromMailAddress(&netmail.Address{Name: name, Address: from.Address})
	msg.ToMailAddress(&netmail.Address{Address: to.Address})
	msg.Subject(oneLine(m.Subject, 200))
	msg.SetDateWithValue(m.At)
	if m.ID != "" {
		msg.SetMessageIDWithValue(m.ID + from.Address[strings.LastIndexByte(from.Address, '@'):])
	} else {
		msg.SetMessageID()
	}
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no out-of-office answers, please
	msg.SetBodyString(mail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		msg.AddAlternativeString(mail.TypeTextHTML, m.HTML)
	}
	return msg, nil
}

// judged tells a mail that will never be taken from one that may be later: the
// server refused for good the receiver or the mail itself. A wrong password or
// sender is the operator's to mend, so those are tried again. Once the mail was
// taken, a farewell that fails is no failure.
func judged(msg *mail.Msg, err error) error {
	if err == nil || msg.IsDelivered() {
		return nil
	}
	var failed *mail.SendError
	if errors.As(err, &failed) && !failed.IsTemp() && failed.ErrorCode() >= 500 &&
		(failed.Reason == mail.ErrSMTPRcptTo || failed.Reason == mail.ErrSMTPData || failed.Reason == mail.ErrSMTPDataClose) {
		return errors.Join(ErrRefused, err)
	}
	return err
}
