// Package graph owns what may be asked: the API's fields, their guards, paging
// and the form in which failures leave. It refuses to decide anything itself: a
// guard asks access, a mutation calls one verb.
package graph

import (
	"context"
	"time"

	"doorward/internal/access"
	"doorward/internal/directory"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/secret"
)

// Resolver answers the fields of the API.
type Resolver struct {
	Log       *journal.Log
	Who       *access.Store
	Identity  *identity.Identity
	Directory *directory.Directory
	Keys      *secret.Keys
	Version   string
	// OpenSchema lets everybody introspect: the demo.
	OpenSchema bool
	// QueryTime is how long a query may take; zero: 5 seconds.
	QueryTime time.Duration
	// MutationTime is how long a mutation may take; zero: 10 seconds.
	MutationTime time.Duration
	// Limits are how much one operation may ask for; a zero among them is the ordinary one.
	Limits Limits
	// Persisted tells whether a document is one of the console's own, by its text: it was
	// weighed when it was built. Nil: none is.
	Persisted func(text string) bool
	// Spend takes an operation's cost off the caller's budget, or refuses it with
	// RATE_LIMITED. Nil: the budget has no end.
	Spend func(ctx context.Context, cost int) error
	// SetCookie hands the session's token to the browser of the request.
	SetCookie func(ctx context.Context, token string, expires time.Time)
	// ClearCookie takes it back.
	ClearCookie func(ctx context.Context)

	shared sharing // between subscriptions
}
