package server_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"

	"doorward/server"
	"doorward/server/servertest"
)

// FuzzSocketMessage sends lines of anything, each as one message, to a real websocket. The
// process lives, and gqlgen sees only what keeps the protocol: one init, before all else, no
// id twice, an object wherever there must be one, and no more than is allowed at once.
func FuzzSocketMessage(f *testing.F) {
	f.Add([]byte(initMessage + "\n" + follow + "\n" + stop("1") + "\n" + follow))
	f.Add([]byte(strings.Join(append([]string{initMessage}, many(22)...), "\n")))
	for _, p := range probes {
		var lines []string
		for _, m := range p.send {
			if text, ok := m.(string); ok && len(text) < 2000 {
				lines = append(lines, text)
			}
		}
		f.Add([]byte(strings.Join(lines, "\n")))
	}
	wrong := make(chan string, 1)
	here := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		up := websocket.Upgrader{Subprotocols: []string{"graphql-transport-ws"}}
		ws, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		o := &oracle{open: map[string]bool{}}
		server.Admitted(ws, func(text []byte) any {
			if o.judge(text); o.wrong != "" {
				select {
				case wrong <- o.wrong:
				default:
				}
			}
			return o.answer
		})
	}))
	f.Cleanup(here.Close)
	f.Fuzz(func(t *testing.T, lines []byte) {
		ws, _, err := websocket.DefaultDialer.Dial(strings.Replace(here.URL, "http", "ws", 1), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = ws.Close() }()
		for line := range bytes.SplitSeq(lines, []byte("\n")) {
			if ws.WriteMessage(websocket.TextMessage, line) != nil {
				break
			}
		}
		_ = ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(servertest.Patience))
		_ = ws.SetReadDeadline(time.Now().Add(servertest.Patience))
		for err == nil {
			_, _, err = ws.ReadMessage()
		}
		select {
		case what := <-wrong:
			t.Fatal(what)
		default:
		}
	})
}

// oracle knows the protocol by itself.
type oracle struct {
	begun  bool
	open   map[string]bool
	wrong  string
	answer any
}

func (o *oracle) judge(text []byte) {
	o.answer = nil
	var m map[string]json.RawMessage
	var id, kind string
	if !utf8.Valid(text) || json.Unmarshal(text, &m) != nil || json.Unmarshal(m["type"], &kind) != nil {
		o.wrong = "no message: " + string(text)
		return
	}
	if m["id"] != nil && (json.Unmarshal(m["id"], &id) != nil || id == "") {
		o.wrong = "no id: " + string(text)
	}
	if p := m["payload"]; p != nil && p[0] != '{' {
		o.wrong = "no object: " + string(text)
	}
	switch {
	case kind == "connection_init" && !o.begun:
		o.begun = true
	case kind == "pong" && o.begun:
	case kind == "subscribe" && o.begun && !o.open[id] && len(o.open) < 20 && m["payload"] != nil && id != "":
		var p struct {
			Query                 *string
			Variables, Extensions map[string]any
		}
		if err := json.Unmarshal(m["payload"], &p); err != nil || p.Query == nil && p.Extensions == nil {
			o.wrong = "no operation: " + string(text)
		}
		o.open[id] = true
	case kind == "complete" && o.open[id]:
		delete(o.open, id)
		o.answer = map[string]string{"id": id, "type": "complete"}
	default:
		o.wrong = "out of turn: " + string(text)
	}
}
