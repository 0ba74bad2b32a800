package server

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// noticeGone ends a connection on which nothing was acknowledged for a while (RFC 5482);
// the connections that are accepted inherit it. The kernel would go on sending an event
// stream for a quarter of an hour, and asks by probes only where nothing is on its way.
func noticeGone(_, _ string, raw syscall.RawConn) error {
	var failed error
	err := raw.Control(func(fd uintptr) {
		failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(gone.Milliseconds()))
	})
	return errors.Join(err, failed)
}
