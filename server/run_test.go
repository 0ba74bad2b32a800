package server_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"testing"
	"time"

	"doorward/server"
	"doorward/server/servertest"
)

// TestSlowRequests begins requests that never arrive whole, on every kind of route.
func TestSlowRequests(t *testing.T) {
	s := servertest.Start(t, servertest.Empty(), servertest.Tune(func(s *server.Server) { s.SetReadTimeout(300 * time.Millisecond) }))
	for _, begins := range []string{
		"POST /graphql", "PUT /graphql", "POST /", "POST /playground/", "GET /", "GET /graphql", "DELETE /dev/mailbox", "OPTIONS /anything",
	} {
		t.Run(begins, func(t *testing.T) {
			t.Parallel()
			c, err := net.Dial("tcp", s.Addr())
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if _, err := fmt.Fprintf(c, "%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{", begins, s.Addr()); err != nil {
				t.Fatal(err)
			}
			_ = c.SetReadDeadline(time.Now().Add(servertest.Patience))
			if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
				t.Error("the connection is still held")
			}
		})
	}
}
