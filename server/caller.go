package server

import (
	"net/netip"

	"github.com/google/uuid"

	"doorward/internal/viewer"
)

// caller is by whom work is counted: a person or a service user, and whoever is not
// signed in by their network.
type caller struct {
	user    uuid.UUID
	network netip.Prefix
}

func callerOf(v *viewer.Viewer) caller {
	if v.SignedIn() {
		user := v.Person
		if user == uuid.Nil {
			user = v.User
		}
		return caller{user: user}
	}
	return strangerOf(v)
}

// strangerOf leaves out who somebody is, and keeps where they are.
func strangerOf(v *viewer.Viewer) caller {
	if v == nil {
		return caller{}
	}
	return caller{network: networkOf(v.IP)}
}

// networkOf an address is what one customer of a provider holds: one address of IPv4, a
// /64 of IPv6, in which anybody can take a new address for each request. Requests without
// an address are counted together.
func networkOf(address string) netip.Prefix {
	a := addrOf(address)
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	p, _ := a.Prefix(bits) // the zero Prefix where there is no address
	return p
}
