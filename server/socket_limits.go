package server

import "time"

// limits are how much and how long a connection may on which events leave.
type limits struct {
	message       int64         // bytes of one message from the client
	buffer        int           // bytes that the kernel holds back for a peer that does not read
	write         time.Duration // until one message must have left
	init          time.Duration // from the upgrade to connection_init
	ping          time.Duration // between our pings; without an answer to two the peer is gone
	linger        time.Duration // for the peer to take note of a close
	life          time.Duration // then it comes back and is judged anew
	subscriptions int           // at once on one socket
	user          int           // subscriptions of one user at once
	session       int           // connections at once, and so on
	person        int
	tenant        int
	process       int
	network       int // websockets of one network at once of which it is not known yet who opens them
	strangers     int // the same in the process, beside the others
}

// ordinary are those of trust.md, 3.2, and settled.md, "Numbers".
var ordinary = limits{
	message: 64 << 10, buffer: 128 << 10, write: 5 * time.Second, init: 5 * time.Second, ping: 15 * time.Second,
	linger: time.Second, life: 12 * time.Hour, subscriptions: 20, user: 100,
	session: 20, person: 100, tenant: 2_000, process: 12_000, network: 20, strangers: 500,
}
