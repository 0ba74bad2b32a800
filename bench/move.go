package main

import (
	"context"
	"time"

	"doorward/ent"
	"doorward/ent/grant"
	"doorward/ent/group"
	"doorward/ent/role"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/journal"
)

// moves measures how long a change takes until the next decision sees it. There is no
// floor: without a snapshot there is nothing to move.
func (b *bench) moves(ctx context.Context, w *world, log *journal.Log, who *access.Store) (rows []row, err error) {
	tail, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- log.Run(tail) }()
	defer func() { stop(); <-ended }()
	c := log.DB().Client()
	u := c.User.Query().Where(user.TenantID(w.tenant), user.PersonIDNotNil()).FirstX(ctx)
	r := c.Role.Query().Where(role.TenantID(w.tenant), role.Name("role 00")).OnlyX(ctx)
	g := c.Group.Query().Where(group.TenantID(w.tenant), group.Name("group 00")).OnlyX(ctx)
	given := c.Grant.Query().Where(grant.TenantID(w.tenant), grant.UserID(u.ID)).FirstX(ctx)
	for _, one := range []struct {
		what string
		verb journal.Verb
		of   any
	}{{"a user", journal.UserBetaSet, u}, {"a grant", journal.GrantCreated, given}, {"a role", journal.RoleUpdated, r}, {"a group of " + short(float64(b.users)/13) + " members", journal.GroupCreated, g}} {
		m := row{what: "change of " + one.what + " until the next decision sees it", unit: "ms"}
		for range 5 * b.rounds {
			begun := time.Now()
			if _, err := journal.Write(ctx, log, one.verb, func(*ent.Client) (journal.Change, error) { return journal.Of(one.of), nil }); err != nil {
				return nil, err
			}
			if _, err := who.Scope(ctx, w.tenant); err != nil {
				return nil, err
			}
			m.ours = append(m.ours, float64(time.Since(begun).Microseconds())/1000)
		}
		rows = append(rows, m)
	}
	return rows, nil
}
