package doorward_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// maxLines: a longer file is two files.
const maxLines = 400

func TestFiles(t *testing.T) {
	t.Run("a_file_is_about_one_thing", func(t *testing.T) {
		for at, text := range written(t, ".go", ".ts", ".tsx", ".css", ".graphql") {
			if n := lines(text); n > maxLines {
				t.Errorf("%s has %d lines: more than %d are two files", at, n, maxLines)
			}
		}
	})
	t.Run("a_room_has_a_name", func(t *testing.T) {
		nameless := []string{"util", "utils", "common", "helper", "helpers", "manager", "base", "misc", "shared"}
		for _, f := range program(t) {
			if slices.Contains(nameless, f.Name.Name) || slices.Contains(nameless, strings.TrimSuffix(path.Base(f.path), ".go")) {
				t.Errorf("%s: the name says nothing of what is inside", f.path)
			}
		}
	})
	t.Run("a_package_says_what_it_owns", func(t *testing.T) {
		said := map[string]bool{}
		for _, f := range program(t) {
			said[path.Dir(f.path)] = said[path.Dir(f.path)] || f.Doc != nil
		}
		for folder, ok := range said {
			if !ok {
				t.Errorf("%s has no package comment", folder)
			}
		}
	})
	t.Run("only_the_edge_logs", func(t *testing.T) {
		loggers := []string{
			"server/", "internal/outbound/", "bench/",
			"graph/present.go",
			"graph/handler.go", // hands the logger on to present.go
			"ent/entc.go",      // a generator, run by hand
		}
		for _, f := range program(t) {
			for _, spec := range f.Imports {
				name := strings.Trim(spec.Path.Value, `"`)
				if (name == "log/slog" || name == "log") && !under(f.path, loggers) {
					t.Errorf("%s imports %s: errors go up with %%w, and the edge logs them once", f.path, name)
				}
			}
		}
	})
	t.Run("nothing_is_left_for_later", func(t *testing.T) {
		later := regexp.MustCompile(`//\s*(TODO|FIXME|XXX|HACK)\b|panic\("(not yet|todo|unimplemented|not implemented)`)
		for at, text := range written(t, ".go", ".ts", ".tsx") {
			if at != "files_test.go" && later.Match(text) {
				t.Errorf("%s puts something off: %s", at, later.Find(text))
			}
		}
	})
}
