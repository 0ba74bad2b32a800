package directory

import (
	"strings"

	"doorward/ent/rule"
	"doorward/ent/user"
	"doorward/internal/access"
)

// roleLine, groupLine and userLine are good rows of the three files.
type roleLine struct {
	name cell
	keys []string
	at   cell // the cell of the keys
}

type groupLine struct {
	name, description, at cell // at: the cell of the roles
	roles                 []string
}

type userLine struct {
	email, name, company, inGroups, inRoles cell
	typ                                     user.Type // empty: the file does not say
	groups, roles                           []string
}

// documents is all that the files say.
type documents struct {
	roleSheet, groupSheet, userSheet *sheet
	roles                            []roleLine
	groups                           []groupLine
	users                            []userLine
}

func (d *documents) rows() int { return len(d.roles) + len(d.groups) + len(d.users) }

// read takes the files in and notes everything in them that is wrong by itself.
func read(in ImportInput, errs *ImportErrors) (_ *documents, err error) {
	d := &documents{}
	if d.roleSheet, err = readSheet(in.Roles, 0, columns{{"role", true}, {"permissions", true}}, errs); err != nil {
		return nil, err
	}
	if d.groupSheet, err = readSheet(in.Groups, 1, columns{{"group", true}, {"description", false}, {"roles", false}}, errs); err != nil {
		return nil, err
	}
	if d.userSheet, err = readSheet(in.Users, 2, columns{{"email", true}, {"name", false}, {"type", false}, {"company", false}, {"groups", false}, {"roles", false}}, errs); err != nil {
		return nil, err
	}
	d.readRoles(errs)
	d.readGroups(errs)
	d.readUsers(errs)
	return d, nil
}

// once refuses a second row for the same thing, whatever the case of its letters.
type once map[string]int

func (o once) refuse(s *sheet, c cell, what string, errs *ImportErrors) bool {
	key := rule.Fold(c.text)
	if line, again := o[key]; again {
		s.fault(errs, c.point, "the %s %q stands on line %d already", what, shortened(c.text), line)
		return true
	}
	o[key] = c.line
	return false
}

// listed refuses a name that could not stand in a list.
func listed(s *sheet, c cell, what string, errs *ImportErrors) bool {
	flaw := nameFlaw(c.text, longestName)
	if flaw == "" && strings.Contains(c.text, ";") {
		flaw = "holds a semicolon, which separates names"
	}
	if flaw != "" {
		s.fault(errs, c.point, "the %s %s", what, flaw)
		s.whole = false
	}
	return flaw == ""
}

func (d *documents) readRoles(errs *ImportErrors) {
	seen, spelled := once{}, map[string]string{}
	for _, r := range d.roleSheet.rows {
		line := roleLine{name: r[0], at: r[1], keys: list(r[1], func(k string) string { return k })}
		good := listed(d.roleSheet, r[0], "role", errs) && !seen.refuse(d.roleSheet, r[0], "role", errs)
		for _, k := range line.keys {
			folded := rule.Fold(k)
			switch was, known := spelled[folded]; {
			case !access.ValidKey(k):
				d.roleSheet.fault(errs, r[1].point, "%q is no permission: those are 1 to 100 letters, digits, dots, colons, hyphens and underscores, a letter first", shortened(k))
			case known && was != k:
				d.roleSheet.fault(errs, r[1].point, "the permission %q is written %q before", k, was)
			default:
				spelled[folded] = k
			}
		}
		if good {
			d.roles = append(d.roles, line)
		}
	}
}

func (d *documents) readGroups(errs *ImportErrors) {
	seen := once{}
	for _, r := range d.groupSheet.rows {
		good := listed(d.groupSheet, r[0], "group", errs) && !seen.refuse(d.groupSheet, r[0], "group", errs)
		if f := flaw(r[1].text, longestDescription); f != "" {
			d.groupSheet.fault(errs, r[1].point, "the description %s", f)
		}
		if good {
			d.groups = append(d.groups, groupLine{name: r[0], description: r[1], at: r[2], roles: list(r[2], rule.Fold)})
		}
	}
}

func (d *documents) readUsers(errs *ImportErrors) {
	seen, s := once{}, d.userSheet
	for _, r := range s.rows {
		if f := emailFlaw(r[0].text); f != "" {
			s.fault(errs, r[0].point, "the email %s", f)
		} else if seen.refuse(s, r[0], "email", errs) {
			continue
		}
		if f := nameFlaw(r[1].text, longestName); r[1].text != "" && f != "" {
			s.fault(errs, r[1].point, "the name %s", f)
		}
		if f := nameFlaw(r[3].text, longestName); r[3].text != "" && f != "" {
			s.fault(errs, r[3].point, "the company %s", f)
		}
		line := userLine{email: r[0], name: r[1], company: r[3], inGroups: r[4], inRoles: r[5], groups: list(r[4], rule.Fold), roles: list(r[5], rule.Fold)}
		switch strings.ToUpper(r[2].text) {
		case "":
		case "MEMBER":
			line.typ = user.TypeMEMBER
		case "GUEST":
			line.typ = user.TypeGUEST
		default:
			s.fault(errs, r[2].point, "the type %q is neither member nor guest", shortened(r[2].text))
		}
		d.users = append(d.users, line)
	}
}
