package directory

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// ImportFault is one place in a file that cannot be imported.
type ImportFault struct {
	File         string
	Line, Column int // from 1, the column in characters; 0: the whole file, the whole line
	Reason       string
	file         int // the file's place among the files
}

func (f ImportFault) String() string {
	switch {
	case f.Line == 0:
		return f.File + ": " + f.Reason
	case f.Column == 0:
		return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Reason)
	}
	return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Reason)
}

// ImportErrors is every place that cannot be imported; nothing was written.
type ImportErrors struct {
	Faults []ImportFault // by file, line and column; at most mostFaults
	More   int           // how many there are beyond these
}

// mostFaults is how many faults are told one by one.
const mostFaults = 300

func (e *ImportErrors) Error() string {
	var b strings.Builder
	for _, f := range e.Faults {
		fmt.Fprintln(&b, f)
	}
	if e.More > 0 {
		fmt.Fprintf(&b, "and %d more\n", e.More)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (e *ImportErrors) add(f ImportFault) {
	if len(e.Faults) == mostFaults {
		e.More++
		return
	}
	e.Faults = append(e.Faults, f)
}

// err is nil where there is no fault.
func (e *ImportErrors) err() error {
	if len(e.Faults) == 0 {
		return nil
	}
	slices.SortStableFunc(e.Faults, func(a, b ImportFault) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return e
}
