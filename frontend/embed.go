// Package frontend carries the built console inside the binary. It owns nothing but the files.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var files embed.FS

// Dist returns the built console; before the first front-end build it holds only a placeholder.
func Dist() fs.FS {
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		panic(err) // The folder is embedded above: it cannot be missing.
	}
	return dist
}
