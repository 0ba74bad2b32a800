package matrix

import "sync"

// together has both tenants ask at once for everything of theirs, on a server that has answered
// all of it before: no cache and no loader hands one of them what is the other's (T-36).
func (p *probe) together() {
	both := []*probe{{}, {}}
	var wait sync.WaitGroup
	for i, a := range []*actor{p.world.owner, p.world.other} {
		s := p.world.own
		if a.other {
			s = p.world.theirs
		}
		alone := p.answers(a, s)
		one := &probe{ctx: p.ctx, s: p.s, api: p.api, world: p.world, seen: map[string]bool{}, foreign: p.foreign,
			noted: map[string]bool{}, asked: map[string]bool{}}
		both[i] = one
		wait.Go(func() { one.compare(alone, one.answers(a, s)) })
	}
	wait.Wait()
	for _, one := range both {
		p.leaks = append(p.leaks, one.leaks...)
		p.requests += one.requests
	}
}
