package journal

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/viewer"
)

// Once is one sending of an operation under a key: all its changes together happen one
// time, however often it is sent and to however many processes. Its first change commits
// the key beside itself; where the key is there already, that change and every later one
// of the sending is refused.
type Once struct {
	ID             uuid.UUID // of what is kept of it
	Tenant, Sender uuid.UUID
	Key, Request   []byte // hashes

	marked bool // something was committed, and the key with it
	lost   bool // another sending was first
	again  bool // a change was refused for a reason that passes
}

// NewOnce begins a sending by the viewer of the context, in their tenant.
func NewOnce(ctx context.Context, key, request []byte) *Once {
	o := &Once{Key: key, Request: request, ID: id.New()}
	if v := viewer.From(ctx); v != nil {
		o.Tenant, o.Sender = v.Tenant, v.Person
		if o.Sender == uuid.Nil {
			o.Sender = v.User
		}
	}
	return o
}

// Lost tells whether another sending with the key was first.
func (o *Once) Lost() bool { return o.lost }

// Again tells whether nothing was changed, for a reason that passes: to do the same once
// more is then worth trying.
func (o *Once) Again() bool { return o.again && !o.marked }

type onceKey struct{}

// With is the context in which every Write belongs to the sending.
func (o *Once) With(ctx context.Context) context.Context {
	return context.WithValue(ctx, onceKey{}, o)
}

func onceFrom(ctx context.Context) *Once {
	o, _ := ctx.Value(onceKey{}).(*Once)
	return o
}

// mark puts the key into the transaction of the first change: before the change is made,
// so that a second sending is refused by the key, not by what the first has left.
func (o *Once) mark(ctx context.Context, tx *ent.Client, at time.Time) error {
	switch {
	case o == nil, o.marked:
		return nil
	case o.lost:
		return Underway()
	}
	err := o.row(tx.OnceKey, at).Exec(ctx) // through the wall: who acts in no tenant has no key
	if ent.IsConstraintError(err) {
		o.lost = true
		return Underway()
	}
	if err != nil {
		return fmt.Errorf("marking a key as used: %w", err)
	}
	return nil
}

func (o *Once) row(keys *ent.OnceKeyClient, at time.Time) *ent.OnceKeyCreate {
	return keys.Create().SetID(o.ID).SetCreatedAt(at).SetTenantID(o.Tenant).SetSender(o.Sender).
		SetKeyHash(o.Key).SetRequestHash(o.Request)
}

// came notes how a Write of the sending ended.
func (o *Once) came(err error) {
	if o == nil {
		return
	}
	if err == nil {
		o.marked = true
		return
	}
	o.again = o.again || Passes(fault.Of(err))
}

// Passes tells whether what was refused may be taken later, unchanged.
func Passes(f *fault.Fault) bool {
	return f != nil && (f.Kind == fault.Authentication || f.Kind == fault.Unavailable || f.Code == fault.RateLimited)
}

// Underway is the answer while the first sending with a key is still at work.
func Underway() *fault.Fault {
	return &fault.Fault{Kind: fault.Unavailable, Code: fault.Busy, Message: "This is still being done.",
		Next: "Send the same again in a moment for its answer.", Retry: time.Second}
}
