package directory

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/rule"
	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/viewer"
)

// Actor is somebody's rights in a tenant as they stand inside the transaction that
// is about to commit: between the guard's answer and the commit they may have gone.
type Actor struct {
	scope *access.Scope
	who   access.Subject
	at    time.Time
	free  bool // the command line, or Doorward itself
}

// ActorIn is the context's viewer in a tenant. Users named beside are loaded with
// it, for MayActOn. The command line and Doorward itself may do everything, unless
// they act in the name of somebody.
func ActorIn(ctx context.Context, tx *ent.Client, at time.Time, tenant uuid.UUID, also ...uuid.UUID) (*Actor, error) {
	v := viewer.From(ctx)
	if v == nil {
		return nil, rule.ErrNoViewer
	}
	return actor(ctx, tx, at, tenant, v.Person, v.User, free(v), also)
}

// UserActor is a user of a tenant or of one above it: an inviter, at the moment
// when the invite is accepted. One who is not there, or is inactive, may nothing.
func UserActor(ctx context.Context, tx *ent.Client, at time.Time, tenant, who uuid.UUID) (*Actor, error) {
	u, err := tx.User.Query().Where(user.ID(who)).Only(viewer.AsSystem(ctx))
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("reading who gives: %w", err)
	}
	var person uuid.UUID
	if u != nil && u.PersonID != nil {
		person = *u.PersonID
	}
	return actor(ctx, tx, at, tenant, person, who, false, nil)
}

func free(v *viewer.Viewer) bool {
	return (v.System || v.Command) && v.Person == uuid.Nil && v.User == uuid.Nil
}

func actor(ctx context.Context, tx *ent.Client, at time.Time, tenant, person, who uuid.UUID, free bool, also []uuid.UUID) (*Actor, error) {
	chain, err := upward(ctx, tx, tenant)
	if err != nil {
		return nil, err
	}
	a := &Actor{at: at, free: free}
	if a.scope, err = access.LoadFor(ctx, tx, chain, append(also[:len(also):len(also)], who)); err != nil {
		return nil, err
	}
	if a.who = access.PersonIn(a.scope, person); person == uuid.Nil {
		a.who = access.UserIn(a.scope, who)
	}
	return a, nil
}

// held is everything that the actor may give here until a moment (nil: for good),
// and what counts below as well; nothing for one who is inactive. Nothing that is
// given outlasts what it is given of: so it is what the actor still holds at the end.
func (a *Actor) held(until *time.Time) (here, below bundle) {
	if home := a.who.Home(a.scope, a.at); home == nil || !home.Active {
		return bundle{all: a.free}, bundle{all: a.free}
	}
	here, below = a.bundles(a.who, a.last(until))
	here.all, below.all = here.all || a.free, below.all || a.free
	return here, below
}

// endless lies behind every end that can be stored.
var endless = time.Date(10_000, time.January, 1, 0, 0, 0, 0, time.UTC)

// last is the last moment before an end, and not before now.
func (a *Actor) last(until *time.Time) time.Time {
	if until == nil {
		return endless
	}
	if last := until.Add(-time.Microsecond); last.After(a.at) {
		return last
	}
	return a.at
}

func (a *Actor) bundles(sub access.Subject, at time.Time) (here, below bundle) {
	here.bits, here.all = access.Held(a.scope, sub, at)
	below.bits, below.all = access.HeldBelow(a.scope, sub, at)
	return here, below
}

// bundle is a set of permissions, or all of them.
type bundle struct {
	bits access.Bits
	all  bool
}

func (b bundle) within(of bundle) bool {
	return of.all || !b.all && b.bits.Without(of.bits).Count() == 0
}

// Can refuses what the actor may not do, in the words of access.
func (a *Actor) Can(p viewer.Permission) error {
	if a.free {
		return nil
	}
	v := access.Decide(access.Question{Scope: a.scope, Subject: a.who, Permission: string(p), At: a.at})
	if f := v.Fault(a.scope, string(p)); f != nil {
		return f
	}
	return nil
}

// Owns tells whether the actor holds everything in the tenant.
func (a *Actor) Owns() bool {
	here, _ := a.held(&a.at)
	return here.all
}
