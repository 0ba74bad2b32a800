package wall

import (
	"fmt"
	"slices"
)

// ref is one table of a query, or a query that stands in a table's place.
type ref struct {
	table, alias string
	derived      bool
	bound        bool
}

func (r *ref) behind() bool { return ofTenants[r.table] }

// tenant is the column that says whose a row is; a tenant's own row says so itself.
func (r *ref) tenant() string {
	if r.table == "tenants" {
		return "id"
	}
	return "tenant_id"
}

// scope is one query with what stands around it.
type scope struct {
	outer  *scope
	refs   []*ref
	faults []string
	named  int // tables of tenants that were found, here and inside
}

// condition is what a query asks; of a LEFT JOIN it concerns one table alone.
type condition struct {
	asks []node
	only *ref
}

// query judges a query or a change, and tells whether it is wholly bound.
func (s *scope) query(all []node) (bound bool) {
	bound = true
	for _, part := range split(all, "UNION", "EXCEPT", "INTERSECT") {
		one := &scope{outer: s.outer}
		bound = one.single(part) && bound
		s.faults, s.named = append(s.faults, one.faults...), s.named+one.named
	}
	return bound
}

func (s *scope) single(all []node) bool {
	conditions := s.read(all)
	for range len(s.refs) + 1 { // each round may bind what waited for another
		for _, c := range conditions {
			s.learn(c)
		}
	}
	s.faults, s.named = nil, 0 // of earlier rounds
	for _, n := range all {
		s.inside(n)
	}
	something := false
	for _, r := range s.refs {
		if r.behind() {
			s.named++
			if !r.bound {
				s.faults = append(s.faults, fmt.Sprintf("%s is not bound to a tenant", r.table))
			}
		}
		something = something || r.bound
	}
	return something && len(s.faults) == 0
}

// inside judges the queries in parentheses, each with this one around it.
func (s *scope) inside(n node) bool {
	if !n.group {
		return false
	}
	if n.reads() {
		in := &scope{outer: s}
		bound := in.query(n.inside)
		s.faults, s.named = append(s.faults, in.faults...), s.named+in.named
		return bound
	}
	for _, one := range n.inside {
		s.inside(one)
	}
	return false
}

// read finds the tables and the conditions of this level.
func (s *scope) read(all []node) (conditions []condition) {
	var last *ref
	left, tables := false, false
	for i := 0; i < len(all); i++ {
		n := all[i]
		switch {
		case n.is("LEFT"):
			left = true
		case n.is("FROM", "UPDATE", "JOIN", "INTO"), n.is(",") && tables:
			if n.is("FOR") || n.is("UPDATE") && i > 0 { // FOR UPDATE, DO UPDATE
				continue
			}
			left = left && n.is("JOIN")
			tables = !n.is("UPDATE")
			last, i = s.table(all, i+1)
		case n.is("ON", "WHERE"):
			tables = false
			end := i + 1
			for end < len(all) && !all[end].is("JOIN", "LEFT", "INNER", "RIGHT", "FULL", "CROSS", "WHERE", "GROUP", "ORDER", "LIMIT", "OFFSET", "HAVING", "RETURNING", "FOR") {
				end++
			}
			c := condition{asks: all[i+1 : end]}
			if n.is("ON") && left {
				c.only = last
			}
			conditions = append(conditions, c)
			i = end - 1
			left = false
		case n.is("SET", "GROUP", "ORDER", "LIMIT", "HAVING", "RETURNING"):
			tables = false
		}
	}
	return conditions
}

// table reads one, with its alias, and says where it ends.
func (s *scope) table(all []node, at int) (*ref, int) {
	for at < len(all) && all[at].is("ONLY", "LATERAL") {
		at++
	}
	if at >= len(all) {
		return nil, at
	}
	r := &ref{table: all[at].text, alias: all[at].text}
	if all[at].group {
		in := &scope{outer: s.outer}
		r.table, r.derived, r.bound = "", true, in.query(all[at].inside)
	} else if at+2 < len(all) && all[at+1].is(".") {
		at += 2
		r.table, r.alias = all[at].text, all[at].text
	}
	if at+2 < len(all) && all[at+1].is("AS") {
		at += 2
		r.alias = all[at].text
	} else if at+1 < len(all) && all[at+1].name {
		at++
		r.alias = all[at].text
	}
	s.refs = append(s.refs, r)
	return r, at
}

// find is the table that an alias means, here or around; without one the only table there is.
func (s *scope) find(alias string) *ref {
	if alias == "" {
		if len(s.refs) == 1 {
			return s.refs[0]
		}
		return nil
	}
	for one := s; one != nil; one = one.outer {
		if i := slices.IndexFunc(one.refs, func(r *ref) bool { return r.alias == alias }); i >= 0 {
			return one.refs[i]
		}
	}
	return nil
}
