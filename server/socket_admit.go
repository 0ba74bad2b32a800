package server

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"doorward/internal/fault"
)

// idMost is how many bytes a client's id may have: each message about it carries it.
const idMost = 256

// message is one that gqlgen may see: made anew of what was read, so that the two
// cannot read it differently.
type message struct {
	ID      string         `json:"id,omitempty"`
	Type    string         `json:"type"`
	Payload map[string]any `json:"payload,omitempty"`
}

// admit judges a message; one that gqlgen shall not see is answered here, and nil.
func (k *socket) admit(text []byte) *message {
	members, err := readObject(text)
	m := &message{}
	if err != nil || !member(members, "id", &m.ID) || !member(members, "type", &m.Type) || !member(members, "payload", &m.Payload) || len(m.ID) > idMost {
		return k.bad()
	}
	switch m.Type {
	case "connection_init":
		return k.admitInit(m)
	case "ping":
		return k.pong(m)
	case "pong":
		if k.begun {
			return m
		}
		return nil
	case "subscribe":
		return k.admitSubscribe(m)
	case "complete":
		return k.admitComplete(m)
	}
	return k.bad()
}

func (k *socket) bad() *message {
	k.end(codeBadMessage, "Invalid message received")
	return nil
}

func (k *socket) admitInit(m *message) *message {
	if k.begun {
		k.end(codeTooMany, "Too many initialisation requests")
		return nil
	}
	k.begun = true
	k.late.Stop()
	return m
}

// admitSubscribe takes in a new operation. The first above the limit is refused by an
// `error` (see excess); a client that goes on all the same loses the connection.
func (k *socket) admitSubscribe(m *message) *message {
	if !k.begun {
		k.end(codeSignIn, "Unauthorized")
		return nil
	}
	if _, wrong := operationOf(m.Payload); m.ID == "" || m.Payload == nil || wrong != nil {
		return k.bad()
	}
	k.mu.Lock()
	_, twice := k.named[m.ID]
	full := len(k.running) >= k.limits.subscriptions
	k.mu.Unlock()
	switch {
	case twice:
		k.end(codeDuplicate, "Subscriber for "+clip(m.ID, 60)+" already exists")
		return nil
	case full && k.warned:
		k.end(codeTooMany, "Too many subscriptions")
		return nil
	}
	o := &operation{id: m.ID}
	k.warned, k.excess = full, 0
	switch {
	case full:
		k.excess = k.limits.subscriptions
	case !k.all.subscribe(k.place):
		k.excess = k.limits.user
	default:
		o.counted = true
	}
	k.last++
	o.inner = strconv.FormatUint(k.last, 10)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.named[o.id], k.running[o.inner] = o, o
	return &message{ID: o.inner, Type: m.Type, Payload: m.Payload}
}

// excess refuses the subscription that is being begun on the context's socket when it is
// one above what the socket or its user may have open.
func excess(ctx context.Context) error {
	k := socketOf(ctx)
	if k == nil || k.excess == 0 {
		return nil
	}
	return tooManySubscriptions(k.excess)
}

func tooManySubscriptions(most int) error {
	return &fault.Fault{Kind: fault.Request, Code: fault.LimitExceeded, Message: "Too many subscriptions are open at once.",
		Next: fmt.Sprintf("Complete others first: %d may be open.", most), Figures: map[string]int{"most": most}}
}

// admitComplete passes on the end of what is open; any other is a race that the
// protocol tells to ignore.
func (k *socket) admitComplete(m *message) *message {
	if m.ID == "" {
		return k.bad()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	o := k.named[m.ID]
	if o == nil {
		return nil
	}
	o.stopped = true
	delete(k.named, m.ID)
	return &message{ID: o.inner, Type: m.Type}
}

// answered is a message of gqlgen's about an operation.
type answered struct {
	ID      string
	Type    string
	Payload json.RawMessage
}

// to is the same message under the client's id.
func (m *answered) to(id string) []byte {
	head, err := json.Marshal(id)
	if err != nil {
		panic(err) // a string
	}
	text := make([]byte, 0, len(head)+len(m.Payload)+len(m.Type)+40)
	text = fmt.Appendf(text, `{"id":%s,"type":%q`, head, m.Type)
	if len(m.Payload) > 0 {
		text = append(append(text, `,"payload":`...), m.Payload...)
	}
	return append(text, '}')
}

// hears gives the client's id of an operation, and whether the client still waits for a
// message about it; it takes note of an end. It is called with the lock held.
func (k *socket) hears(id, kind string) (string, bool) {
	o := k.running[id]
	if o == nil { // gqlgen says `complete` after `error` too
		return "", false
	}
	if kind == "complete" || kind == "error" {
		delete(k.running, id)
		if k.named[o.id] == o {
			delete(k.named, o.id)
		}
		if o.counted {
			k.all.unsubscribe(k.place, 1)
		}
	}
	return o.id, !o.stopped
}

// pong answers with what came along, before the init too.
func (k *socket) pong(m *message) *message {
	text, err := json.Marshal(message{Type: "pong", Payload: m.Payload})
	if err == nil {
		k.mu.Lock()
		defer k.mu.Unlock()
		_ = k.write(text)
	}
	return nil
}
