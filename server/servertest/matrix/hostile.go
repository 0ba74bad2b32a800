package matrix

import (
	"strings"
)

// hostile are texts that have broken servers: quotes, wildcards, NUL, what is no UTF-8 once it is
// decoded, and what turns text around (T-29, T-34).
var hostileTexts = []string{
	`' OR '1'='1`, `"; DROP TABLE users; --`, `%`, `_%\`, "a\x00b", `\u0000`, "\u202e\ufffe", "''''''''", `{"$gt":""}`, "${jndi:ldap://x}", "🏳️‍🌈\ud7ff", "-1", strings.Repeat("'", 300),
}

// driver are words of the databases that no answer tells.
var driver = []string{"sqlite", "pq:", "pgx", "SQLSTATE", "syntax error at", "near \\\"", "unterminated", "constraint failed", "relation \\\""}

// hostile puts each of them into every place for a text, an id or a cursor.
func (p *probe) hostile() {
	for _, r := range p.api.roots {
		if r.op == subscription {
			continue
		}
		for _, l := range r.leaves() {
			if !l.isText() && !l.isID() && !l.isCursor() {
				continue
			}
			for _, text := range hostileTexts {
				set := with(nil, l.path, listed(l, text))
				if r.op == mutation {
					set = with(acts[r.Name].with, l.path, listed(l, text))
				}
				vars := r.arguments(p.world.own, set)
				got := p.ask(p.world.owner, r.label()+" with "+l.path, r.document(vars, r.parts()[0]), vars)
				for _, word := range driver {
					if strings.Contains(got.text, word) {
						p.leak("%s tells the database's own words when %s is %q: %s", r.label(), l.path, text, clip(got.text))
					}
				}
			}
		}
	}
}
