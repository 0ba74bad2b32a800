package store

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
)

// driver is what ent sees: reads go to the pool, and a transaction is begun only
// for a purpose that Write or Snapshot put into the context.
type driver struct {
	readOnly
	db *DB
}

func newDriver(db *DB) *driver {
	conn := entsql.OpenDB(db.dialect, db.read).Conn
	db.watches(&conn)
	return &driver{readOnly{conn}, db}
}

// purpose travels in a context that Write and Snapshot keep to themselves.
type purpose int

const (
	toRead purpose = iota + 1
	toWrite
)

type purposeKey struct{}

func (d *driver) Dialect() string { return d.db.dialect }

func (d *driver) Close() error { return errors.New("a database is closed by whoever opened it") }

// Tx refuses: ent begins with it what the journal did not.
func (d *driver) Tx(ctx context.Context) (dialect.Tx, error) { return d.BeginTx(ctx, nil) }

// BeginTx does not ask what the caller wants of the transaction: the purpose decides.
func (d *driver) BeginTx(ctx context.Context, _ *sql.TxOptions) (dialect.Tx, error) {
	switch p, _ := ctx.Value(purposeKey{}).(purpose); p {
	case toWrite:
		return d.begin(ctx, d.db.write, d.db.writeOptions())
	case toRead:
		tx, err := d.begin(ctx, d.db.read, d.db.readOptions())
		if err != nil {
			return nil, err
		}
		return snapshot{readOnly{tx.Conn}, tx}, nil
	}
	return nil, ErrOutsideJournal
}

func (d *driver) begin(ctx context.Context, pool *sql.DB, options *sql.TxOptions) (*entsql.Tx, error) {
	begun, err := entsql.OpenDB(d.db.dialect, pool).BeginTx(ctx, options)
	if err != nil {
		return nil, err
	}
	tx := begun.(*entsql.Tx)
	d.db.watches(&tx.Conn)
	return tx, nil
}

// watches lets Config.Watch see what is sent on a connection of ent's.
func (db *DB) watches(conn *entsql.Conn) {
	if db.watch != nil {
		conn.ExecQuerier = watched{conn.ExecQuerier, db.watch}
	}
}

type watched struct {
	entsql.ExecQuerier
	watch func(context.Context, string, []any)
}

func (w watched) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	w.watch(ctx, query, args)
	return w.ExecQuerier.ExecContext(ctx, query, args...)
}

func (w watched) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	w.watch(ctx, query, args)
	return w.ExecQuerier.QueryContext(ctx, query, args...)
}

type snapshot struct {
	readOnly
	sqldriver.Tx
}

// readOnly goes by the verb of the SQL, not by the method that is called: ent sends
// INSERT … RETURNING through Query. The databases would refuse as well, each in
// words of its own.
type readOnly struct{ conn entsql.Conn }

func (r readOnly) Exec(ctx context.Context, query string, args, v any) error {
	if !reads(query) {
		return ErrOutsideJournal
	}
	return r.conn.Exec(ctx, query, args, v)
}

func (r readOnly) Query(ctx context.Context, query string, args, v any) error {
	if !reads(query) {
		return ErrOutsideJournal
	}
	return r.conn.Query(ctx, query, args, v)
}

// ExecContext is how ent's raw SQL arrives.
func (r readOnly) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if !reads(query) {
		return nil, ErrOutsideJournal
	}
	return r.conn.ExecContext(ctx, query, args...)
}

// QueryContext is how ent's raw SQL arrives.
func (r readOnly) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if !reads(query) {
		return nil, ErrOutsideJournal
	}
	return r.conn.QueryContext(ctx, query, args...)
}
