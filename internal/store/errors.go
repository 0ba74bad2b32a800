package store

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
)

// ErrOutsideJournal refuses a change, or a transaction, that did not come through Write.
var ErrOutsideJournal = errors.New("a change must go through the journal")

// ErrSchemaNewer refuses a database that a newer program has migrated.
var ErrSchemaNewer = errors.New("the database is newer than this program")

var errBusy = errors.New("the database is busy: another change holds it")

// schemaNewer tells a person what to do about it.
type schemaNewer struct{ current, known int64 }

func (e schemaNewer) Error() string {
	return fmt.Sprintf("the database is at version %d, this program knows up to %d: run a newer doorward", e.current, e.known)
}

func (schemaNewer) Is(target error) bool { return target == ErrSchemaNewer }

// IsBusy says that the same act may succeed in a moment.
func IsBusy(err error) bool {
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		return lite.Code == sqlite3.ErrBusy || lite.Code == sqlite3.ErrLocked
	}
	switch code(err) {
	case "53300", "55P03", "57P03", "40001", "40P01": // connections, a lock, still starting, crossed again
		return true
	}
	return errors.Is(err, errBusy)
}

// IsFull says that there is no room: reads go on, changes do not.
func IsFull(err error) bool {
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		return lite.Code == sqlite3.ErrFull || lite.SystemErrno == syscall.ENOSPC || lite.SystemErrno == syscall.EDQUOT
	}
	return code(err) == "53100"
}

// crossed says that PostgreSQL undid a transaction because of another, and that it
// may be run again.
func crossed(err error) bool { return code(err) == "40001" || code(err) == "40P01" }

func code(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}
