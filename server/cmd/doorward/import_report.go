package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"doorward/internal/directory"
)

func listFaults(w io.Writer, rows *directory.ImportErrors) {
	for _, f := range rows.Faults {
		fmt.Fprintln(w, f)
	}
	if rows.More > 0 {
		fmt.Fprintf(w, "and %d more.\n", rows.More)
	}
	count := len(rows.Faults) + rows.More
	noun := "places"
	if count == 1 {
		noun = "place"
	}
	fmt.Fprintf(w, "doorward: nothing was changed: the files have %d %s that cannot be imported.\n", count, noun)
}

func sumUp(w io.Writer, r *directory.ImportReport) error {
	table := tabwriter.NewWriter(w, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tcreated\tupdated\tunchanged\t")
	for _, one := range []struct {
		name  string
		count directory.ImportCount
	}{
		{"permissions", r.Permissions}, {"roles", r.Roles}, {"groups", r.Groups}, {"users", r.Users},
		{"memberships", r.Memberships}, {"grants", r.Grants}, {"invites", r.Invites},
	} {
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t\n", one.name, one.count.Created, one.count.Updated, one.count.Unchanged)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if r.KnownElsewhere > 0 {
		fmt.Fprintf(w, "%d of them are known in other tenants and were invited instead.\n", r.KnownElsewhere)
	}
	switch {
	case r.DryRun:
		fmt.Fprintln(w, "Nothing was changed: this was a dry run.")
	case !r.Changed():
		fmt.Fprintln(w, "Nothing was changed: everything was there already.")
	case r.Tenant != nil && r.TenantCreated:
		fmt.Fprintf(w, "Imported into %s, which is new.\n", r.Tenant.Name)
	case r.Tenant != nil:
		fmt.Fprintf(w, "Imported into %s.\n", r.Tenant.Name)
	}
	return nil
}
