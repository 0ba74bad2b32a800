package doorward_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// file is one Go file that a person wrote.
type file struct {
	path string // from the root, with slashes
	text []byte
	*ast.File
}

var generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

// notOurs are folders that nobody wrote by hand.
var notOurs = []string{".git", ".cache", "node_modules", "dist", "testdata", "__generated__", "data", "bin"}

// printed by a tool and ignored by git
const printedSchema = "frontend/src/gql/schema.graphql"

// written walks the files with these endings that a person wrote.
func written(t *testing.T, endings ...string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains(notOurs, d.Name()) {
			return filepath.SkipDir
		}
		if d.IsDir() || !slices.Contains(endings, filepath.Ext(path)) {
			return nil
		}
		text, err := os.ReadFile(path)
		if at := filepath.ToSlash(path); err == nil && at != printedSchema && !generated.Match(text) {
			found[at] = text
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// program is every written Go file that is no test.
func program(t *testing.T) []file {
	t.Helper()
	var files []file
	for path, text := range written(t, ".go") {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file{path, text, parsed})
	}
	return files
}

// under tells whether a path is one of these, or lies in one of these folders (with the slash at the end).
func under(path string, places []string) bool {
	return slices.ContainsFunc(places, func(place string) bool {
		return path == place || strings.HasSuffix(place, "/") && strings.HasPrefix(path, place)
	})
}

func lines(text []byte) int { return bytes.Count(text, []byte("\n")) }
