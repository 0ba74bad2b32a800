package overlay

var hands = []byHand{
	{"internal/access/decide.go", grants, refuses, []string{"!home.Active", "s.Own.Tenant.Suspended"}},
	{"internal/access/gate.go", grants, refuses, []string{"p.Vendor && !s.Own.Tenant.Vendor"}},
	{"internal/access/rights.go", grants, passes, []string{"r.owner || r.always.Has(k.bit)", "at.Before(t.until)", "g.Subtree || !down", "u.Active"}},
	{"internal/access/subject.go", grants, passes, []string{"before(at, r.until)", "before(at, a.Until)"}},
	{"internal/access/subject.go", grants, refuses, []string{"!u.Active"}},
	{"internal/access/may_give.go", grants, passes, []string{"(all || !got.Owner && got.gives.Without(held).Count() == 0)", "!got.Owner", "a.Down || !below"}},

	{"internal/directory/actor.go", grants, refuses, []string{"!home.Active"}},
	{"internal/directory/actor.go", grants, passes, []string{"b.bits.Without(of.bits).Count() == 0", "!b.all"}},
	{"internal/directory/may_give.go", grants, refuses, []string{"g.ExpiresAt != nil && !g.ExpiresAt.After(a.at)"}},
	{"internal/directory/user_deactivate.go", locks, refuses, []string{"v.User == u.ID", "u.PersonID != nil && v.Person == *u.PersonID"}},
	{"internal/directory/owner.go", locks, passes, []string{"!down || h.down && !out[seat{t.ID, h.person}]"}},
	{"internal/directory/owner.go", locks, finds, []string{"grant.Or(grant.ExpiresAtIsNil(), grant.ExpiresAtGT(at))",
		"membership.Or(membership.ExpiresAtIsNil(), membership.ExpiresAtGT(at))", "user.StatusEQ(user.StatusACTIVE)", "user.HasPersonWith(person.PasswordHashNotNil())"}},
	{"internal/directory/seat.go", locks, passes, []string{"used+more <= *limit"}},
	{"internal/directory/standing.go", locks, finds, []string{"session.EndedAtIsNil()", "entry.EndedAtIsNil()"}},

	{"internal/identity/session.go", edge, refuses, []string{"p.TwoFactorEnabled", "!now.Before(s.ExpiresAt)", "now.Sub(s.LastSeenAt) >= SessionIdle+keepEvery"}},
	{"internal/identity/ended.go", edge, refuses, []string{"!i.log.Clock().Now().Before(v.Until)"}},
	{"internal/identity/ended.go", edge, passes, []string{"!session", "!in"}},
	{"internal/identity/invite_link.go", locks, refuses, []string{"inv.Status != invite.StatusPENDING && inv.Status != invite.StatusEXPIRED",
		"l.generation != inv.Generation", "!l.expires.Equal(inv.ExpiresAt)", "inv.Status == invite.StatusEXPIRED", "!now.Before(inv.ExpiresAt)"}},
	{"internal/identity/invite_resend.go", locks, passes, []string{`was == ""`}},
	{"internal/identity/invite_limit.go", locks, passes, []string{"wait <= 0"}},
	{"internal/identity/invite_preview.go", locks, finds, []string{"user.TenantID(inv.TenantID)"}},

	{"graph/live.go", guards, passes, []string{"slices.Contains(tenants, *e.TenantID)"}},
	{"graph/live.go", guards, refuses, []string{"x == nil"}},
	{"graph/node.go", guards, passes, []string{"t.id == in"}},
	{"graph/sight.go", guards, refuses, []string{"!here", "!home.Active", "!owner && (theyOwn || theirs.Without(held).Count() > 0)",
		"u.TenantID != v.Tenant || u.ID == v.User || u.PersonID != nil && *u.PersonID == v.Person"}},
	{"graph/read.go", guards, passes, []string{"in == nil || *in == k.tenant || slices.Contains(r.Who.Above(k.tenant), *in)"}},
	{"graph/user_list.go", guards, refuses, []string{"f != nil && f.GroupIds.Value() != nil", "f != nil && f.RoleIds.Value() != nil"}},
	{"graph/viewer.resolvers.go", guards, refuses, []string{"obj.ID != viewer.From(ctx).Person"}},
	{"graph/group.resolvers.go", guards, refuses, []string{"place != obj.TenantID"}},
	{"graph/user.resolvers.go", guards, refuses, []string{"r.place(ctx, g.TenantID) != g.TenantID"}},

	{"server/origin.go", edge, refuses, []string{"!loopback(strings.ToLower(host))"}},
	{"server/websocket.go", edge, passes, []string{"len(from) == 1", "origins[from[0]]", `s.token(r) == ""`}},
}
