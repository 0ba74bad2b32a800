package journal

import "context"

// Start says where a durable follower begins that has never run before.
type Start int

// The places to begin at.
const (
	FromBeginning Start = iota
	FromNow
)

// Follow hands every entry of these verbs to fn, in order, until the context ends.
func Follow(ctx context.Context, log *Log, name string, from Start, verbs []Verb, fn func(context.Context, *Entry) error) error {
	panic("not yet")
}
