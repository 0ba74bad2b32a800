package server

import (
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
)

// CollectLess has the process's garbage collected half as often as Go does by
// itself: what a request allocates is gone with its answer, and a seventh of the
// processor went into looking for it. In a container or a service with a limit of
// memory it keeps below that. GOGC and GOMEMLIMIT win. It is for programs, not for
// New: it concerns the whole process.
func CollectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	if limit := memoryLimit("/"); limit > 0 && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit / 4 * 3) // the rest is SQLite's and the kernel's
	}
}

// memoryLimit is how many bytes the process's control group (version 2) may have,
// by the files below root; 0 where there is no limit to be found.
func memoryLimit(root string) int64 {
	text, err := os.ReadFile(filepath.Join(root, "proc/self/cgroup"))
	if err != nil {
		return 0
	}
	least := int64(math.MaxInt64)
	for line := range strings.Lines(string(text)) {
		group, ok := strings.CutPrefix(strings.TrimSpace(line), "0::")
		for ok { // a group has no more than those above it
			text, err := os.ReadFile(filepath.Join(root, "sys/fs/cgroup", group, "memory.max"))
			if err == nil {
				if limit, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil { // else "max"
					least = min(least, limit)
				}
			}
			ok = group != "/" && group != "."
			group = filepath.Dir(group)
		}
	}
	if least == math.MaxInt64 {
		return 0
	}
	return least
}
