package server_test

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"doorward/server"
	"doorward/server/servertest"
)

const (
	ack  = "connection_ack"
	ping = `{"type":"ping"}`
	bad  = "close 4400"
)

// probe is what a client sends on a connection of its own, and what it hears until the
// connection is closed, or a last ping is answered. A string is a text message, bytes are
// written below the websocket.
type probe struct {
	name string
	send []any
	want string
}

// probes are the protocol's rules (graphql-transport-ws, RFC 6455) and our limits (trust.md, 3.2).
var probes = []probe{
	{"an init", say(initMessage), ack},
	{"an init without a payload", say(`{"type":"connection_init"}`), ack},
	{"an init with a payload of null", say(`{"type":"connection_init","payload":null}`), ack},
	{"an init with a list", say(`{"type":"connection_init","payload":[1]}`), bad},
	{"an init with a text", say(`{"type":"connection_init","payload":"x"}`), bad},
	{"two inits", say(initMessage, initMessage), ack + ", close 4429"},
	{"a subscription before the init", say(follow), "close 4401"},
	{"the end of nothing, before the init", say(stop("1"), initMessage), ack},
	{"a ping before the init", say(`{"type":"ping","payload":{"a":1}}`), `pong {"a":1}`},
	{"a ping after the init", say(initMessage, ping), ack + ", pong"},
	{"a pong that nobody asked for", say(`{"type":"pong","payload":{"a":1}}`, initMessage, `{"type":"pong"}`), ack},
	{"a ping with a list", say(initMessage, `{"type":"ping","payload":[]}`), ack + ", " + bad},

	{"no JSON", say("hello"), bad},
	{"no JSON after the init", say(initMessage, "hello"), ack + ", " + bad},
	{"an empty message", say(""), bad},
	{"null", say("null"), bad},
	{"a list of messages", say("[" + initMessage + "]"), bad},
	{"two messages in one", say(initMessage + initMessage), bad},
	{"a message cut short", say(initMessage[:20]), bad},
	{"no type", say(`{"payload":{}}`), bad},
	{"a type that is a number", say(`{"type":1}`), bad},
	{"an unknown type", say(`{"type":"start","id":"1"}`), bad},
	{"a type in capitals", say(`{"type":"CONNECTION_INIT"}`), bad},
	{"a name in capitals", say(`{"TYPE":"connection_init"}`), bad},
	{"a type of the server's", say(initMessage, `{"type":"next","id":"1","payload":{}}`), ack + ", " + bad},
	{"an acknowledgement from the client", say(`{"type":"connection_ack"}`), bad},
	{"one more name than there is", say(`{"type":"connection_init","more":1}`), ack},
	{"a name twice", say(`{"type":"ping","type":"connection_init"}`), bad},
	{"a name twice, deep inside", say(initMessage, `{"type":"ping","payload":{"a":{"b":1,"b":2}}}`), ack + ", " + bad},
	{"64 values in each other", say(`{"type":"ping","payload":` + deep(63) + `}`), "pong " + deep(63)},
	{"65 values in each other", say(`{"type":"ping","payload":` + deep(64) + `}`), bad},
	{"a thousand values in each other", say(`{"type":"ping","payload":` + deep(1000) + `}`), bad},
	{"a number of 1,000 digits", say(`{"type":"ping","payload":{"a":` + strings.Repeat("1", 1000) + `}}`), bad},

	{"a subscription", say(initMessage, follow), ack},
	{"a subscription with nulls", say(initMessage, `{"id":"1","type":"subscribe","payload":{"query":"subscription{live{cursor}}","operationName":null,"variables":null,"extensions":null}}`), ack},
	{"a subscription without an id", say(initMessage, `{"type":"subscribe","payload":{"query":"subscription{live{cursor}}"}}`), ack + ", " + bad},
	{"an empty id", say(initMessage, subscribe("")), ack + ", " + bad},
	{"an id that is a number", say(initMessage, `{"id":1,"type":"subscribe","payload":{"query":"subscription{live{cursor}}"}}`), ack + ", " + bad},
	{"an id of 256 bytes", say(initMessage, subscribe(strings.Repeat("i", 256))), ack},
	{"an id of 257 bytes", say(initMessage, subscribe(strings.Repeat("i", 257))), ack + ", " + bad},
	{"a subscription without a payload", say(initMessage, `{"id":"1","type":"subscribe"}`), ack + ", " + bad},
	{"a payload that is a text", say(initMessage, `{"id":"1","type":"subscribe","payload":"subscription{live{cursor}}"}`), ack + ", " + bad},
	{"a payload without a document", say(initMessage, `{"id":"1","type":"subscribe","payload":{}}`), ack + ", " + bad},
	{"a document that is a number", say(initMessage, `{"id":"1","type":"subscribe","payload":{"query":1}}`), ack + ", " + bad},
	{"an operation's name that is a number", say(initMessage, withMember(`"operationName":1`)), ack + ", " + bad},
	{"variables that are a list", say(initMessage, withMember(`"variables":[]`)), ack + ", " + bad},
	{"extensions that are a text", say(initMessage, withMember(`"extensions":"x"`)), ack + ", " + bad},
	{"an id that is in use", say(initMessage, follow, follow), ack + ", close 4409"},
	{"an id anew once it was completed", say(initMessage, follow, stop("1"), follow, stop("1"), follow), ack},
	{"an id anew, and once more", say(initMessage, follow, stop("1"), follow, follow), ack + ", close 4409"},
	{"the end of nothing", say(initMessage, stop("9")), ack},
	{"an end without an id", say(initMessage, `{"type":"complete"}`), ack + ", " + bad},
	{"20 subscriptions", say(append([]string{initMessage}, many(20)...)...), ack},
	{"21 subscriptions", say(append([]string{initMessage}, many(21)...)...), ack + ", error LIMIT_EXCEEDED"},
	{"22 subscriptions", say(append([]string{initMessage}, many(22)...)...), ack + ", error LIMIT_EXCEEDED, close 4429"},
	{"a query", say(initMessage, document("{serverInfo{version}}")), ack + ", error INVALID"},
	{"a mutation", say(initMessage, document("mutation{signOut{signedOut}}")), ack + ", error INVALID"},
	{"a document that does not fit", say(initMessage, document("subscription{nothing}")), ack + ", error INVALID"},
	{"an unknown hash", say(initMessage, `{"id":"1","type":"subscribe","payload":{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"`+strings.Repeat("0", 64)+`"}}}}`), ack + ", error PERSISTED_QUERY_NOT_FOUND"},

	{"64 KiB", say(sized(64 << 10)), "pong of 65510 bytes"},
	{"64 KiB and one byte", say(sized(64<<10 + 1)), "close 1009"},
	{"64 KiB and more, in pieces", raw(piece(false, 1, strings.Repeat(" ", 60<<10)), piece(true, 0, strings.Repeat(" ", 60<<10))), "close 1009"},
	{"51 messages at once", say(append([]string{initMessage}, repeated(`{"type":"pong"}`, 60)...)...), ack + ", close 4429"},
	{"51 pings of the websocket at once", raw(strings.Repeat(piece(true, 9, ""), 60)), "close 4429"},
	{"a binary message", raw(piece(true, 2, initMessage)), bad},
	{"a message in pieces", raw(piece(false, 1, initMessage[:10]), piece(false, 0, ""), piece(true, 9, "x"), piece(true, 0, initMessage[10:])), ack},
	{"a message of empty pieces", raw(piece(false, 1, ""), piece(true, 0, "")), bad},
	{"a sign cut by two pieces", raw(piece(false, 1, "{\"type\":\"ping\",\"payload\":{\"a\":\"\xc3"), piece(true, 0, "\xa4\"}}")), `pong {"a":"ä"}`},
	{"broken UTF-8", raw(piece(true, 1, "{\"type\":\"ping\",\"payload\":{\"a\":\"\xff\"}}")), bad},
	{"a piece without a beginning", raw(piece(true, 0, initMessage)), "close 1002"},
	{"a bit that stands for nothing", raw("\xf1" + piece(true, 1, ping)[1:]), "close 1002"},
	{"a kind that stands for nothing", raw(piece(true, 3, ping)), "close 1002"},
	{"a message without a mask", raw("\x81\x0f" + ping), "close 1002"},
	{"a ping of the websocket that is too long", raw(piece(true, 9, strings.Repeat("x", 126))), "close 1002"},
	{"a close", raw(piece(true, 8, "\x03\xe8")), "close 1000"},
}

