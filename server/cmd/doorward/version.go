package main

import (
	"fmt"
	"runtime"

	"doorward/server"
)

type version struct{}

// Run says which version this is.
func (version) Run(o out) error {
	_, err := fmt.Fprintln(o.result, versionLine())
	return err
}

func versionLine() string {
	return fmt.Sprintf("doorward %s (%s, %s/%s)", server.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
