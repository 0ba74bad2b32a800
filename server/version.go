package server

import (
	"runtime/debug"
	"strings"
)

// release is set by the linker in a released binary.
var release string

// Version names the program: the release, or the commit that it was built from.
func Version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "development"
	}
	for _, one := range info.Settings {
		if one.Key == "vcs.revision" && len(one.Value) >= 12 {
			return "development-" + one.Value[:12]
		}
	}
	return "development"
}

func trimSlash(s string) string { return strings.TrimSuffix(s, "/") }
