package main

import (
	"fmt"
	"runtime"

	"doorward/server"
)

type version struct{}

// Run says which version this is.
func (version) Run(o out) error {
	_, err := fmt.Fprintf(o.result, "doorward %s (%s, %s/%s)\n", server.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
