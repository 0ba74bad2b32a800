package store

import (
	"context"
	"database/sql"
	"io/fs"
)

// Reads and CheckSQLite are told apart from the outside only in tests.
var (
	Reads       = reads
	CheckSQLite = checkSQLite
)

// MigrateFrom migrates by other steps than the program's own.
func (db *DB) MigrateFrom(ctx context.Context, all fs.FS) (int, error) { return db.migrate(ctx, all) }

// Pools are the connections underneath, with nothing in front of them.
func (db *DB) Pools() (read, write *sql.DB) { return db.read, db.write }