func say(all ...string) (send []any) {
	for _, m := range all {
		send = append(send, m)
	}
	return send
}

func raw(all ...string) []any { return []any{[]byte(strings.Join(all, ""))} }

func stop(id string) string { return fmt.Sprintf(`{"id":%q,"type":"complete"}`, id) }

func subscribe(id string) string { return strings.Replace(follow, `"1"`, fmt.Sprintf("%q", id), 1) }

func withMember(m string) string {
	return strings.Replace(follow, `"payload":{`, `"payload":{`+m+`,`, 1)
}

func document(text string) string {
	return fmt.Sprintf(`{"id":"1","type":"subscribe","payload":{"query":%q}}`, text)
}

func deep(n int) string { return strings.Repeat(`{"a":`, n-1) + "{}" + strings.Repeat("}", n-1) }

func sized(bytes int) string {
	const head, tail = `{"type":"ping","payload":{"a":"`, `"}}`
	return head + strings.Repeat("a", bytes-len(head)-len(tail)) + tail
}

func repeated(m string, n int) (all []string) {
	for range n {
		all = append(all, m)
	}
	return all
}

func many(n int) (all []string) {
	for i := range n {
		all = append(all, subscribe(fmt.Sprintf("s%d", i)))
	}
	return all
}

// piece is one frame of RFC 6455, 5.2, under a mask of zeros.
func piece(last bool, kind byte, payload string) string {
	if last {
		kind |= 0x80
	}
	head := []byte{kind}
	switch n := len(payload); {
	case n < 126:
		head = append(head, 0x80|byte(n))
	default:
		head = binary.BigEndian.AppendUint16(append(head, 0x80|126), uint16(n))
	}
	return string(head) + "\x00\x00\x00\x00" + payload
}

