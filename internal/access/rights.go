package access

import (
	"time"

	"github.com/google/uuid"
)

// rights is what somebody's roles come to in one scope. Ends are data: compared
// with the clock at each decision.
type rights struct {
	scope  uint64
	anchor *User
	always Bits // given for good
	owner  bool // an owner's role for good
	some   bool // any role for good
	timed  []timed
	down   []reach // rows above with a role reaching down, nearest first
}

type timed struct {
	gives Bits
	owner bool
	until time.Time
}

// reach is until when a row above counts here.
type reach struct {
	user  *User
	until time.Time
}

func (s *Scope) compile(anchor, here *User) *rights {
	r := &rights{scope: s.number, anchor: anchor}
	s.walk(anchor, here, func(in *User, role *Role, a Assigned) {
		if role == nil {
			return
		}
		if in != here {
			r.reaches(in, a.Until)
		}
		if !a.Until.IsZero() {
			r.timed = append(r.timed, timed{role.gives, role.Owner, a.Until})
			return
		}
		r.always, r.owner, r.some = r.always.Or(role.gives), r.owner || role.Owner, true
	})
	return r
}

// reaches notes that a row above counts here, for the longest of its roles.
func (r *rights) reaches(u *User, until time.Time) {
	last := len(r.down) - 1
	if last < 0 || r.down[last].user != u {
		r.down = append(r.down, reach{u, until})
		return
	}
	if was := &r.down[last].until; !was.IsZero() && (until.IsZero() || was.Before(until)) {
		*was = until
	}
}

// find looks for a role that gives the key now.
func (r *rights) find(k *key, at time.Time) Finding {
	if r == nil {
		return NoRole
	}
	if !k.nowhere && (r.owner || r.always.Has(k.bit)) {
		return OK
	}
	found := NoRole
	if r.some {
		found = RoleLacksPermission
	}
	for i := range r.timed {
		t := &r.timed[i]
		gives, live := !k.nowhere && (t.owner || t.gives.Has(k.bit)), at.Before(t.until)
		switch {
		case gives && live:
			return OK
		case gives:
			found = GrantExpired
		case live && found == NoRole:
			found = RoleLacksPermission
		}
	}
	return found
}

// walk goes through every role that is given to somebody, with its end, whether
// or not that has come: here first, then what reaches down from above.
func (s *Scope) walk(anchor, here *User, visit func(in *User, r *Role, a Assigned)) {
	if here != nil {
		s.walkRow(s.Own, here, false, visit)
	}
	if anchor.Person == uuid.Nil {
		return
	}
	for _, above := range s.Above {
		if u := above.persons.get(anchor.Person); u != nil && u.Active {
			s.walkRow(above, u, true, visit)
		}
	}
}

func (s *Scope) walkRow(in *Snapshot, u *User, down bool, visit func(in *User, r *Role, a Assigned)) {
	one := func(g given, via uuid.UUID, until time.Time) {
		if r := s.Role(g.Role); g.Subtree || !down {
			visit(u, r, Assigned{Role: r, Via: via, From: in.Tenant.ID, Until: earlier(g.Until, until), Down: g.Subtree})
		}
	}
	for _, g := range u.grants {
		one(g, uuid.Nil, time.Time{})
	}
	for _, m := range u.groups {
		for _, g := range in.groups[m.Group] {
			one(g, m.Group, m.Until)
		}
	}
}
