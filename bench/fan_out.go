package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// audience is open sockets and what they heard of the event under way.
type audience struct {
	sockets []*websocket.Conn
	heard   chan time.Time
	failed  chan error
}

// listen opens sockets to an address; hello says and reads what comes first.
func listen(n int, dial func(i int) (*websocket.Conn, error), isEvent func([]byte) bool) (*audience, error) {
	a := &audience{heard: make(chan time.Time, 4*n), failed: make(chan error, n)}
	for i := range n {
		ws, err := dial(i)
		if err != nil {
			a.close()
			return nil, fmt.Errorf("socket %d: %w", i, err)
		}
		a.sockets = append(a.sockets, ws)
		go func() {
			for {
				_, message, err := ws.ReadMessage()
				if err != nil {
					a.failed <- err
					return
				}
				if isEvent(message) {
					a.heard <- time.Now()
				} else if bytes.Contains(message, []byte(`"ping"`)) {
					_ = ws.WriteMessage(websocket.TextMessage, []byte(`{"type":"pong"}`))
				}
			}
		}()
	}
	return a, nil
}

func (a *audience) close() {
	for _, ws := range a.sockets {
		_ = ws.Close()
	}
}

// spread makes one event and waits until everybody has heard of it.
func (a *audience) spread(event func() error) (took time.Duration, late []time.Duration, err error) {
	begun, made := time.Now(), make(chan error, 1)
	go func() { made <- event() }()
	var first time.Time
	timeout := time.After(30 * time.Second)
	for range a.sockets {
		select {
		case at := <-a.heard:
			if first.IsZero() {
				first = at
			}
			late = append(late, at.Sub(begun))
		case err := <-a.failed:
			return 0, nil, fmt.Errorf("a socket ended: %w", err)
		case <-timeout:
			return 0, nil, fmt.Errorf("%d of %d heard of it", len(late), len(a.sockets))
		}
	}
	// From the first to the last: what went before, the change itself, is another row.
	return time.Since(first), late, <-made
}

// fanOut measures one event on its way to many.
func fanOut(ctx context.Context, b *bench) ([]row, error) {
	w, err := b.big(ctx)
	if err != nil {
		return nil, err
	}
	ours, floor, err := both(w, "doorward", "gorilla")
	if err != nil {
		return nil, err
	}
	defer ours.end()
	defer floor.end()
	memory := row{what: fmt.Sprintf("fan-out to %d sockets", b.sockets), unit: "KB a connection", goal: "≤ 20 KB", gate: 20, less: true, absolute: true}
	mine, kb, err := b.watch(ours)
	if err != nil {
		return nil, err
	}
	defer mine.close()
	theirs, bareKB, err := b.bare(floor)
	if err != nil {
		return nil, err
	}
	defer theirs.close()
	memory.ours, memory.floor = []float64{kb}, []float64{bareKB}
	rate := row{what: "…", unit: "deliveries/s", goal: "≥ 0.5 of tuned gorilla", gate: 0.5}
	p99 := row{what: "… from the request to the socket", unit: "p99 ms", goal: "≤ 150 ms", gate: 150, less: true, absolute: true}
	act, err := b.toggler(ours)
	if err != nil {
		return nil, err
	}
	shout := func() error {
		response, err := http.Post("http://"+floor.addr+"/send", "text/plain", bytes.NewReader([]byte(sample)))
		if err != nil {
			return err
		}
		return response.Body.Close()
	}
	for range b.rounds {
		for _, one := range []struct {
			a           *audience
			event       func() error
			rates, tail *[]float64
		}{{mine, act, &rate.ours, &p99.ours}, {theirs, shout, &rate.floor, &p99.floor}} {
			perSecond, slow, err := b.volley(one.a, one.event)
			if err != nil {
				return nil, err
			}
			*one.rates, *one.tail = append(*one.rates, perSecond), append(*one.tail, slow)
		}
	}
	return []row{memory, rate, p99}, nil
}

func (b *bench) volley(a *audience, event func() error) (perSecond, p99 float64, err error) {
	var total time.Duration
	var all []time.Duration
	for range b.events {
		took, late, err := a.spread(event)
		if err != nil {
			return 0, 0, err
		}
		total, all = total+took, append(all, late...)
	}
	slices.Sort(all)
	return float64(len(all)) / total.Seconds(), float64(all[len(all)*99/100].Microseconds()) / 1000, nil
}

