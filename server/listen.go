package server

import (
	"errors"
	"fmt"
	"net"
	"syscall"
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

// listen names the flag with which another address is chosen.
func listen(addr, flag string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
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
