package wall

import "slices"

// learn binds the tables of this query that a condition binds.
func (s *scope) learn(c condition) {
	for r := range s.binds(c.asks) {
		if slices.Contains(s.refs, r) && (c.only == nil || c.only == r) {
			r.bound = true
		}
	}
}

// binds is which tables a condition binds whatever the rows are.
func (s *scope) binds(asks []node) map[*ref]bool {
	bound := map[*ref]bool{}
	if sides := split(asks, "OR"); len(sides) > 1 {
		for _, r := range s.refs {
			if s.everySideBinds(sides, r) {
				bound[r] = true
			}
		}
		return bound
	}
	for _, one := range split(asks, "AND") {
		if len(one) == 1 && one[0].group && !one[0].reads() {
			for r := range s.binds(one[0].inside) {
				bound[r] = true
			}
		} else if r := s.bindsAlone(one); r != nil {
			bound[r] = true
		}
	}
	return bound
}

// everySideBinds lets a side be "tenant_id IS NULL" where another is a tenant.
func (s *scope) everySideBinds(sides [][]node, r *ref) bool {
	binds := 0
	for _, side := range sides {
		if s.binds(side)[r] {
			binds++
		} else if !s.ofNobody(side, r) {
			return false
		}
	}
	return binds > 0
}

func (s *scope) ofNobody(side []node, r *ref) bool {
	if len(side) == 1 && side[0].group {
		return s.ofNobody(side[0].inside, r)
	}
	of, column, rest := s.column(side)
	return of == r && column == "tenant_id" && len(rest) == 2 && rest[0].is("IS") && rest[1].is("NULL")
}

// bindsAlone judges one comparison.
func (s *scope) bindsAlone(one []node) *ref {
	r, column, rest := s.column(one)
	if r == nil || len(rest) < 2 {
		return nil
	}
	switch {
	case rest[0].is("IN") && rest[1].reads():
		inside := &scope{outer: s}
		if whole := inside.query(rest[1].inside); whole && (column == "id" || slices.Contains(alone, column)) || column == r.tenant() {
			return r
		}
	case rest[0].is("IN") && rest[1].group && column == r.tenant():
		return r
	case rest[0].is("="):
		other, theirs, more := s.column(rest[1:])
		if other == nil {
			if column == r.tenant() && len(rest) == 2 && !rest[1].name {
				return r
			}
			return nil
		}
		if len(more) > 0 || other == r {
			return nil
		}
		return joined(end{r, column}, end{other, theirs})
	}
	return nil
}

type end struct {
	of     *ref
	column string
}

func (e end) key() bool { return e.column == "id" || slices.Contains(alone, e.column) }

// joined is which of two tables a comparison of their keys binds, where the other is bound.
func joined(a, b end) *ref {
	if a.of.bound {
		a, b = b, a
	}
	if a.of.bound || !b.of.bound || !a.of.derived && !a.of.behind() && a.of.table != "tenants" {
		return nil
	}
	whose := a.column == a.of.tenant() && b.column == b.of.tenant()
	if whose || a.key() {
		return a.of
	}
	return nil
}

// column reads a column at the beginning, and what follows it.
func (s *scope) column(all []node) (*ref, string, []node) {
	switch {
	case len(all) >= 3 && all[0].name && all[1].is(".") && all[2].name:
		return s.find(all[0].text), all[2].text, all[3:]
	case len(all) >= 1 && all[0].name && (len(all) == 1 || !all[1].group):
		return s.find(""), all[0].text, all[1:]
	}
	return nil, "", nil
}
