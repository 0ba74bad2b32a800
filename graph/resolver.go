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
	// SetCookie hands the session's token to the browser of the request.
	SetCookie func(ctx context.Context, token string, expires time.Time)
	// ClearCookie takes it back.
	ClearCookie func(ctx context.Context)

	shared sharing // between subscriptions
}
