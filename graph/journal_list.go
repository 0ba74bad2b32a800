package graph

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/ent/predicate"
	"doorward/graph/model"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// journalFilter puts a filter into predicates; only verbs that the viewer may read
// are among them.
func (r *Resolver) journalFilter(ctx context.Context, f *model.JournalFilter) ([]predicate.JournalEntry, error) {
	if f == nil {
		f = &model.JournalFilter{}
	}
	verbs, every, err := r.readableVerbs(ctx, f.Verbs.Value())
	if err != nil {
		return nil, err
	}
	var where []predicate.JournalEntry
	if !every {
		where = append(where, journalentry.VerbIn(verbs...))
	}
	if s := f.ActorID.Value(); s != nil {
		u, _ := id.As(id.User, *s) // an id of nothing has done nothing
		where = append(where, journalentry.ActorUserID(u))
	}
	if s := f.SubjectID.Value(); s != nil {
		kind, u, _ := id.Parse(*s)
		where = append(where, journalentry.SubjectID(u), journalentry.SubjectKind(string(kind)))
	}
	if t := f.Since.Value(); t != nil {
		where = append(where, journalentry.AtGTE(*t))
	}
	if t := f.Until.Value(); t != nil {
		where = append(where, journalentry.AtLT(*t))
	}
	return where, nil
}

// readableVerbs are those of the wanted ones, or of all, whose entries the viewer
// may read. every is true where that is simply all of them.
func (r *Resolver) readableVerbs(ctx context.Context, wanted []string) (verbs []string, every bool, err error) {
	if err := verbsThereAre(wanted, "filter", "verbs"); err != nil {
		return nil, false, err
	}
	x, err := r.rights(ctx, viewer.From(ctx).Tenant)
	if err != nil {
		return nil, false, err
	}
	known := journal.Verbs()
	every = wanted == nil
	for name, v := range known {
		switch {
		case !x.may(v.Reads):
			every = false
		case wanted == nil || slices.Contains(wanted, name):
			verbs = append(verbs, name)
		}
	}
	slices.Sort(verbs)
	return verbs, every, nil
}

// journalOrder is newest first: by the number that is the order of the whole database.
var journalOrder = order[*ent.JournalEntry]{
	name: "journal", desc: true,
	values: func(*ent.JournalEntry) []sortValue { return nil },
	id:     journalentry.FieldID,
	idOf:   func(e *ent.JournalEntry) sortValue { return number(e.ID) },
}

func (r *Resolver) journalPage(ctx context.Context, f *model.JournalFilter, a asked) (*model.JournalEntryConnection, error) {
	where, err := r.journalFilter(ctx, f)
	if err != nil {
		return nil, err
	}
	p, err := readPage(ctx, r, func() *ent.JournalEntryQuery { return r.Log.DB().Client().JournalEntry.Query().Where(where...) }, journalOrder, a)
	if err != nil {
		return nil, err
	}
	r.load(ctx).entries(p.rows)
	edges := make([]*model.JournalEntryEdge, len(p.rows))
	for i, e := range p.rows {
		edges[i] = &model.JournalEntryEdge{Cursor: p.cursors[i], Node: e}
	}
	return &model.JournalEntryConnection{Edges: edges, Nodes: p.rows, PageInfo: p.info, TotalCount: p.total}, nil
}

// entries notes that these came together.
func (l *loaders) entries(rows []*ent.JournalEntry) {
	subjects := map[journal.Subject]bool{}
	users, byKind := map[key]bool{}, map[id.Kind]map[key]bool{}
	for _, e := range rows {
		s := journal.Subject{Kind: id.Kind(e.SubjectKind), ID: e.SubjectID}
		subjects[s] = true
		if who := actorOf(e); who.ID != uuid.Nil {
			subjects[who] = true
		}
		if e.TenantID == nil {
			continue
		}
		if e.ActorUserID != nil {
			users[key{*e.TenantID, *e.ActorUserID}] = true
		}
		if byKind[s.Kind] == nil {
			byKind[s.Kind] = map[key]bool{}
		}
		byKind[s.Kind][key{*e.TenantID, s.ID}] = true
	}
	for k := range byKind[id.User] {
		users[k] = true
	}
	all := make([]journal.Subject, 0, len(subjects))
	for s := range subjects {
		all = append(all, s)
	}
	l.label.together(all)
	l.user.together(keysOf(users))
	l.group.together(keysOf(byKind[id.Group]))
	l.role.together(keysOf(byKind[id.Role]))
	l.grant.together(keysOf(byKind[id.Grant]))
	l.invite.together(keysOf(byKind[id.Invite]))
}

// verbsThereAre refuses a verb that is none: whoever mistypes one would wait for ever.
func verbsThereAre(wanted []string, field ...string) error {
	if len(wanted) > listMost {
		return fault.BadInput(fault.Invalid, "A condition takes at most 100 values.", field...)
	}
	for _, name := range wanted {
		if _, ok := journal.VerbOf(name); !ok {
			return fault.BadInput(fault.Invalid, "One of these verbs does not exist.", field...)
		}
	}
	return nil
}
