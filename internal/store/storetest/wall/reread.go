package wall

// Updates is the table of a tenant that a statement changes in place; "" for any other.
func Updates(query string) string {
	if all := tree(query); len(all) > 1 && all[0].is("UPDATE") && ofTenants[all[1].text] {
		return all[1].text
	}
	return ""
}

// Rereads is the table of a tenant of which a statement reads one row by its id alone,
// as ent does after it has changed one; "" for any other.
func Rereads(query string) string {
	all := tree(query)
	n := len(all)
	if n < 7 || !all[0].is("SELECT") || !all[n-6].is("FROM") || !all[n-4].is("WHERE") || !all[n-3].is("id") || !all[n-2].is("=") {
		return ""
	}
	return all[n-5].text
}
