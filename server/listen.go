package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"
	"time"
)

func (s *Server) listen() (err error) {
	if s.config.Addr == "" {
		return nil
	}
	if s.listener, err = listen(s.config.Addr, "--addr"); err != nil {
		return err
	}
	if s.config.OpsAddr == "" || s.config.OpsAddr == "off" {
		return nil
	}
	s.ops, err = listen(s.config.OpsAddr, "--ops-addr")
	return err
}

// listening drops a peer that vanished without a word, so that it does not count for long:
// one that is silent by probes, and by noticeGone one to which something is on its way.
var listening = net.ListenConfig{
	KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: gone / 2, Interval: gone / 6, Count: 3},
	Control:         noticeGone,
}

// gone is how long a peer may acknowledge nothing, not even at second asking.
const gone = 30 * time.Second

// listen names the flag with which another address is chosen.
func listen(addr, flag string) (net.Listener, error) {
	l, err := listening.Listen(context.Background(), "tcp", addr)
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("the address %s is taken by another program: stop it, or choose another one with %s", addr, flag)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("the address %s may not be used by this account: ports below 1024 need a right of their own", addr)
	}
	var wrong *net.OpError
	if errors.As(err, &wrong) {
		err = wrong.Err
	}
	return nil, fmt.Errorf("cannot listen on %s: %w", addr, err)
}
