package matrix

import (
	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// verbs asks for an entry of each verb as somebody who lacks what reading it takes: by its
// id and in the list it is not there.
func (p *probe) verbs() {
	for name, v := range journal.Verbs() {
		a := p.world.lacking[v.Reads]
		e, err := p.s.Log.DB().Client().JournalEntry.Query().Where(journalentry.TenantID(p.world.own.tenant), journalentry.Verb(name)).First(p.ctx)
		if ent.IsNotFound(err) || a == nil {
			continue
		}
		if err != nil {
			p.leak("looking for an entry: %v", err)
			return
		}
		document, vars := "query($id:ID!){node(id:$id){__typename}}", map[string]any{"id": id.Of(id.Entry, id.FromNumber(e.ID))}
		if got := p.ask(a, "an entry "+name, document, vars); string(got.Data["node"]) != "null" {
			p.leak("an entry %s is given to %s: %s", name, a.name, clip(got.text))
		}
		if got := p.ask(p.world.owner, "an entry "+name, document, vars); string(got.Data["node"]) == "null" {
			p.leak("an entry %s is not given to the owner", name)
		}
		if v.Reads == viewer.JournalRead {
			continue // the whole list is refused
		}
		got := p.ask(a, "entries "+name, "query($v:[String!]){journal(filter:{verbs:$v}){totalCount nodes{verb}}}", map[string]any{"v": []string{name}})
		if want := `{"totalCount":0,"nodes":[]}`; string(got.Data["journal"]) != want && !p.over() {
			p.leak("entries %s are listed for %s: %s", name, a.name, clip(got.text))
		}
	}
}
