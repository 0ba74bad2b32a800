package graph

import (
	"context"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/graph/model"
	"doorward/internal/id"
	"doorward/internal/journal"
)

// actorOf is who did it, as the journal labels them: the person, or a service's user.
func actorOf(e *ent.JournalEntry) journal.Subject {
	switch {
	case e.ActorPersonID != nil:
		return journal.Subject{Kind: id.Person, ID: *e.ActorPersonID}
	case e.ActorUserID != nil:
		return journal.Subject{Kind: id.User, ID: *e.ActorUserID}
	}
	return journal.Subject{}
}

// actor is who did it: the name, and the user where the viewer may see one.
func (r *Resolver) actor(ctx context.Context, e *ent.JournalEntry) (*model.Actor, error) {
	a := &model.Actor{}
	switch e.ActorKind {
	case journalentry.ActorKindSYSTEM:
		a.Label = "Doorward"
	case journalentry.ActorKindCOMMAND:
		a.Label = "Command line"
	case journalentry.ActorKindNOBODY:
		a.Label = "Somebody not signed in"
	}
	if who := actorOf(e); who.ID != uuid.Nil {
		label, err := r.load(ctx).label.load(ctx, who)
		if err != nil {
			return nil, err
		}
		a.Label = label
	}
	if e.TenantID == nil {
		return a, nil
	}
	var err error
	a.User, err = r.readableUser(ctx, *e.TenantID, e.ActorUserID)
	return a, err
}
