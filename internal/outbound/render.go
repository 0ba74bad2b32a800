package outbound

import (
	"bytes"
	_ "embed"
	"fmt"
	html "html/template"
	"regexp"
	"strings"
	text "text/template"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed invite.html.tmpl
var inviteHTML string

//go:embed invite.txt.tmpl
var inviteText string

var (
	inviteHTMLTemplate = html.Must(html.New("invite.html").Parse(inviteHTML))
	inviteTextTemplate = text.Must(text.New("invite.txt").Parse(inviteText))
)

// Names in a mail are cut here: nobody reads more, and nobody can fill a mail.
const longestName = 80

// invitation is what an invite's mail says.
type invitation struct {
	Tenant  string
	Inviter string // empty: nobody's to tell
	Name    string // of the person, if it is known
	Email   string
	Link    string
	Expires time.Time
}

// render makes the mail of an invite; names are one line each, shown as text.
func (i invitation) render() (Mail, error) {
	subject := fmt.Sprintf("Join %s on Doorward", isolated(oneLine(i.Tenant, longestName)))
	inviter := called(i.Inviter)
	if inviter != "" {
		subject = fmt.Sprintf("%s invited you to %s on Doorward", isolated(inviter), isolated(oneLine(i.Tenant, longestName)))
	}
	at := i.Expires.UTC()
	view := map[string]any{
		"Tenant": oneLine(i.Tenant, longestName), "Inviter": inviter, "Name": called(i.Name),
		"Email": oneLine(i.Email, 254), "Link": i.Link, "Initial": initial(i.Tenant),
		"Expires": at.Format("Monday, 2 January 2006") + " at " + at.Format("15:04") + " UTC",
	}
	var page, plain bytes.Buffer
	if err := inviteHTMLTemplate.Execute(&page, view); err != nil {
		return Mail{}, fmt.Errorf("rendering an invite: %w", err)
	}
	for _, key := range []string{"Tenant", "Inviter", "Name"} {
		view[key] = isolated(view[key].(string))
	}
	if err := inviteTextTemplate.Execute(&plain, view); err != nil {
		return Mail{}, fmt.Errorf("rendering an invite: %w", err)
	}
	return Mail{To: i.Email, Subject: subject, HTML: page.String(), Text: plain.String()}, nil
}

// oneLine brings a text that somebody chose into one line without anything that
// is not seen: line breaks, controls, marks that turn the direction. At most so
// many characters are kept.
func oneLine(s string, most int) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
			continue
		case !unicode.IsPrint(r) && r != '\u200d' && r != '\u200c', r == unicode.ReplacementChar: // joiners make letters in many scripts
			continue
		}
		if n >= most-1 {
			return b.String() + "…"
		}
		if space {
			b.WriteByte(' ')
			n++
		}
		space = false
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// called is a person's name as a mail shows it: on one line, and empty for one that
// leads somewhere, since mail programs make a link of whatever looks like one.
func called(name string) string {
	name = oneLine(name, longestName)
	if leads.MatchString(norm.NFKC.String(name)) {
		return ""
	}
	return name
}

// leads finds an address of the web or of a mailbox: with what begins it, or with a
// dot that has at least two letters behind it.
var leads = regexp.MustCompile(`(?i)://|www\.|@|[\pL\pN][.。][\pL\pN]{2}`)

// isolated keeps a name written from right to left from turning the words around it.
func isolated(s string) string {
	for _, r := range s {
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) {
			return "\u2068" + s + "\u2069"
		}
	}
	return s
}

func initial(name string) string {
	for _, r := range oneLine(name, longestName) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(unicode.ToUpper(r))
		}
	}
	return "D"
}
