package graph

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"doorward/ent"
	"doorward/ent/permission"
	"doorward/ent/predicate"
	"doorward/graph/model"
)

// permissionOrder is by area and key.
var permissionOrder = order[*ent.Permission]{
	name:    "permissions",
	columns: []func(*sql.Selector) sql.Querier{column(permission.FieldArea), column(permission.FieldKey)},
	values:  func(p *ent.Permission) []sortValue { return []sortValue{text(&p.Area), text(&p.Key)} },
	id:      permission.FieldID,
	idOf:    func(p *ent.Permission) sortValue { return unique(p.ID) },
}

func (r *Resolver) permissionPage(ctx context.Context, area, search *string, a asked) (*model.PermissionConnection, error) {
	where := []predicate.Permission{permission.RetiredAtIsNil()}
	if area != nil {
		where = append(where, permission.AreaEQ(storable(*area)))
	}
	if search != nil {
		text, err := searched(*search)
		if err != nil {
			return nil, err
		}
		where = append(where, permission.SearchKeyContains(text))
	}
	p, err := readPage(ctx, r, func() *ent.PermissionQuery { return r.Log.DB().Client().Permission.Query().Where(where...) }, permissionOrder, a)
	if err != nil {
		return nil, err
	}
	r.load(ctx).permissions(p.rows)
	edges := make([]*model.PermissionEdge, len(p.rows))
	for i, row := range p.rows {
		edges[i] = &model.PermissionEdge{Cursor: p.cursors[i], Node: row}
	}
	return &model.PermissionConnection{Edges: edges, Nodes: p.rows, PageInfo: p.info, TotalCount: p.total}, nil
}

// permissions notes that these came together.
func (l *loaders) permissions(rows []*ent.Permission) {
	var flags distinct
	for _, p := range rows {
		if p.FlagID != nil {
			flags.add(*p.FlagID)
		}
	}
	l.flag.together(flags.all)
}
