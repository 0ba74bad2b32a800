package matrix

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"regexp"
	"strings"
	"time"

	"doorward/internal/id"
	"doorward/server/servertest"
)

// answer is what a request brought. Its text is without the request's id: what must be
// the same to the last byte is compared by it.
type answer struct {
	status int
	text   string
	Data   map[string]json.RawMessage
	Errors []struct {
		Path       []any
		Extensions struct{ Category, Code string }
	}
}

var requestID = regexp.MustCompile(`,?"requestId":"[^"]*"`)

// code of the first error, with its category; empty where there is none.
func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return a.Errors[0].Extensions.Category + " " + a.Errors[0].Extensions.Code
}

// same tells whether two answers say the same. Of several errors, whichever field came to its own
// first stands first.
func (a answer) same(b answer) bool {
	if len(a.Errors) < 2 || len(b.Errors) < 2 {
		return a.text == b.text
	}
	return a.code() == b.code() && maps.EqualFunc(a.Data, b.Data, func(x, y json.RawMessage) bool { return bytes.Equal(x, y) })
}

// ask sends one operation by POST as an actor, and looks at every byte of the answer.
func (p *probe) ask(a *actor, what, document string, vars map[string]any) answer {
	return p.send(way{}, a, what, document, vars)
}

// send is ask over any way but a socket.
func (p *probe) send(w way, a *actor, what, document string, vars map[string]any) answer {
	if p.over() {
		return answer{}
	}
	if w != (way{}) {
		what += " over " + w.String()
	}
	patience := servertest.Patience // a stream that is wrongly begun has no end
	if p.hung {
		patience = time.Second // one was: the others are not waited for as long
	}
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	r, err := p.request(w, a, document, vars)
	if err != nil {
		p.leak("%s: %v", what, err)
		return answer{}
	}
	p.requests++
	p.went(w, document)
	response, err := http.DefaultClient.Do(r.WithContext(ctx))
	if err != nil {
		p.leak("%s as %s: %v", what, a.name, err)
		return answer{}
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	p.look(a.over(w), what, raw)
	if err != nil {
		p.hung = p.hung || errors.Is(err, context.DeadlineExceeded)
		p.leak("%s as %s: %v: %s", what, a.name, err, clip(string(raw)))
		return answer{}
	}
	if strings.HasPrefix(response.Header.Get("Content-Type"), "text/event-stream") {
		raw = told(raw)
	}
	got := answer{status: response.StatusCode, text: requestID.ReplaceAllString(string(raw), "")}
	if err := json.Unmarshal(raw, &got); err != nil || got.status >= 500 || strings.Contains(got.code(), "INTERNAL") {
		p.leak("%s as %s: status %d, %s", what, a.name, got.status, clip(string(raw)))
	}
	return got
}

// over is whom an actor is told things as: by GET nobody is the other tenant's.
func (a *actor) over(w way) *actor {
	if !w.get {
		return a
	}
	unknown := *a
	unknown.other = false
	return &unknown
}

var (
	canaries = regexp.MustCompile(`0zq\.([a-z_]+\.[a-z_]+)\.`)
	numbers  = regexp.MustCompile(`[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
)

// look searches what somebody was told for canaries and for ids of the other tenant. That
// tenant's own people are to see them: what they see is noted.
func (p *probe) look(a *actor, what string, told []byte) {
	if a.other {
		for _, hit := range canaries.FindAllSubmatch(told, -1) {
			p.seen[string(hit[1])] = true
		}
		return
	}
	if hit := canaries.FindSubmatch(told); hit != nil {
		p.leak("%s tells %s of %s in another tenant: %s", what, a.name, hit[1], clip(string(told)))
	}
	for _, n := range numbers.FindAll(told, -1) {
		number := string(n)
		if _, u, err := id.Parse(number); err == nil {
			number = u.String()
		}
		if p.foreign[number] {
			p.leak("%s tells %s the id %s of another tenant", what, a.name, n)
		}
	}
}
