package main

import (
	"context"
	"database/sql"
	"strings"
)

// prepared statements of a transaction, by table.
var prepared = map[*sql.Tx]map[string]*sql.Stmt{}

// insert puts one row in by a statement that is prepared once a transaction.
func insert(ctx context.Context, tx *sql.Tx, table, columns string, values ...any) error {
	of := prepared[tx]
	if of == nil {
		of = map[string]*sql.Stmt{}
		clear(prepared)
		prepared[tx] = of
	}
	stmt := of[table]
	if stmt == nil {
		var err error
		marks := strings.TrimSuffix(strings.Repeat("?,", len(values)), ",")
		stmt, err = tx.PrepareContext(ctx, "INSERT INTO `"+table+"` ("+columns+") VALUES ("+marks+")")
		if err != nil {
			return err
		}
		of[table] = stmt
	}
	_, err := stmt.ExecContext(ctx, values...)
	return err
}
