// Package migrations owns the steps by which a database comes to the schema: one
// file a step and dialect, the same versions in both, forward only. A step that was
// released is never edited.
package migrations

import "embed"

// Files holds sqlite/*.sql and postgres/*.sql.
//
//go:embed sqlite/*.sql postgres/*.sql
var Files embed.FS