// TestSocketProbes prints what it holds, with -v.
func TestSocketProbes(t *testing.T) {
	s := servertest.Start(t, servertest.Tune(func(s *server.Server) {
		s.SetLiveLimits(server.LiveLimits{Init: servertest.Patience, Session: 1000, Person: 1000, User: 1000})
	}))
	owner := s.SignIn(t, "owner@acme.example").In("acme-production")
	for _, p := range probes {
		t.Run(strings.NewReplacer(" ", "_", ",", "").Replace(p.name), func(t *testing.T) {
			ws, _, err := owner.Dial(t, owner.Base, "graphql-transport-ws")
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range p.send {
				switch m := m.(type) {
				case string:
					err = ws.WriteMessage(websocket.TextMessage, []byte(m))
				case []byte:
					_, err = ws.NetConn().Write(m)
				}
				if err != nil {
					break // closed already: the code is read below
				}
			}
			_ = ws.WriteMessage(websocket.TextMessage, []byte(`{"type":"ping","payload":{"over":1}}`))
			got := heard(t, ws)
			t.Logf("%-45s %s", p.name, clipped(got))
			if got != p.want {
				t.Errorf("%q, want %q", got, p.want)
			}
			_ = ws.Close()
		})
	}
	servertest.Eventually(t, "nothing is left of them", func() bool { return s.Sockets() == 0 })
}

func clipped(text string) string {
	if len(text) > 70 {
		return text[:67] + "..."
	}
	return text
}

// heard is everything that comes until the last ping is answered or the connection ends.
func heard(t *testing.T, ws *websocket.Conn) string {
	t.Helper()
	_ = ws.SetReadDeadline(time.Now().Add(servertest.Patience))
	var all []string
	for {
		var m servertest.Message
		if err := ws.ReadJSON(&m); err != nil {
			var closed *websocket.CloseError
			if !errors.As(err, &closed) {
				t.Fatalf("ended without a close: %v", err)
			}
			return strings.Join(append(all, fmt.Sprintf("close %d", closed.Code)), ", ")
		}
		var errs []servertest.Error
		switch {
		case m.Type == "pong" && string(m.Payload) == `{"over":1}`:
			return strings.Join(all, ", ")
		case m.Type == "pong" && len(m.Payload) > 1000:
			all = append(all, fmt.Sprintf("pong of %d bytes", len(m.Payload)))
		case m.Type == "pong" && len(m.Payload) > 0:
			all = append(all, "pong "+string(m.Payload))
		case m.Type == "error" && json.Unmarshal(m.Payload, &errs) == nil && len(errs) == 1:
			all = append(all, "error "+errs[0].Extensions.Code)
		default:
			all = append(all, m.Type)
		}
	}
}
