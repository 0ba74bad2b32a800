package matrix

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"doorward/ent/migrate"
)

// state is everything that is stored, by table and row.
type state map[string]map[string]string

// restless are what changes by itself, and by whoever looks.
var restless = map[string]string{
	"cursors": "how far the followers have come", "sessions.last_seen_at": "a session was used",
}

// state reads what is stored; of one tenant's where one is named.
func (p *probe) state(tenant string) state {
	all := state{}
	for _, t := range migrate.Tables {
		where := "1 = 1"
		if tenant != "" {
			where = theirs(t, tenant)
		}
		if restless[t.Name] != "" || where == "" {
			continue
		}
		columns := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			columns[i] = fmt.Sprintf("CAST(%q AS TEXT)", c.Name)
		}
		err := p.each(fmt.Sprintf("SELECT %s FROM %s WHERE %s", strings.Join(columns, ","), t.Name, where), func(cells []sql.NullString) {
			row := map[string]string{}
			for i, c := range t.Columns {
				if restless[t.Name+"."+c.Name] == "" {
					row[c.Name] = cells[i].String
				}
			}
			all[t.Name+" "+row["id"]] = row
		})
		if err != nil {
			p.leak("reading %s: %v", t.Name, err)
		}
	}
	return all
}

// each reads a query's rows as texts.
func (p *probe) each(query string, do func([]sql.NullString)) error {
	rows, err := p.s.Log.DB().Client().QueryContext(p.ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	cells, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		do(cells)
	}
	return rows.Err()
}

// since says what changed: "+table" for a row that came, "-table" for one that went, and
// else the column; journal entries with their verb.
func (s state) since(was state) []string {
	changed := map[string]bool{}
	for key, row := range s {
		table, _, _ := strings.Cut(key, " ")
		before, there := was[key]
		switch {
		case !there && table == "journal_entries":
			changed["+"+row["verb"]] = true
		case !there:
			changed["+"+table] = true
		}
		for c, v := range row {
			if there && before[c] != v {
				changed[table+"."+c] = true
			}
		}
	}
	for key := range was {
		if s[key] == nil {
			table, _, _ := strings.Cut(key, " ")
			changed["-"+table] = true
		}
	}
	return slices.Sorted(maps.Keys(changed))
}

// left looks for canaries in what the own tenant stores, and in mail to anybody but the
// other tenant's people.
func (p *probe) left() {
	for key, row := range p.state(p.world.own.tenant.String()) {
		table, _, _ := strings.Cut(key, " ")
		for c, v := range row {
			if strings.Contains(v, Canary) {
				p.leak("the own tenant's %s.%s holds %s", table, c, clip(v))
			}
		}
	}
	for _, m := range p.s.Mails.All() {
		if !strings.Contains(m.To, Canary) && strings.Contains(m.Subject+m.Text+m.HTML, Canary) {
			p.leak("a mail to %s tells of another tenant: %s", m.To, clip(m.Text))
		}
	}
}
