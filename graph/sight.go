package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/journalentry"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// mine lists the tenants that the viewer can act in, by name.
func (r *Resolver) mine(ctx context.Context) ([]access.Tenant, error) {
	v := viewer.From(ctx)
	if v.Person == uuid.Nil { // a service acts in its own tenant
		t, ok := r.Who.Tenant(v.Tenant)
		if !ok {
			return nil, nil
		}
		return []access.Tenant{t}, nil
	}
	all, err := r.load(ctx).tenantsOfPerson.load(ctx, v.Person)
	if err != nil {
		return nil, fmt.Errorf("reading the viewer's tenants: %w", err)
	}
	return all, nil
}

// tenantsWhere are those of the viewer's tenants for which yes holds, as rows, by name.
func (r *Resolver) tenantsWhere(ctx context.Context, yes func(access.Tenant) (bool, error)) ([]*ent.Tenant, error) {
	mine, err := r.mine(ctx)
	if err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	for _, t := range mine {
		ok, err := yes(t)
		if err != nil {
			return nil, err
		}
		if ok {
			ids = append(ids, t.ID)
		}
	}
	return all(ctx, r.load(ctx).tenant, ids)
}

// actsIn tells whether the viewer can act in a tenant, and so see how it stands.
func (r *Resolver) actsIn(ctx context.Context, t uuid.UUID) (bool, error) {
	if t == viewer.From(ctx).Tenant {
		return true, nil
	}
	mine, err := r.mine(ctx)
	return slices.ContainsFunc(mine, func(one access.Tenant) bool { return one.ID == t }), err
}

// onlyIf is a value that may be seen; nil where it may not.
func onlyIf[T any](may bool, value T) *T {
	if !may {
		return nil
	}
	return &value
}

// tenantNode is a tenant that the viewer can act in; nil for any other.
func (r *Resolver) tenantNode(ctx context.Context, t uuid.UUID) (*ent.Tenant, error) {
	if ok, err := r.actsIn(ctx, t); err != nil || !ok {
		return nil, err
	}
	return r.load(ctx).tenant.load(ctx, t)
}

// personNode is the viewer, or a person behind a user whom the viewer may read.
func (r *Resolver) personNode(ctx context.Context, in, person uuid.UUID) (*ent.Person, error) {
	if viewer.From(ctx).Person != person {
		may, err := r.may(ctx, in, viewer.UsersRead)
		if err != nil || !may {
			return nil, err
		}
		here, err := r.Log.DB().Client().User.Query().Where(user.PersonID(person)).Exist(ctx)
		if err != nil || !here {
			return nil, err
		}
	}
	return r.load(ctx).person.load(ctx, person)
}

// entry is an entry of the journal whose verb the viewer may read.
func (r *Resolver) entry(ctx context.Context, number int64) (*ent.JournalEntry, error) {
	e, err := r.Log.DB().Client().JournalEntry.Query().Where(journalentry.ID(number)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	v, known := journal.VerbOf(e.Verb)
	if !known {
		return nil, nil
	}
	may, err := r.may(ctx, viewer.From(ctx).Tenant, v.Reads)
	if err != nil || !may {
		return nil, err
	}
	return e, nil
}

// scopeOf lists the tenants that a user's person can act in, as far as the viewer
// may read users there.
func (r *Resolver) scopeOf(ctx context.Context, u *ent.User) ([]*ent.Tenant, error) {
	at := r.Log.Clock().Now()
	return r.tenantsWhere(ctx, func(t access.Tenant) (bool, error) {
		if u.PersonID == nil {
			return t.ID == u.TenantID && u.Status == user.StatusACTIVE, nil
		}
		scope, err := r.Who.Scope(ctx, t.ID)
		if err != nil {
			return false, err
		}
		home := access.PersonIn(scope, *u.PersonID).Home(scope, at)
		if home == nil || !home.Active {
			return false, nil
		}
		return r.may(ctx, t.ID, viewer.UsersRead)
	})
}

// actions are the mutations that the viewer may send for a user as it stands. The
// verbs themselves decide again when they are sent.
func (r *Resolver) actions(ctx context.Context, u *ent.User) ([]string, error) {
	none := []string{}
	v := viewer.From(ctx)
	if u.TenantID != v.Tenant || u.ID == v.User || u.PersonID != nil && *u.PersonID == v.Person {
		return none, nil
	}
	x, err := r.rights(ctx, v.Tenant)
	if err != nil || !x.may(viewer.UsersManage) {
		return none, err
	}
	held, owner := access.Held(x.scope, x.subject, x.at)
	theirs, theyOwn := access.Held(x.scope, access.UserIn(x.scope, u.ID), x.at)
	if !owner && (theyOwn || theirs.Without(held).Count() > 0) {
		return none, nil
	}
	if u.Status == user.StatusACTIVE {
		return []string{"userDeactivate"}, nil
	}
	return []string{"userReactivate"}, nil
}
