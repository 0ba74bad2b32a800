package server

import (
	"cmp"
	"fmt"

	"doorward/graph"
)

// Limits are how much clients may ask for (trust.md, 3.2). Zero stands for the ordinary one.
type Limits struct {
	Body    int `name:"max-body" env:"DOORWARD_MAX_BODY" default:"256" placeholder:"KIB" help:"How many KiB one request may have; ${default} where it is left out, 1024 at most."`
	Tokens  int `name:"max-tokens" env:"DOORWARD_MAX_TOKENS" default:"2000" placeholder:"N" help:"Tokens of a document; ${default}, 5000 at most. This, depth, aliases and cost do not hold for the console's own documents."`
	Depth   int `name:"max-depth" env:"DOORWARD_MAX_DEPTH" default:"12" placeholder:"N" help:"Fields within fields; ${default}, 20 at most."`
	Aliases int `name:"max-aliases" env:"DOORWARD_MAX_ALIASES" default:"30" placeholder:"N" help:"Aliases in a document; ${default}, 100 at most."`
	Cost    int `name:"max-cost" env:"DOORWARD_MAX_COST" default:"1000" placeholder:"N" help:"What one operation may cost: 1 for each thing that it reads, with its pages; ${default}, 5000 at most. Without signing in never more than 100."`

	UserBudget    int `name:"user-budget" env:"DOORWARD_USER_BUDGET" default:"10000" placeholder:"COST" help:"What a user may spend in a minute; ${default}."`
	NetworkBudget int `name:"network-budget" env:"DOORWARD_NETWORK_BUDGET" default:"300" placeholder:"COST" help:"What all who are not signed in may spend in a minute from one address, or one /64 of IPv6; ${default}."`
	AtOnce        int `name:"max-at-once" env:"DOORWARD_MAX_AT_ONCE" default:"64" placeholder:"N" help:"Operations that run at once; ${default}, 1000 at most. Open subscriptions do not count."`
	AtOncePerUser int `name:"max-at-once-per-user" env:"DOORWARD_MAX_AT_ONCE_PER_USER" default:"8" placeholder:"N" help:"The same of one user, or of one address without signing in; ${default}, 1000 at most."`
	TenantSockets int `name:"max-tenant-sockets" env:"DOORWARD_MAX_TENANT_SOCKETS" default:"2000" placeholder:"N" help:"Open websockets and event streams of one tenant; ${default}, 12000 at most."`
}

// ordinaryLimits hold where nothing else is set; the tags above say the same.
var ordinaryLimits = Limits{
	Body: 256, Tokens: 2000, Depth: 12, Aliases: 30, Cost: 1000,
	UserBudget: 10_000, NetworkBudget: 300, AtOnce: 64, AtOncePerUser: 8, TenantSockets: 2000,
}

// Validate is for the command line, which knows no zero.
func (l Limits) Validate() error { return l.check(1) }

// check holds each limit to what this program was tried with.
func (l Limits) check(least int) error {
	const noEnd = 1_000_000_000
	for _, one := range []struct {
		flag        string
		value, most int
	}{
		{"--max-body", l.Body, 1024}, {"--max-tokens", l.Tokens, 5000}, {"--max-depth", l.Depth, 20},
		{"--max-aliases", l.Aliases, 100}, {"--max-cost", l.Cost, 5000},
		{"--user-budget", l.UserBudget, noEnd}, {"--network-budget", l.NetworkBudget, noEnd},
		{"--max-at-once", l.AtOnce, 1000}, {"--max-at-once-per-user", l.AtOncePerUser, 1000},
		{"--max-tenant-sockets", l.TenantSockets, 12_000},
	} {
		if one.value < least || one.value > one.most {
			return fmt.Errorf("%s is %d: it must be from 1 to %d", one.flag, one.value, one.most)
		}
	}
	return nil
}

func (l Limits) orOrdinary() Limits {
	o := ordinaryLimits
	return Limits{
		cmp.Or(l.Body, o.Body), cmp.Or(l.Tokens, o.Tokens), cmp.Or(l.Depth, o.Depth), cmp.Or(l.Aliases, o.Aliases), cmp.Or(l.Cost, o.Cost),
		cmp.Or(l.UserBudget, o.UserBudget), cmp.Or(l.NetworkBudget, o.NetworkBudget), cmp.Or(l.AtOnce, o.AtOnce),
		cmp.Or(l.AtOncePerUser, o.AtOncePerUser), cmp.Or(l.TenantSockets, o.TenantSockets),
	}
}

// body is in bytes.
func (l Limits) body() int64 { return int64(l.Body) << 10 }

// ofOperation are those that the API holds itself.
func (l Limits) ofOperation() graph.Limits {
	g := graph.Ordinary
	g.Tokens, g.Depth, g.Aliases, g.Cost, g.Anonymous = l.Tokens, l.Depth, l.Aliases, l.Cost, min(l.Cost, g.Anonymous)
	return g
}
