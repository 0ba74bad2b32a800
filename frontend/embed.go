// Package frontend carries the built console inside the binary. It owns nothing but the files.
package frontend

import (
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
)

//go:embed all:dist
var files embed.FS

// Dist returns the built console; before the first front-end build it holds only a placeholder.
// What begins with a dot lies beside the console and is not to be served.
func Dist() fs.FS {
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		panic(err) // The folder is embedded above: it cannot be missing.
	}
	return dist
}

// Documents returns the operations that the built console sends, text by lower-case hex
// SHA-256; before the first front-end build there are none. It reads anew each time.
func Documents() map[string]string {
	documents, err := readDocuments(Dist())
	if err != nil {
		panic(err) // The build writes the file: a broken one is a broken binary.
	}
	return documents
}

func readDocuments(dist fs.FS) (map[string]string, error) {
	text, err := fs.ReadFile(dist, ".documents.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var documents map[string]string
	err = json.Unmarshal(text, &documents)
	return documents, err
}
