// Package migrations owns the steps by which a database comes to the schema: one
// file a step and dialect, the same versions in both, forward only. A step that was
// released is never edited.
//
// A step that seems to lose data says that it means to, each line with its reason:
//
//	-- doorward:drops users: moved into members          the table, or the column, goes for good
//	-- doorward:rebuilds users: a column was added       it comes again with its rows, indexes and triggers
//	-- doorward:rows users: doubles are removed          its rows become more or fewer
package migrations

import "embed"

// Files holds sqlite/*.sql and postgres/*.sql.
//
//go:embed sqlite/*.sql postgres/*.sql
var Files embed.FS
