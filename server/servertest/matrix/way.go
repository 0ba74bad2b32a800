package matrix

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// way is one in which an operation comes to the server: by POST where nothing else is said.
type way struct{ get, stream, socket, hash bool }

// lasting are those over which events come.
var lasting = []way{{stream: true}, {stream: true, hash: true}, {socket: true}, {socket: true, hash: true}}

// ways are all that there are. Each field of the operation itself is asked for over each.
var ways = append([]way{{}, {hash: true}, {get: true}, {get: true, hash: true}, {get: true, stream: true}}, lasting...)

func (w way) String() string {
	name := "POST"
	switch {
	case w.get && w.stream:
		name = "an event stream by GET"
	case w.get:
		name = "GET"
	case w.stream:
		name = "an event stream"
	case w.socket:
		name = "a socket"
	}
	if w.hash {
		name += " by hash"
	}
	return name
}

// known is a document as the server knows it by its hash. A client's own has no line's end: it
// is another document, with none of the liberties of those that are known.
func known(document string) string { return strings.TrimSuffix(document, "\n") + "\n" }

func hashOf(document string) string {
	sum := sha256.Sum256([]byte(known(document)))
	return hex.EncodeToString(sum[:])
}

// request is an operation on its way from an actor.
func (p *probe) request(w way, a *actor, document string, vars map[string]any) (*http.Request, error) {
	members := map[string]any{"query": document, "variables": vars}
	if w.hash {
		members = map[string]any{"variables": vars, "extensions": map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hashOf(document)}}}
	}
	method, address := http.MethodPost, "http://"+p.s.Addr()+"/graphql"
	body, err := json.Marshal(members)
	if err != nil {
		return nil, err
	}
	if w.get {
		query := url.Values{}
		for name, member := range members {
			text, isText := member.(string)
			if !isText {
				raw, err := json.Marshal(member)
				if err != nil {
					return nil, err
				}
				text = string(raw)
			}
			query.Set(name, text)
		}
		method, address, body = http.MethodGet, address+"?"+query.Encode(), nil
	}
	r, err := http.NewRequestWithContext(p.ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "application/graphql-response+json")
	if w.stream {
		r.Header.Set("Accept", "text/event-stream")
	}
	if !w.get {
		r.Header.Set("Content-Type", "application/json")
	}
	if a.tenant != "" {
		r.Header.Set("Doorward-Tenant", a.tenant)
	}
	if a.token != "" {
		r.AddCookie(&http.Cookie{Name: "doorward", Value: a.token})
	}
	return r, nil
}

// told is what an event stream of one answer tells; empty: it is no such stream.
func told(stream []byte) []byte {
	rest := bytes.TrimLeft(stream, ":\n")
	rest, begins := bytes.CutPrefix(rest, []byte("event: next\ndata: "))
	answer, ends := bytes.CutSuffix(rest, []byte("\n\nevent: complete\ndata:\n\n"))
	if !begins || !ends || bytes.ContainsRune(answer, '\n') {
		return nil
	}
	return answer
}
