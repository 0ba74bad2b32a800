// Package wall owns the judgement whether a statement stays in its tenant, from its SQL
// alone: what SQLite has no policies for. It refuses to understand SQL that ent does not
// write: a table that it does not find its way to counts as outside.
//
// The rule. Every table with a tenant_id that a statement names must be bound where it
// stands:
//
//   - by a condition of its own, tenant_id = … or tenant_id IN (…), which must hold
//     whatever else does: an OR binds what each side binds, and "or tenant_id IS NULL" may
//     stand beside it, a NOT binds nothing, and what a LEFT JOIN asks binds what is joined;
//   - or by a key, through a row that is bound, also of the query around it: a row to which a
//     bound row points (users.id = grants.user_id); and a row that points to a bound one
//     where what it points to is one tenant's alone: a user, a group, an invite. Roles,
//     permissions, flags and persons are not: many tenants' rows point to one of them;
//   - or by IN (SELECT …), by the same keys, where the query inside is bound.
//
// An INSERT names tenant_id.
package wall

import (
	"fmt"
	"slices"

	"doorward/ent/migrate"
)

// ofTenants are the tables behind the wall, by the schema: no list is kept by hand.
var ofTenants = func() map[string]bool {
	found := map[string]bool{}
	for _, table := range migrate.Tables {
		if table.HasColumn("tenant_id") {
			found[table.Name] = true
		}
	}
	return found
}()

// alone are the keys of what belongs to one tenant and is pointed to from there alone.
var alone = []string{"user_id", "group_id", "invite_id"}

// Faults says which tables of tenants a statement reaches without their tenant, each as
// part of a sentence; nothing where all is well.
func Faults(query string) []string {
	all := tree(query)
	if len(all) == 0 {
		return nil
	}
	if all[0].is("INSERT", "REPLACE") {
		return inserts(all)
	}
	found := &scope{}
	found.query(all)
	if found.named < mentions(all) {
		found.faults = append(found.faults, "a table of tenants stands where it is not looked for")
	}
	return found.faults
}

// mentions counts the tables of tenants, wherever they are named as tables.
func mentions(all []node) (n int) {
	for i, one := range all {
		switch {
		case one.group:
			n += mentions(one.inside)
		case one.name && ofTenants[one.text]:
			qualifies := i+1 < len(all) && all[i+1].is(".")
			alias := i > 0 && (all[i-1].is("AS") || all[i-1].name)
			if !qualifies && !alias {
				n++
			}
		}
	}
	return n
}

func inserts(all []node) (faults []string) {
	for i, n := range all {
		if !n.is("INTO") || i+2 >= len(all) {
			continue
		}
		table, columns := all[i+1], all[i+2]
		named := slices.ContainsFunc(columns.inside, func(c node) bool { return c.name && c.text == "tenant_id" })
		if ofTenants[table.text] && !named {
			faults = append(faults, fmt.Sprintf("a row of %s is made without a tenant_id", table.text))
		}
	}
	if read := slices.IndexFunc(all, func(n node) bool { return n.is("SELECT", "WITH") }); read >= 0 {
		found := &scope{}
		found.query(all[read:])
		faults = append(faults, found.faults...)
	}
	return faults
}
