package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/pressly/goose/v3/database"
)

// guard stands in goose's ledger because that is written last in a step's transaction:
// what it refuses there is never committed.
type guard struct {
	database.Store
	steps  steps
	before rows
}

// rows is how many each table holds.
type rows map[string]int64

func (r rows) none() bool {
	for _, n := range r {
		if n > 0 {
			return false
		}
	}
	return true
}

// TableExists is hidden by the embedded interface, and goose asks for it.
func (g *guard) TableExists(ctx context.Context, db database.DBTxConn) (bool, error) {
	if store, ok := g.Store.(database.StoreExtender); ok {
		return store.TableExists(ctx, db)
	}
	return false, errors.ErrUnsupported
}

// Insert notes a step as applied, if it lost nothing.
func (g *guard) Insert(ctx context.Context, db database.DBTxConn, step database.InsertRequest) error {
	if step.Version > 0 { // 0 is goose's own first line
		if err := g.check(ctx, db, step.Version); err != nil {
			return err
		}
	}
	return g.Store.Insert(ctx, db, step)
}

func (g *guard) check(ctx context.Context, db database.DBTxConn, version int64) error {
	var table, parent string
	var row, key sql.NullInt64
	err := db.QueryRowContext(ctx, "PRAGMA foreign_key_check").Scan(&table, &row, &parent, &key)
	if err == nil {
		return fmt.Errorf("a row of %s would point to a row of %s that does not exist", table, parent)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	text, err := g.steps.text(version)
	if err != nil {
		return err
	}
	after, err := count(ctx, db)
	if err != nil {
		return err
	}
	for table, n := range g.before {
		now, there := after[table]
		switch {
		case !there && !marked(text, "drops", table):
			return fmt.Errorf("the table %s would be gone, and the migration does not say so", table)
		case there && now != n && !marked(text, "rows", table):
			return fmt.Errorf("the table %s would hold %d rows instead of %d, and the migration does not say so", table, now, n)
		}
	}
	return nil
}

// count reads every table of ours.
func count(ctx context.Context, db interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}) (rows, error) {
	found, err := db.QueryContext(ctx, `SELECT name FROM sqlite_schema
		WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> ?`, ledger)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	all := rows{}
	for found.Next() {
		var name string
		if err := found.Scan(&name); err != nil {
			return nil, err
		}
		all[name] = 0
	}
	if err := errors.Join(found.Err(), found.Close()); err != nil {
		return nil, err
	}
	for name := range all {
		var n int64
		if err := db.QueryRowContext(ctx, `SELECT count(*) FROM "`+name+`"`).Scan(&n); err != nil {
			return nil, err
		}
		all[name] = n
	}
	return all, nil
}
