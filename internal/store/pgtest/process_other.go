//go:build !linux

package pgtest

import "syscall"

// endWithParent leaves it to the reaper.
func endWithParent(*syscall.SysProcAttr) {}
