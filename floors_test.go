// Package doorward_test holds the house to its rules: what may import what, what may pass the wall, and how
// long a file may grow.
package doorward_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "doorward"

// floors is the house from the ground up. A room holds every package below its path.
var floors = [][]string{
	0: {"internal/viewer", "internal/fault", "internal/secret", "internal/id", "internal/clock", "frontend"},
	1: {"ent"},
	2: {"internal/store"},
	3: {"internal/journal"},
	4: {"internal/access"},
	5: {"internal/directory"},
	6: {"internal/identity", "internal/support", "internal/review", "internal/outbound"},
	7: {"graph"},
	8: {"server"},
}

// onlyForTests are packages that must never reach the program.
var onlyForTests = []string{"internal/store/pgtest", "internal/store/storetest", "server/servertest", "server/servertest/mutants/off", "testing"}

type pkg struct {
	ImportPath, Dir      string
	Imports, TestImports []string
}

func TestFloors(t *testing.T) {
	t.Run("imports_go_downward", importsGoDownward)
	t.Run("the_program_carries_no_test_package", theProgramCarriesNoTestPackage)
}

func importsGoDownward(t *testing.T) {
	for _, p := range packages(t, "./...") {
		if p.ImportPath == module {
			continue // the house tests themselves
		}
		room, floor, stands := roomOf(p.ImportPath)
		if !stands {
			t.Errorf("%s stands on no floor: house.md says which room a thing belongs in", p.ImportPath)
			continue
		}
		// Packages named x_test look down from anywhere, so XTestImports are free.
		for _, imported := range append(p.Imports, p.TestImports...) {
			other, below, ours := roomOf(imported)
			switch {
			case !ours || other == room:
			case below == floor:
				t.Errorf("%s imports its neighbour %s: what two of them need lives on a floor below", p.ImportPath, imported)
			case below > floor:
				t.Errorf("%s (floor %d) imports %s (floor %d): imports go downward only", p.ImportPath, floor, imported, below)
			}
		}
	}
}

func theProgramCarriesNoTestPackage(t *testing.T) {
	for _, p := range packages(t, "-deps", "./server/cmd/doorward") {
		if slices.Contains(onlyForTests, strings.TrimPrefix(p.ImportPath, module+"/")) {
			t.Errorf("the program carries %s, which is for tests only", p.ImportPath)
		}
	}
}

// roomOf is the room and the floor of one of our packages.
func roomOf(path string) (room string, floor int, ours bool) {
	path, ours = strings.CutPrefix(path, module+"/")
	if !ours {
		return "", 0, false
	}
	for floor, rooms := range floors {
		for _, room := range rooms {
			if path == room || strings.HasPrefix(path, room+"/") {
				return room, floor, true
			}
		}
	}
	return "", 0, false
}

func packages(t *testing.T, args ...string) []pkg {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,Imports,TestImports"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var found []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return found
		} else if err != nil {
			t.Fatal(err)
		}
		found = append(found, p)
	}
}
