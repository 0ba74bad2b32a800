package store

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/stdlib"

	"doorward/internal/viewer"
)

// scope is what the policies of PostgreSQL compare a row's tenant with: who asks, said
// in settings of the session. The zero scope sees no tenant's row.
type scope struct{ system, acts, above string }

func scopeOf(v *viewer.Viewer) scope {
	switch {
	case v == nil:
		return scope{}
	case v.System:
		return scope{system: "on"}
	}
	return scope{acts: array(v.Acts), above: array(v.Above)}
}

// array is PostgreSQL's way to write one.
func array(ids []uuid.UUID) string {
	var text strings.Builder
	text.Grow(2 + 37*len(ids))
	for i, id := range ids {
		text.WriteByte("{,"[min(i, 1)])
		text.WriteString(id.String())
	}
	if len(ids) == 0 {
		text.WriteByte('{')
	}
	text.WriteByte('}')
	return text.String()
}

const setScope = `SELECT set_config('doorward.system', $1, false), set_config('doorward.acts', $2, false), set_config('doorward.above', $3, false)`

// scopedConnector hands out connections on which every statement is seen by the
// database as its own context's viewer, whoever had the connection before.
type scopedConnector struct{ sqldriver.Connector }

func (c scopedConnector) Connect(ctx context.Context) (sqldriver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &scopedConn{Conn: conn.(*stdlib.Conn)}, nil
}

// scopedConn remembers what it was set to, so that a run of statements of one viewer
// costs nothing more. What may have been rolled back is not known any longer.
type scopedConn struct {
	*stdlib.Conn
	is    scope
	known bool
}

// enter sets the scope of the context's viewer.
func (c *scopedConn) enter(ctx context.Context) error {
	want := scopeOf(viewer.From(ctx))
	if c.known && c.is == want {
		return nil
	}
	c.known = false
	args := []sqldriver.NamedValue{{Ordinal: 1, Value: want.system}, {Ordinal: 2, Value: want.acts}, {Ordinal: 3, Value: want.above}}
	if _, err := c.Conn.ExecContext(ctx, setScope, args); err != nil {
		return fmt.Errorf("telling the database who asks: %w", err)
	}
	c.is, c.known = want, true
	return nil
}

func (c *scopedConn) ExecContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	if err := c.enter(ctx); err != nil {
		return nil, err
	}
	return c.Conn.ExecContext(ctx, query, args)
}

func (c *scopedConn) QueryContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	if err := c.enter(ctx); err != nil {
		return nil, err
	}
	return c.Conn.QueryContext(ctx, query, args)
}

// errPrepared: a prepared statement would run later, under another viewer's scope.
var errPrepared = errors.New("statements are not prepared by hand here")

func (c *scopedConn) Prepare(string) (sqldriver.Stmt, error) { return nil, errPrepared }

func (c *scopedConn) PrepareContext(context.Context, string) (sqldriver.Stmt, error) {
	return nil, errPrepared
}

func (c *scopedConn) BeginTx(ctx context.Context, opts sqldriver.TxOptions) (sqldriver.Tx, error) {
	tx, err := c.Conn.BeginTx(ctx, opts)
	if err != nil {
		return nil, err
	}
	return scopedTx{tx, c}, nil
}

// scopedTx makes its connection forget what it was set to inside: a rollback takes the
// settings back as well.
type scopedTx struct {
	sqldriver.Tx
	conn *scopedConn
}

func (t scopedTx) Commit() error {
	err := t.Tx.Commit()
	if err != nil {
		t.conn.known = false
	}
	return err
}

func (t scopedTx) Rollback() error {
	t.conn.known = false
	return t.Tx.Rollback()
}
