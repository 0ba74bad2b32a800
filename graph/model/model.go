// Package model owns the Go shapes of API types that are no rows; the rest of
// it is generated. It refuses to hold any behaviour beyond their encoding.
package model

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"doorward/internal/access"
	"doorward/internal/clock"
	"doorward/internal/fault"
)

// Node is anything with an id that `node` can find again.
type Node any

// Viewer is who asks; its fields are resolved from the context.
type Viewer struct{}

// UserCounts is the badges of one tenant's Users page; the numbers are counted when asked for.
type UserCounts struct{ Tenant uuid.UUID }

// AssignedRole is a role that counts for a user of a tenant; role, group and
// tenant are looked up when asked for.
type AssignedRole struct {
	In uuid.UUID // the tenant in which it counts
	access.Assigned
}

// ExpiresAt is until when it counts; nil: for good.
func (a *AssignedRole) ExpiresAt() *time.Time {
	if a.Until.IsZero() {
		return nil
	}
	return &a.Until
}

// MarshalTime writes a moment in UTC with at most six decimals of a second.
func MarshalTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(clock.Cut(t).Format(time.RFC3339Nano)))
	})
}

// UnmarshalTime reads a moment, RFC 3339. In UTC its year must be one that can be
// written again: 1 to 9999.
func UnmarshalTime(v any) (time.Time, error) {
	text, _ := v.(string)
	t, err := time.Parse(time.RFC3339Nano, text)
	t = clock.Cut(t)
	if err != nil || t.Year() < 1 || t.Year() > 9999 {
		return time.Time{}, fault.BadInput(fault.Invalid, "A moment is written like 2026-01-31T12:00:00Z.")
	}
	return t, nil
}

// MarshalJSON writes any JSON value as it stands.
func MarshalJSON(raw json.RawMessage) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = w.Write(raw) })
}

// UnmarshalJSON takes any JSON value.
func UnmarshalJSON(v any) (json.RawMessage, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("not a JSON value: %w", err)
	}
	return raw, nil
}
