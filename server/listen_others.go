//go:build !linux

package server

import "syscall"

// noticeGone is the kernel's own here.
func noticeGone(_, _ string, _ syscall.RawConn) error { return nil }
