package server

import (
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"regexp"
	"slices"
	"time"

	"doorward/internal/outbound"
)

//go:embed mailbox.html
var mailboxSource string

//go:embed mailbox.css
var mailboxStyle string

var mailboxTemplate = template.Must(template.New("mailbox").Parse(mailboxSource))

// The page has no scripts; its one style sheet is a file of its own, so that the
// policy stays without exceptions.
const mailboxPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// shownMail is a mail as a page shows it: its text, with what begins like an address as a link.
type shownMail struct {
	To, Subject string
	At          time.Time
	Parts       []part
}

type part struct {
	Text string
	Link bool
}

func (s *Server) mailboxPage(w http.ResponseWriter, _ *http.Request) {
	var all []shownMail
	for _, m := range s.newestMail() {
		all = append(all, shownMail{m.To, m.Subject, m.At, parts(m.Text)})
	}
	w.Header().Set("Content-Security-Policy", mailboxPolicy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if err := mailboxTemplate.Execute(w, all); err != nil {
		s.logger.Debug("the mailbox page was not sent whole", "error", err)
	}
}

func (s *Server) mailboxSheet(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write([]byte(mailboxStyle))
}

func (s *Server) mailboxJSON(w http.ResponseWriter, _ *http.Request) {
	type mail struct {
		To      string    `json:"to"`
		Subject string    `json:"subject"`
		Text    string    `json:"text"`
		HTML    string    `json:"html"`
		At      time.Time `json:"at"`
	}
	all := []mail{}
	for _, m := range s.newestMail() {
		all = append(all, mail{m.To, m.Subject, m.Text, m.HTML, m.At})
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(all)
}

func (s *Server) newestMail() []outbound.Mail {
	all := s.Mailbox.All()
	slices.Reverse(all)
	return all
}

var linkForm = regexp.MustCompile(`https?://[^\s<>"]+`)

func parts(text string) []part {
	var all []part
	from := 0
	for _, at := range linkForm.FindAllStringIndex(text, -1) {
		if at[0] > from {
			all = append(all, part{text[from:at[0]], false})
		}
		all = append(all, part{text[at[0]:at[1]], true})
		from = at[1]
	}
	if from < len(text) {
		all = append(all, part{text[from:], false})
	}
	return all
}
