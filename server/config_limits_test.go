package server_test

import (
	"strings"
	"testing"

	"doorward/server"
)

// TestLimits: each may be set lower as one likes, and higher to what the program was tried with.
func TestLimits(t *testing.T) {
	start := func(l server.Limits) error { return server.Config{Addr: "127.0.0.1:8080", Limits: l}.Check() }
	most := server.Limits{Body: 1024, Tokens: 5000, Depth: 20, Aliases: 100, Cost: 5000, AtOnce: 1000, AtOncePerUser: 1000, TenantSockets: 12_000,
		UserBudget: 1e9, NetworkBudget: 1e9}
	least := server.Limits{Body: 1, Tokens: 1, Depth: 1, Aliases: 1, Cost: 1, AtOnce: 1, AtOncePerUser: 1, TenantSockets: 1, UserBudget: 1, NetworkBudget: 1}
	for name, l := range map[string]server.Limits{"none_set": {}, "the_most": most, "the_least": least} {
		t.Run(name+"_is_taken", func(t *testing.T) {
			if err := start(l); err != nil {
				t.Error(err)
			}
		})
	}
	for flag, l := range map[string]server.Limits{
		"--max-body is 1025": {Body: 1025}, "--max-tokens is 5001": {Tokens: 5001}, "--max-depth is 21": {Depth: 21}, "--max-aliases is 101": {Aliases: 101},
		"--max-cost is 5001": {Cost: 5001}, "--max-at-once is 1001": {AtOnce: 1001}, "--max-at-once-per-user is 1001": {AtOncePerUser: 1001},
		"--max-tenant-sockets is 12001": {TenantSockets: 12_001}, "--user-budget is -1": {UserBudget: -1}, "--network-budget is -5": {NetworkBudget: -5},
	} {
		t.Run(strings.ReplaceAll(flag, " ", "_")+"_is_refused", func(t *testing.T) {
			if err := start(l); err == nil || !strings.HasPrefix(err.Error(), flag+": it must be from 1 to ") {
				t.Error(err)
			}
		})
	}
	t.Run("on_the_command_line_zero_is_none", func(t *testing.T) {
		if (server.Limits{}).Validate() == nil || least.Validate() != nil {
			t.Error("zero is taken, or one is not")
		}
	})
}
