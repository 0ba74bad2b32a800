package server

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
)

// proxies are the machines before this one whose X-Forwarded-For is believed (T-18).
type proxies []netip.Prefix

// parseProxies reads addresses and CIDR blocks.
func parseProxies(all []string) (proxies, error) {
	var p proxies
	for _, text := range all {
		block, err := netip.ParsePrefix(text)
		if err != nil {
			one, wrong := netip.ParseAddr(text)
			if wrong != nil {
				return nil, fmt.Errorf("the trusted proxy %q must be an address as 10.0.0.5, or a block of them as 10.0.0.0/8", text)
			}
			block = netip.PrefixFrom(one.Unmap(), one.Unmap().BitLen())
		}
		p = append(p, block)
	}
	return p, nil
}

func (p proxies) trust(a netip.Addr) bool {
	for _, block := range p {
		if block.Contains(a) {
			return true
		}
	}
	return false
}

// client is who sent the request: the peer itself or, behind trusted proxies, the last
// that they name whom nobody trusts. Each proxy adds its own peer on the right; what
// stands to the left of an untrusted one, anybody may have written. Where an entry makes
// no sense it is the proxy that passed it on.
func (p proxies) client(r *http.Request) netip.Addr {
	peer := addrOf(r.RemoteAddr)
	if !p.trust(peer) {
		return peer
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop := addrOf(strings.TrimSpace(hops[i]))
		if !hop.IsValid() {
			return peer
		}
		if peer = hop; !p.trust(peer) {
			return peer
		}
	}
	return peer
}

// addrOf reads an address with or without a port; the zero Addr where it is none.
func addrOf(text string) netip.Addr {
	a, err := netip.ParseAddr(text)
	if err != nil {
		with, err := netip.ParseAddrPort(text)
		if err != nil {
			return netip.Addr{}
		}
		a = with.Addr()
	}
	return a.Unmap().WithZone("")
}

// addressKey carries the client's address, found out once.
type addressKey struct{}

// located notes where the request comes from, for the log, the sessions and the budgets.
func (s *Server) located(r *http.Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), addressKey{}, s.proxies.client(r)))
}

// address is the client's; empty where it has none.
func address(r *http.Request) string {
	a, _ := r.Context().Value(addressKey{}).(netip.Addr)
	if !a.IsValid() {
		return ""
	}
	return a.String()
}
