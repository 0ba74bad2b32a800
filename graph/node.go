package graph

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/graph/model"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/viewer"
)

// nodesMost is how many ids `nodes` takes.
const nodesMost = 100

// nodePermission is what seeing a thing by its id takes: the permission of the
// field that shows it by name. Kinds that are not here have rules of their own.
var nodePermission = map[id.Kind]viewer.Permission{
	id.User: viewer.UsersRead, id.Counts: viewer.UsersRead, id.Invite: viewer.InvitesRead, id.Group: viewer.GroupsRead,
	id.Role: viewer.RolesRead, id.Grant: viewer.RolesRead, id.Permission: viewer.RolesRead,
	id.Flag: viewer.FlagsRead, id.Entry: viewer.JournalRead,
}

// nodes are the things with these ids; nil for what is foreign, missing or no id,
// without a difference.
func (r *Resolver) nodes(ctx context.Context, ids []string) ([]model.Node, error) {
	in, err := r.tenant(ctx)
	if err != nil {
		return nil, err
	}
	if len(ids) > nodesMost {
		return nil, fault.BadInput(fault.Invalid, "Ask for at most 100 ids.", "ids")
	}
	things := make([]thing, len(ids))
	for i, s := range ids {
		if kind, u, err := id.Parse(s); err == nil {
			things[i] = thing{kind, u}
		}
	}
	r.load(ctx).things(in, things)
	found := make([]model.Node, len(ids))
	for i, t := range things {
		if found[i], err = r.thing(ctx, in, t); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// thing is a kind and a number.
type thing struct {
	kind id.Kind
	id   uuid.UUID
}

// things notes that these came together.
func (l *loaders) things(in uuid.UUID, all []thing) {
	of := map[id.Kind][]key{}
	for _, t := range all {
		of[t.kind] = append(of[t.kind], key{in, t.id})
	}
	l.user.together(of[id.User])
	l.group.together(of[id.Group])
	l.role.together(of[id.Role])
	l.permission.together(of[id.Permission])
	l.grant.together(of[id.Grant])
	l.invite.together(of[id.Invite])
}

// thing finds one in a tenant, for whoever may see it there.
func (r *Resolver) thing(ctx context.Context, in uuid.UUID, t thing) (model.Node, error) {
	if p, ok := nodePermission[t.kind]; ok {
		if may, err := r.may(ctx, in, p); err != nil || !may {
			return nil, err
		}
	}
	l, k := r.load(ctx), key{in, t.id}
	switch t.kind {
	case id.User:
		return orNil(l.user.load(ctx, k))
	case id.Group:
		return orNil(l.group.load(ctx, k))
	case id.Role:
		return orNil(l.role.load(ctx, k))
	case id.Permission:
		return orNil(l.permission.load(ctx, k))
	case id.Grant:
		return orNil(l.grant.load(ctx, k))
	case id.Invite:
		return orNil(l.invite.load(ctx, k))
	case id.Flag:
		return orNil(l.flag.load(ctx, t.id))
	case id.Entry:
		return orNil(r.entry(ctx, id.Number(t.id)))
	case id.Person:
		return orNil(r.personNode(ctx, in, t.id))
	case id.Tenant:
		return orNil(r.tenantNode(ctx, t.id))
	case id.Counts:
		if t.id == in {
			return &model.UserCounts{Tenant: in}, nil
		}
	}
	return nil, nil
}

// orNil keeps a missing row from becoming a node that is not nil.
func orNil[T any](row *T, err error) (model.Node, error) {
	if err != nil || row == nil {
		return nil, err
	}
	return row, nil
}

// subject is what an entry happened to, for whoever may see it.
func (r *Resolver) subject(ctx context.Context, e *ent.JournalEntry) (model.Node, error) {
	in := viewer.From(ctx).Tenant
	if e.TenantID != nil {
		in = r.place(ctx, *e.TenantID)
	}
	t := thing{id.Kind(e.SubjectKind), e.SubjectID}
	if t.kind == id.FlagState {
		t = thing{id.Flag, flagOf(e)}
	}
	return r.thing(ctx, in, t)
}

// flagOf is the flag whose state an entry is about: the API knows them as one.
func flagOf(e *ent.JournalEntry) uuid.UUID {
	var state struct {
		Flag uuid.UUID `json:"flag_id"`
	}
	raw := e.After
	if len(raw) == 0 {
		raw = e.Before
	}
	if json.Unmarshal(raw, &state) != nil {
		return uuid.Nil
	}
	return state.Flag
}
