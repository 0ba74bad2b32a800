package main

import (
	"io"
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

// gorilla is the floor of the fan-out: gorilla/websocket with a prepared message,
// 128 bytes to read with, write buffers from a pool, and handlers that return.
type gorilla struct {
	mu    sync.Mutex
	conns []*websocket.Conn
	pool  sync.Pool
}

func (g *gorilla) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/send" {
		text, err := io.ReadAll(r.Body)
		if err == nil {
			err = g.send(text)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
		return
	}
	up := websocket.Upgrader{ReadBufferSize: 128, WriteBufferSize: 1024, WriteBufferPool: &g.pool, CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.conns = append(g.conns, ws)
	go func() { // a connection must be read for its close to be seen
		for {
			if _, _, err := ws.NextReader(); err != nil {
				_ = ws.Close()
				return
			}
		}
	}()
}

func (g *gorilla) send(text []byte) error {
	message, err := websocket.NewPreparedMessage(websocket.TextMessage, text)
	if err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	const writers = 4
	var wait sync.WaitGroup
	for i := range writers {
		wait.Go(func() {
			for j := i; j < len(g.conns); j += writers {
				_ = g.conns[j].WritePreparedMessage(message)
			}
		})
	}
	wait.Wait()
	return nil
}
