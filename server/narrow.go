package server

import (
	"context"
	"net"
	"net/http"
)

type connKey struct{}

// withConn keeps a connection for narrow.
func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// narrow bounds how many bytes the kernel holds back for a peer that does not read: without
// it, megabytes.
func narrow(r *http.Request, bytes int) {
	if tcp, ok := r.Context().Value(connKey{}).(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(bytes)
	}
}
