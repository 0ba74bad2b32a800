// Package model owns the Go shapes of API types that are no rows; the rest of
// it is generated. It refuses to hold any behaviour beyond their encoding.
package model

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
)

// Node is anything with an id that `node` can find again.
type Node any

// Viewer is who asks; its fields are resolved from the context.
type Viewer struct{}

// UserCounts is the badges of one tenant's Users page; the numbers are counted when asked for.
type UserCounts struct{ Tenant uuid.UUID }

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
