package server

import (
	"bytes"
	"encoding/json"
	"time"
)

// message is what a client may send.
type message struct {
	ID      *string         `json:"id"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload"`
}

// admits judges a message; one that gqlgen shall not see is answered here.
func (k *socket) admits(text []byte) bool {
	var m message
	if json.Unmarshal(text, &m) != nil {
		k.end(codeBadMessage, "Invalid message received")
		return false
	}
	switch m.Type {
	case "connection_init":
		return k.admitsInit(m)
	case "ping":
		return k.begun || k.pong(m.Payload)
	case "pong":
		return k.begun
	case "subscribe":
		return k.admitsSubscribe(m)
	case "complete":
		return k.admitsComplete(m)
	}
	k.end(codeBadMessage, "Invalid message received")
	return false
}

func (k *socket) admitsInit(m message) bool {
	if k.begun {
		k.end(codeTooMany, "Too many initialisation requests")
		return false
	}
	k.begun = true
	k.late.Stop()
	if !isObject(m.Payload) && len(m.Payload) > 0 && !bytes.Equal(m.Payload, []byte("null")) {
		k.end(codeBadMessage, "The payload of connection_init must be an object")
		return false
	}
	return true
}

func (k *socket) admitsSubscribe(m message) bool {
	switch {
	case !k.begun:
		k.end(codeSignIn, "Unauthorized")
		return false
	case m.ID == nil || *m.ID == "" || !isObject(m.Payload):
		k.end(codeBadMessage, "Invalid message received")
		return false
	}
	k.mu.Lock()
	before, twice := k.open[*m.ID]
	k.mu.Unlock()
	if twice && !before.stopped {
		k.end(codeDuplicate, "Subscriber for "+clip(*m.ID, 60)+" already exists")
		return false
	}
	if twice && !k.outlived(before) {
		return false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.open) >= k.limits.subscriptions {
		go k.end(codeTooMany, "Too many subscriptions")
		return false
	}
	k.open[*m.ID] = &operation{over: make(chan struct{})}
	return true
}

// outlived waits until gqlgen has let go of an operation whose id is used anew.
func (k *socket) outlived(o *operation) bool {
	select {
	case <-o.over:
		return true
	case <-time.After(k.limits.write):
		k.end(codeDuplicate, "The subscription before has not ended yet")
		return false
	}
}

// admitsComplete passes on the end of what is open; any other is a race that the
// protocol tells to ignore.
func (k *socket) admitsComplete(m message) bool {
	if m.ID == nil {
		k.end(codeBadMessage, "Invalid message received")
		return false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	o := k.open[*m.ID]
	if o == nil || o.stopped {
		return false
	}
	o.stopped = true
	return true
}

// hears tells whether the client still waits for a message about this id, and takes
// note of an end. It is called with the lock held.
func (k *socket) hears(id, kind string) bool {
	o := k.open[id]
	if o == nil { // gqlgen says `complete` after `error` too
		return false
	}
	if kind == "complete" || kind == "error" {
		delete(k.open, id)
		close(o.over)
	}
	return !o.stopped
}

// pong answers before gqlgen does.
func (k *socket) pong(payload json.RawMessage) bool {
	text, err := json.Marshal(struct {
		Type    string          `json:"type"`
		Payload json.RawMessage `json:"payload,omitempty"`
	}{"pong", payload})
	if err == nil {
		k.mu.Lock()
		defer k.mu.Unlock()
		_ = k.write(text)
	}
	return false
}

func isObject(raw json.RawMessage) bool {
	raw = bytes.TrimSpace(raw)
	return len(raw) > 0 && raw[0] == '{'
}
