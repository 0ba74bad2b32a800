package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"doorward/ent/migrate"
)

// runtimeRole in the address names the role to serve with; left out it is named after
// the database. Like fsyncOff it is carried by PostgreSQL and read by us.
const runtimeRole = "doorward.role"

// role is the role of PostgreSQL with which everything but a migration is done: it
// changes rows, and neither tables nor what the wall says. It is named after the
// database, since roles are shared by all databases of a server: a login of one
// installation is not let into another's.
type role string

func roleOf(config *pgx.ConnConfig) role {
	if name := config.RuntimeParams[runtimeRole]; name != "" {
		return role(name)
	}
	name := config.Database
	if longest := 63 - len("_runtime"); len(name) > longest { // a name has room for 63 bytes
		name = strings.ToValidUTF8(name[:longest], "")
	}
	return role(name + "_runtime")
}

func (r role) quoted() string { return pgx.Identifier{string(r)}.Sanitize() }

// rights is all that the role may do with each table.
func rights() map[string]string {
	all := map[string]string{ledger: "SELECT"}
	for _, table := range migrate.Tables {
		all[table.Name] = "DELETE, INSERT, SELECT, UPDATE"
	}
	all["journal_entries"] = "INSERT, SELECT"
	return all
}

// held is which tables there are and what the role may do with each: one statement,
// asked at every start.
const held = `SELECT c.relname, coalesce((SELECT string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type)
		FROM aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee AND r.rolname = $1), '')
	FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace`

// missing are the statements that give the role its rights, and take what it has beyond
// them; none where all is well. Tables that are not ours are left alone.
func (r role) missing(ctx context.Context, db queryer) (all []string, err error) {
	rows, err := db.QueryContext(ctx, held, string(r))
	if err != nil {
		return nil, fmt.Errorf("reading the rights of the role %s: %w", r.quoted(), err)
	}
	defer rows.Close()
	want := rights()
	for rows.Next() {
		var table, has string
		if err := rows.Scan(&table, &has); err != nil {
			return nil, err
		}
		if right := want[table]; right != "" && right != has {
			name := pgx.Identifier{table}.Sanitize()
			all = append(all, "REVOKE ALL ON "+name+" FROM "+r.quoted(), "GRANT "+right+" ON "+name+" TO "+r.quoted())
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	var schema string
	var usable bool
	err = db.QueryRowContext(ctx, `SELECT quote_ident(current_schema()),
		coalesce((SELECT has_schema_privilege(oid, current_schema(), 'USAGE') FROM pg_roles WHERE rolname = $1), false)`, string(r)).Scan(&schema, &usable)
	if err == nil && !usable {
		all = append(all, "GRANT USAGE ON SCHEMA "+schema+" TO "+r.quoted())
	}
	return all, err
}

type queryer interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}

// make makes the role and lets the login act as it, where either is not so yet.
// Roles belong to the whole server, so that another database may be at it too: then the
// second look finds them.
func (r role) make(ctx context.Context, db queryer) error {
	var failed error
	for range attempts {
		var there, member bool
		err := db.QueryRowContext(ctx, `SELECT count(*) > 0, coalesce(bool_or(pg_has_role(oid, 'MEMBER')), false)
			FROM pg_roles WHERE rolname = $1`, string(r)).Scan(&there, &member)
		if err != nil || member {
			return err
		}
		become := "GRANT " + r.quoted() + " TO CURRENT_USER"
		if !there { // one message, one transaction: on newer servers whoever makes it is a member at once, and yet may not act as it
			become = "CREATE ROLE " + r.quoted() + " NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS; " + become
		}
		if _, failed = db.ExecContext(ctx, become); failed == nil {
			return nil
		}
	}
	return r.forbidden(ctx, db, failed)
}

// forbidden is one sentence for whoever administers the server.
func (r role) forbidden(ctx context.Context, db queryer, cause error) error {
	var login string
	if err := db.QueryRowContext(ctx, "SELECT quote_ident(current_user)").Scan(&login); err != nil {
		return errors.Join(cause, err)
	}
	return fmt.Errorf("the database needs a role to serve with, and this login may not make it: have an administrator run "+
		"%s: %w", strings.Join([]string{"CREATE ROLE " + r.quoted() + " NOLOGIN", "GRANT " + r.quoted() + " TO " + login + ";"}, "; "), cause)
}

// give gives the role what it lacks. PostgreSQL only warns whoever may not give all of
// it, so that it is looked at again.
func (r role) give(ctx context.Context, db queryer) error {
	all, err := r.missing(ctx, db)
	if err != nil {
		return err
	}
	for _, one := range all {
		if _, err := db.ExecContext(ctx, one); err != nil {
			return fmt.Errorf("%w: %w", errNotTheOwner, err)
		}
	}
	if left, err := r.missing(ctx, db); err != nil || len(left) == 0 {
		return err
	}
	return errNotTheOwner
}

var errNotTheOwner = errors.New(`the role to serve with has other rights than it should, and this login may not change them: run "doorward migrate" as the owner of the tables`)

// assume makes a new connection act as the role, and proves that whoever speaks on it
// can neither pass the wall nor take it down. The search path is kept: "$user" in it
// means somebody else from here on.
func (r role) assume(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, `SELECT set_config('search_path', (SELECT string_agg(quote_ident(s), ', ') FROM unnest(current_schemas(false)) s), false),
		set_config('role', $1, false)`, string(r))
	if code(err) == "22023" || code(err) == "42501" {
		return fmt.Errorf(`this login cannot act as the role %s: run "doorward migrate" as the owner, and GRANT %s to this login: %w`, r.quoted(), r.quoted(), err)
	}
	if err != nil {
		return err
	}
	var passes, makes, owns bool
	var schema string
	err = conn.QueryRow(ctx, `SELECT rolsuper OR rolbypassrls OR rolcreaterole, quote_ident(current_schema()),
		has_schema_privilege(current_schema(), 'CREATE') OR has_database_privilege(current_database(), 'CREATE'),
		EXISTS (SELECT FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND pg_has_role(relowner, 'USAGE'))
		FROM pg_roles WHERE rolname = current_user`).Scan(&passes, &schema, &makes, &owns)
	switch {
	case err != nil:
		return err
	case passes:
		return fmt.Errorf("the role %s could pass the wall between tenants: ALTER ROLE %s NOSUPERUSER NOBYPASSRLS NOCREATEROLE", r.quoted(), r.quoted())
	case owns:
		return fmt.Errorf("the role %s owns tables, or is a member of who does, and could take the wall down: take that from it", r.quoted())
	case makes:
		return fmt.Errorf("the role %s could make tables: REVOKE CREATE ON SCHEMA %s FROM PUBLIC, %s", r.quoted(), schema, r.quoted())
	}
	return nil
}