// sample is what a delivery looks like, for the floor.
const sample = `{"id":"1","type":"next","payload":{"data":{"live":{"cursor":"eyJ0IjoiMDE5YWI0YmUtN2MxMi03YzY1LWE5M2MtMDk4NzY1NDMyMTAwIiwiZSI6MTIzNDU2fQ0123456789","events":[{"cursor":"eyJ0IjoiMDE5YWI0YmUtN2MxMi03YzY1LWE5M2MtMDk4NzY1NDMyMTAwIiwiZSI6MTIzNDU2fQ0123456789","verb":"user.deactivated","at":"2026-11-24T12:00:00.123456Z"}]}}}}`

const watchQuery = `subscription { live(verbs: ["user.deactivated", "user.reactivated"]) { cursor events { cursor verb at } } }`

// watch opens sockets of eleven people, twenty a session.
func (b *bench) watch(c *child) (*audience, float64, error) {
	cookies := make([]string, b.sockets/20+1)
	for i := range cookies {
		var err error
		if cookies[i], err = signIn(c.addr, watcher(i%watchers)); err != nil {
			return nil, 0, err
		}
	}
	// The first socket of each session brings the tenant's snapshot into memory, which is no socket's.
	warm, err := subscribe(c.addr, cookies[0])
	if err != nil {
		return nil, 0, err
	}
	defer warm.Close()
	before, err := c.resident()
	if err != nil {
		return nil, 0, err
	}
	a, err := listen(b.sockets, func(i int) (*websocket.Conn, error) { return subscribe(c.addr, cookies[(i+1)/20%len(cookies)]) },
		func(m []byte) bool { return bytes.Contains(m, []byte(`"next"`)) })
	if err != nil {
		return nil, 0, err
	}
	after, err := c.resident()
	return a, (after - before) / float64(b.sockets), err
}

func subscribe(addr, cookie string) (*websocket.Conn, error) {
	d := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, ReadBufferSize: 2048, WriteBufferSize: 512}
	ws, _, err := d.Dial("ws://"+addr+"/graphql", http.Header{"Cookie": {cookie}, "Origin": {"http://" + addr}})
	if err != nil {
		return nil, err
	}
	if err := ws.WriteJSON(map[string]any{"type": "connection_init", "payload": map[string]string{"tenant": slug}}); err != nil {
		return nil, err
	}
	var ack struct{ Type string }
	if err := ws.ReadJSON(&ack); err != nil || ack.Type != "connection_ack" {
		return nil, errors.Join(fmt.Errorf("got %q for connection_ack", ack.Type), err)
	}
	return ws, ws.WriteJSON(map[string]any{"id": "1", "type": "subscribe", "payload": map[string]string{"query": watchQuery}})
}

// toggler shuts somebody out and lets them in again, by turns.
func (b *bench) toggler(c *child) (func() error, error) {
	cookie, err := signIn(c.addr, watcher(0))
	if err != nil {
		return nil, err
	}
	body, _ := json.Marshal(map[string]any{"query": "{users(first:1,filter:{search:\"p0000001@bench\"}){nodes{id}}}"})
	text, err := once(c.addr, post(c.addr, cookie, body))
	if err != nil {
		return nil, err
	}
	var found struct {
		Data struct {
			Users struct{ Nodes []struct{ ID string } }
		}
	}
	if err := json.Unmarshal(text, &found); err != nil || len(found.Data.Users.Nodes) == 0 {
		return nil, fmt.Errorf("nobody to act on: %s", text)
	}
	var mu sync.Mutex
	out := false
	return func() error {
		mu.Lock()
		defer mu.Unlock()
		name := map[bool]string{false: "userDeactivate", true: "userReactivate"}[out]
		body, _ := json.Marshal(map[string]any{"query": "mutation($id:ID!){" + name + "(id:$id){user{status} userErrors{message}}}", "variables": map[string]string{"id": found.Data.Users.Nodes[0].ID}})
		text, err := once(c.addr, post(c.addr, cookie, body))
		if err == nil && bytes.Contains(text, []byte(`"message"`)) {
			err = fmt.Errorf("%s: %s", name, text)
		}
		out = !out
		return err
	}, nil
}

func (b *bench) bare(c *child) (*audience, float64, error) {
	before, err := c.resident()
	if err != nil {
		return nil, 0, err
	}
	a, err := listen(b.sockets, func(int) (*websocket.Conn, error) {
		ws, _, err := (&websocket.Dialer{ReadBufferSize: 2048, WriteBufferSize: 512}).Dial("ws://"+c.addr+"/", nil)
		return ws, err
	}, func([]byte) bool { return true })
	if err != nil {
		return nil, 0, err
	}
	after, err := c.resident()
	return a, (after - before) / float64(b.sockets), err
}
